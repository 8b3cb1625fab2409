// Prometheus' HTTP API over a real run file: queries. What is expected was read from Prometheus 3.14's own code and answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiRun, end, seconds } from './api-run.ts';

const api = new ApiRun();
const ask: ApiRun['ask'] = (...asked) => api.ask(...asked);

beforeAll(() => api.fill());
afterAll(() => api.close());

describe('query', () => {
  it('writes a vector with numbers as texts and labels in order', () => {
    expect(ask('query', { query: 'requests_total{code="200"}', time: end }).text).toBe(
      `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"requests_total","code":"200","instance":"a:1","job":"api"},"value":[${end},"600"]}]}}`,
    );
    expect(ask('query', { query: 'temp', time: seconds + 15.25 }).text).toContain(
      `"room.name":"küche"},"value":[${seconds + 15}.250,"1e-07"]`,
    );
  });
  it('evaluates now where no time is given, and takes RFC 3339', () => {
    expect(ask('query', { query: '1' }).json?.data).toEqual({ resultType: 'scalar', result: [end, '1'] });
    expect(ask('query', { query: '"x"', time: '2023-11-14T23:20:00.5+01:00' }).json?.data).toEqual({
      resultType: 'string',
      result: [1_700_000_400.5, 'x'],
    });
  });
  it('answers a range selector with samples at their own times', () => {
    expect(ask('query', { query: 'requests_total{code="500"}[30s]', time: end }).json?.data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'requests_total', code: '500', instance: 'a:1', job: 'api' },
          values: [
            [end - 15, '19'],
            [end, '20'],
          ],
        },
      ],
    });
  });
  it('writes histograms with their buckets', () => {
    const { data } = ask('query', { query: 'sizes' }).json ?? {};
    expect(data).toMatchObject({
      result: [
        {
          metric: { __name__: 'sizes', job: 'shop', instance: 'i1' },
          histogram: [
            end,
            {
              count: '3',
              sum: '7',
              buckets: [
                [0, '1', '2', '1'],
                [0, '2', '4', '2'],
              ],
            },
          ],
        },
      ],
    });
  });
  it('tells warnings and infos with their places', () => {
    const { json } = ask('query', { query: 'rate(temp[5m])' });
    expect(json?.infos).toEqual([
      'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "temp" (1:6)',
    ]);
    expect(ask('query', { query: 'quantile(2, temp)' }).json?.warnings?.[0]).toContain(
      'quantile value should be between 0 and 1',
    );
  });
  it('cuts at the limit and says so', () => {
    const { json } = ask('query', { query: 'requests_total', limit: 1 });
    expect(json?.data).toMatchObject({ result: [{ metric: { code: '200' } }] });
    expect(json?.data).not.toMatchObject({ result: [{}, {}] });
    expect(json?.warnings).toEqual(['results truncated due to limit']);
    expect(ask('query', { query: 'requests_total', limit: 2 }).json?.warnings).toBeUndefined();
  });
  it('gives statistics when they are asked for', () => {
    const { json } = ask('query', { query: 'requests_total', stats: 'all' });
    expect(json?.data).toMatchObject({
      stats: { timings: { evalTotalTime: expect.any(Number) as number }, samples: { peakSamples: 2 } },
    });
    expect(ask('query', { query: 'temp', stats: 'yes' }).json?.warnings?.[0]).toBe(
      'value "yes" for parameter "stats" is deprecated and will be rejected in the next major release, use "true" or "all"',
    );
  });
  it('looks back as far as asked', () => {
    const late = { query: 'temp', time: end + 200 };
    expect(ask('query', late).text).toContain('"value"');
    expect(ask('query', { ...late, lookback_delta: '2m' }).text).toContain('"result":[]');
    expect(ask('query', { ...late, lookback_delta: 'x' }).json).toMatchObject({
      errorType: 'bad_data',
      error: 'error parsing lookback delta duration: cannot parse "x" to a valid duration',
    });
  });
  it.each([
    [{ query: 'sum(' }, 400, 'bad_data', 'invalid parameter "query": 1:5: parse error: unclosed left parenthesis'],
    [
      { query: '' },
      400,
      'bad_data',
      'invalid parameter "query": unknown position: parse error: no expression found in input',
    ],
    [
      { query: '1', time: 'x' },
      400,
      'bad_data',
      `invalid parameter "time": invalid time value for 'time': cannot parse "x" to a valid timestamp`,
    ],
    [{ query: '1', limit: '-1' }, 400, 'bad_data', 'invalid parameter "limit": limit must be non-negative'],
    [
      { query: '1', limit: 'a' },
      400,
      'bad_data',
      'invalid parameter "limit": strconv.Atoi: parsing "a": invalid syntax',
    ],
    [
      { query: '1', timeout: 'z' },
      400,
      'bad_data',
      'invalid parameter "timeout": cannot parse "z" to a valid duration',
    ],
    [
      { query: 'requests_total * on (job) requests_total' },
      422,
      'execution',
      expect.stringContaining('found duplicate series for the match group {job="api"}') as string,
    ],
  ])('refuses %j', (params, status, errorType, error) => {
    const answer = ask('query', params);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({ status: 'error', errorType, error });
  });
  it('ends at its time', () => {
    const { status, json } = ask('query_range', {
      query: 'sum_over_time(requests_total[5m:50ms])',
      start: seconds,
      end,
      step: 1,
      timeout: '0.001',
    });
    expect([status, json?.errorType, json?.error]).toEqual([
      503,
      'timeout',
      'query timed out in expression evaluation',
    ]);
    expect(ask('query', { query: '1', timeout: '-1' }).json?.error).toBe('query timed out in query execution');
  });
});

describe('query_range', () => {
  it('writes a matrix sorted by labels', () => {
    const { json } = ask('query_range', {
      query: 'idelta(requests_total[1m])',
      start: seconds + 60,
      end: seconds + 90,
      step: '15s',
    });
    expect(json?.data).toEqual({
      resultType: 'matrix',
      result: ['30', '1'].map((value, at) => ({
        metric: { code: at === 0 ? '200' : '500', instance: 'a:1', job: 'api' },
        values: [60, 75, 90].map((offset) => [seconds + offset, value]),
      })),
    });
  });
  it('leaves steps without a sample out', () => {
    const { json } = ask('query_range', { query: 'requests_total{code="500"} > 18', start: seconds, end, step: 15 });
    expect(json?.data).toMatchObject({
      result: [
        {
          values: [
            [end - 15, '19'],
            [end, '20'],
          ],
        },
      ],
    });
  });
  it.each([
    [{ start: 'x' }, 'invalid parameter "start": cannot parse "x" to a valid timestamp'],
    [{ end: '' }, 'invalid parameter "end": cannot parse "" to a valid timestamp'],
    [{ start: 2, end: 1 }, 'invalid parameter "end": end timestamp must not be before start time'],
    [
      { step: 0 },
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [{ step: '1e300' }, 'invalid parameter "step": cannot parse "1e300" to a valid duration. It overflows int64'],
    [
      { end: 11_002 },
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    ],
    [
      { query: 'temp[5m]' },
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
  ])('refuses %j', (params, error) => {
    const answer = ask('query_range', { query: '1', start: 1, end: 2, step: 1, ...params });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ status: 'error', errorType: 'bad_data', error });
  });
  it('has lists that are only got', () => {
    for (const path of ['metadata', 'label/job/values', 'rules', 'status/tsdb'])
      expect([ask(path).status, ask(path, {}, 'POST').status]).toEqual([200, 405]);
    expect(ask('nothing', {}, 'POST').status).toBe(404);
  });
  it('answers 11,000 points', () => {
    expect(ask('query_range', { query: '1', start: 1, end: 11_001, step: 1 }).status).toBe(200);
  });
});

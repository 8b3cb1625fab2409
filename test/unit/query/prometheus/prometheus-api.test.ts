// Prometheus' HTTP API over a real run file. What is expected was read from Prometheus 3.14's own code and answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunQueries } from '../../../../src/main/query/index.ts';
import { alive, MetricRun, t0, times } from '../metric-answers/metric-run.ts';

const file = new MetricRun();
let queries: RunQueries;
const seconds = t0 / 1000;
const end = seconds + 300;

const series = [
  { labels: { __name__: 'requests_total', job: 'api', instance: 'a:1', code: '200' }, type: 'counter' as const, help: 'Requests.' },
  { labels: { __name__: 'requests_total', job: 'api', instance: 'a:1', code: '500' }, type: 'counter' as const, help: 'Requests.' },
  { labels: { __name__: 'temp', job: 'api', instance: 'a:1', 'room.name': 'küche' }, unit: 'celsius' },
];

beforeAll(async () => {
  for (const [at, time] of times(21, 15_000).entries()) await file.scrape(series, time, [at * 30, at, 1e-7 * at]);
  await file.send([
    {
      name: 'http.server.request.duration',
      unit: 's',
      description: 'How long.',
      kind: 'histogram',
      temporality: 'cumulative',
      resource: { 'service.name': 'shop', 'service.instance.id': 'i1', 'host.name': 'h' },
      attributes: { 'http.route': '/a' },
      time: t0 + 300_000,
      start: t0,
      bounds: [0.1, 1],
      counts: [1, 2, 0],
      count: 3,
      sum: 1.5,
      exemplars: [{ time: t0 + 299_000, value: 0.4, traceId: Uint8Array.from({ length: 16 }, (_, i) => i + 1), spanId: new Uint8Array(8).fill(7), attributes: { k: 'v' } }],
    },
    {
      name: 'sizes',
      kind: 'exponentialHistogram',
      temporality: 'cumulative',
      resource: { 'service.name': 'shop', 'service.instance.id': 'i1' },
      time: t0 + 300_000,
      start: t0,
      scale: 0,
      offset: 0,
      counts: [1, 2],
      count: 3,
      sum: 7,
    },
  ]);
  queries = file.queries();
});
afterAll(() => file.close());

type Pairs = Readonly<Record<string, string | number | readonly string[]>>;

function ask(path: string, params: Pairs = {}, method: 'GET' | 'POST' = 'GET') {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((one) => [name, one] as const),
  );
  const { status, body } = queries.prometheus({ method, segments: path.split('/'), pairs }, t0 + 300_000, alive);
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return { status, text, json: text === '' ? undefined : (JSON.parse(text) as { data: never; warnings?: string[]; infos?: string[]; error: string; errorType: string }) };
}

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
    expect(ask('query', { query: 'quantile(2, temp)' }).json?.warnings?.[0]).toContain('quantile value should be between 0 and 1');
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
    [{ query: '' }, 400, 'bad_data', 'invalid parameter "query": unknown position: parse error: no expression found in input'],
    [{ query: '1', time: 'x' }, 400, 'bad_data', `invalid parameter "time": invalid time value for 'time': cannot parse "x" to a valid timestamp`],
    [{ query: '1', limit: '-1' }, 400, 'bad_data', 'invalid parameter "limit": limit must be non-negative'],
    [{ query: '1', limit: 'a' }, 400, 'bad_data', 'invalid parameter "limit": strconv.Atoi: parsing "a": invalid syntax'],
    [{ query: '1', timeout: 'z' }, 400, 'bad_data', 'invalid parameter "timeout": cannot parse "z" to a valid duration'],
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
    const { status, json } = ask('query_range', { query: 'sum_over_time(requests_total[5m:50ms])', start: seconds, end, step: 1, timeout: '0' });
    expect([status, json?.errorType, json?.error]).toEqual([503, 'timeout', 'query timed out in expression evaluation']);
  });
});

describe('query_range', () => {
  it('writes a matrix sorted by labels', () => {
    const { json } = ask('query_range', { query: 'idelta(requests_total[1m])', start: seconds + 60, end: seconds + 90, step: '15s' });
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
    expect(json?.data).toMatchObject({ result: [{ values: [[end - 15, '19'], [end, '20']] }] });
  });
  it.each([
    [{ start: 'x' }, 'invalid parameter "start": cannot parse "x" to a valid timestamp'],
    [{ end: '' }, 'invalid parameter "end": cannot parse "" to a valid timestamp'],
    [{ start: 2, end: 1 }, 'invalid parameter "end": end timestamp must not be before start time'],
    [{ step: 0 }, 'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer'],
    [{ step: '1e300' }, 'invalid parameter "step": cannot parse "1e300" to a valid duration. It overflows int64'],
    [{ end: 11_002 }, 'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)'],
    [{ query: 'temp[5m]' }, 'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector'],
  ])('refuses %j', (params, error) => {
    const answer = ask('query_range', { query: '1', start: 1, end: 2, step: 1, ...params });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ status: 'error', errorType: 'bad_data', error });
  });
  it('answers 11,000 points', () => {
    expect(ask('query_range', { query: '1', start: 1, end: 11_001, step: 1 }).status).toBe(200);
  });
});

describe('what there is', () => {
  it('names labels, also of what a selector means', () => {
    expect(ask('labels').json?.data).toEqual([
      '__name__',
      'code',
      'host_name',
      'http_route',
      'instance',
      'job',
      'le',
      'room.name',
    ]);
    expect(ask('labels', { 'match[]': ['temp', 'target_info'] }, 'POST').json?.data).toEqual([
      '__name__',
      'host_name',
      'instance',
      'job',
      'room.name',
    ]);
    expect(ask('labels', { limit: 1 }).json).toMatchObject({ data: ['__name__'], warnings: ['results truncated due to limit'] });
  });
  it('names values, also of a label with a dot', () => {
    expect(ask('label/code/values').json?.data).toEqual(['200', '500']);
    expect(ask('label/room.name/values').json?.data).toEqual(['küche']);
    expect(ask('label/U__room_2e_name/values').json?.data).toEqual(['küche']);
    expect(ask('label/__name__/values', { 'match[]': '{job="api"}' }).json?.data).toEqual(['requests_total', 'temp']);
    expect(ask('label/code/values', { start: 1, end: 2 }).json?.data).toEqual([]);
    expect(ask('label/none/values').json?.data).toEqual([]);
  });
  it('finds series', () => {
    expect(ask('series', { 'match[]': ['requests_total', '{code="500"}'], start: seconds, end }).json?.data).toEqual([
      { __name__: 'requests_total', code: '200', instance: 'a:1', job: 'api' },
      { __name__: 'requests_total', code: '500', instance: 'a:1', job: 'api' },
    ]);
    expect(ask('series').json).toMatchObject({ errorType: 'bad_data', error: 'no match[] parameter provided' });
    expect(ask('series', { 'match[]': '{job=""}' }).json?.error).toBe(
      'invalid parameter "match[]": match[] must contain at least one non-empty matcher',
    );
    expect(ask('series', { 'match[]': '{' }).json?.error).toMatch(/^invalid parameter "match\[\]": 1:2: parse error: /);
    expect(ask('labels', { 'match[]': '{}' }).json?.error).toBe('match[] must contain at least one non-empty matcher');
  });
  it('describes metrics', () => {
    expect(ask('metadata').json?.data).toEqual({
      requests_total: [{ type: 'counter', unit: '', help: 'Requests.' }],
      temp: [{ type: 'gauge', unit: 'celsius', help: '' }],
      http_server_request_duration_seconds: [{ type: 'histogram', unit: 's', help: 'How long.' }],
      sizes: [{ type: 'histogram', unit: '', help: '' }],
    });
    expect(ask('metadata', { metric: 'temp' }).json?.data).toEqual({ temp: [{ type: 'gauge', unit: 'celsius', help: '' }] });
    expect(Object.keys(ask('metadata', { limit: 1 }).json?.data ?? {})).toHaveLength(1);
    expect(ask('metadata', { limit: 'x' }).json?.error).toBe('limit must be a number');
  });
  it('finds exemplars at their bucket', () => {
    const query = 'rate(http_server_request_duration_seconds_bucket[5m])';
    expect(ask('query_exemplars', { query, start: seconds, end }).json?.data).toEqual([
      {
        seriesLabels: {
          __name__: 'http_server_request_duration_seconds_bucket',
          http_route: '/a',
          instance: 'i1',
          job: 'shop',
          le: '1',
        },
        exemplars: [
          {
            labels: { k: 'v', span_id: '0707070707070707', trace_id: '0102030405060708090a0b0c0d0e0f10' },
            value: '0.4',
            timestamp: end - 1,
          },
        ],
      },
    ]);
    expect(ask('query_exemplars', { query, start: 1, end: 2 }).json?.data).toEqual([]);
    expect(ask('query_exemplars', { query: '1' })).toMatchObject({ status: 204, text: '' });
    expect(ask('query_exemplars', { query, start: 2, end: 1 }).json?.error).toBe('end timestamp must not be before start timestamp');
  });
  it('formats and takes apart', () => {
    expect(ask('format_query', { query: 'sum(rate(x[5m]))by(a)' }).json?.data).toBe('sum by (a) (rate(x[5m]))');
    expect(ask('parse_query', { query: 'x{a!="b"}[5m] offset 1m' }).json?.data).toEqual({
      type: 'matrixSelector',
      name: 'x',
      range: 300_000,
      rangeExpr: null,
      offset: 60_000,
      offsetExpr: null,
      matchers: [
        { name: 'a', value: 'b', type: '!=' },
        { name: '__name__', value: 'x', type: '=' },
      ],
      timestamp: null,
      startOrEnd: null,
      anchored: false,
      smoothed: false,
    });
    expect(ask('parse_query', { query: 'a / on (b) group_left (c) sum(d)' }).json?.data).toMatchObject({
      type: 'binaryExpr',
      op: '/',
      bool: false,
      matching: { card: 'many-to-one', labels: ['b'], on: true, include: ['c'], fillValues: { lhs: null, rhs: null } },
      rhs: { type: 'aggregation', op: 'sum', param: null, grouping: [], without: false },
    });
  });
  it('says what it is, and that other paths are not there', () => {
    expect(ask('status/buildinfo').json?.data).toMatchObject({ version: '3.14.0' });
    expect(ask('rules').status).toBe(404);
    expect(ask('label/code/values', {}, 'POST').json?.errorType).toBe('not_found');
  });
});

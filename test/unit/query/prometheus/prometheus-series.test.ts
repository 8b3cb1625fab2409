// Prometheus' HTTP API over a real run file: what there is. What is expected was read from Prometheus 3.14's own code and answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t0 } from '../metric-answers/metric-run.ts';
import { ApiRun, end, seconds } from './api-run.ts';

const api = new ApiRun();
const ask: ApiRun['ask'] = (...asked) => api.ask(...asked);

beforeAll(() => api.fill());
afterAll(() => api.close());

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
    expect(ask('labels', { limit: 1 }).json).toMatchObject({
      data: ['__name__'],
      warnings: ['results truncated due to limit'],
    });
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
      http_server_request_duration_seconds: [{ type: 'histogram', unit: 'seconds', help: 'How long.' }],
      sizes: [{ type: 'histogram', unit: '', help: '' }],
    });
    expect(ask('metadata', { metric: 'temp' }).json?.data).toEqual({
      temp: [{ type: 'gauge', unit: 'celsius', help: '' }],
    });
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
    expect(ask('query_exemplars', { query, start: 2, end: 1 }).json?.error).toBe(
      'end timestamp must not be before start timestamp',
    );
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
    expect(ask('rules').json?.data).toEqual({ groups: [] });
    expect(ask('read').status).toBe(404);
    expect(ask('label/code/other').json?.errorType).toBe('not_found');
  });
  it('counts series by name, label and pair', () => {
    const { data } = ask('status/tsdb', { limit: 2 }).json ?? {};
    expect(data).toMatchObject({
      headStats: { minTime: t0, maxTime: t0 + 300_000 },
      seriesCountByMetricName: [
        { name: 'http_server_request_duration_seconds_bucket', value: 3 },
        { name: 'requests_total', value: 2 },
      ],
      labelValueCountByLabelName: [{ name: '__name__' }, { name: expect.any(String) }],
    });
    expect(ask('status/tsdb', { limit: 0 }).json?.error).toBe('limit must be a positive number');
    expect(ask('status/tsdb', { limit: 10_001 }).json?.error).toBe('limit must not exceed 10000');
    expect(ask('status/runtimeinfo').json?.data).toMatchObject({ reloadConfigSuccess: true });
  });
});

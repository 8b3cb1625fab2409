// Why a query is empty, and what is dubious about one that is not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryFinding } from '../../../../src/contract/metrics.ts';
import type { RunQueries } from '../../../../src/main/query/index.ts';
import { alive, MetricRun, run, t0, times } from './metric-run.ts';

const file = new MetricRun();
const empty = new MetricRun();
let ask: RunQueries['methods'];
const end = t0 + 300_000;
const resource = { 'service.name': 'shop', 'service.instance.id': 'i1' };

beforeAll(async () => {
  for (const [at, time] of times(11, 30_000).entries()) {
    await file.send([
      {
        name: 'http.server.request.duration',
        unit: 's',
        kind: 'histogram',
        temporality: 'cumulative',
        resource,
        attributes: { 'http.route': '/a' },
        time,
        start: t0 - 30_000,
        bounds: [0.1, 1],
        counts: [0, 2 * at, 0],
        count: 2 * at,
        sum: at,
      },
      {
        name: 'clicks.seen',
        kind: 'sum',
        temporality: 'delta',
        monotonic: true,
        resource,
        time,
        start: time - 30_000,
        value: 3,
      },
      { name: 'queue.length', kind: 'gauge', resource, time, value: at },
    ]);
    await file.scrape(
      ['queued', 'running', 'succeeded'].map((state) => ({
        labels: { __name__: 'tasks_total', job: 'omni', instance: 'o:1', state, model: 'm' },
        type: 'counter' as const,
      })),
      time,
      [at, at, at],
    );
  }
  await file.scrape([{ labels: { __name__: 'old', job: 'omni' } }], t0, [1]);
  ask = file.queries().methods;
});
afterAll(() => {
  file.close();
  empty.close();
});

const request = (query: string) => ({ run, query, start: end, end, step: 0 });
const explain = (query: string): readonly QueryFinding[] => ask['metrics.explain'](request(query), alive).findings;
const hints = (query: string): readonly QueryFinding[] => ask['metrics.hints'](request(query), alive).findings;

describe('metrics.explain', () => {
  it('has nothing to say of a query that has an answer', () => {
    expect(explain('sum by (state) (rate(tasks_total[5m]))')).toEqual([]);
    expect(explain('1 + 1')).toEqual([]);
  });
  it('says that there are no metrics', () => {
    const { findings } = empty.queries().methods['metrics.explain'](request('up'), alive);
    expect(findings).toMatchObject([{ kind: 'no-metrics' }]);
  });
  it.each([
    ['tasks', 'tasks_total', 'Counters end in _total'],
    [
      'http_server_request_duration',
      'http_server_request_duration_seconds_bucket',
      'It is sent as http.server.request.duration',
    ],
    ['http_server_request_duration_seconds', 'http_server_request_duration_seconds_sum', 'It is a histogram'],
    ['queue_lenght', 'queue_length', 'The nearest is'],
    ['http_server_request', 'http_server_request_duration_seconds_count', 'The nearest is'],
    ['click', 'clicks_seen_total', 'The nearest is'],
  ])('finds what %s may have meant', (name, suggestion, words) => {
    const [finding, ...more] = explain(`sum(${name}{job!=""} offset 1m)`);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'unknown-metric', from: 4 });
    expect(finding?.text).toContain(words);
    expect(finding?.suggestions.map(({ query }) => query)).toContain(`sum(${suggestion}{job!=""} offset 1m)`);
  });
  it('says that nothing has a name like it', () => {
    expect(explain('zzz')).toMatchObject([{ kind: 'unknown-metric', suggestions: [] }]);
  });
  it('finds the label that no series has, and the value', () => {
    const [label] = explain('tasks_total{states="queued"}');
    expect(label).toMatchObject({
      kind: 'unknown-label',
      text: 'tasks_total has no label states. It has: instance, job, model, state.',
    });
    expect(label?.suggestions[0]?.query).toBe('tasks_total{state="queued"}');
    const [value] = explain('rate(tasks_total{state="queue",model="m"}[5m])');
    expect(value).toMatchObject({ kind: 'no-such-value' });
    expect(value?.text).toContain('Its values are "queued", "running", "succeeded"');
    expect(value?.suggestions[0]?.query).toBe('rate(tasks_total{state="queued",model="m"}[5m])');
    expect(explain('{__name__=~"tasks_total|queue_length",state="queued",service=""}')).toEqual([]);
    expect(explain('{__name__=~"tasks_total|queue_length",state="queued",job="shop"}')).toMatchObject([
      { kind: 'no-series' },
    ]);
  });
  it('knows when it was received', () => {
    const [late] = explain('old @ end()');
    expect(late).toBeUndefined();
    const [gone] = ask['metrics.explain'](
      { ...request('old'), start: end + 3_600_000, end: end + 3_600_000 },
      alive,
    ).findings;
    expect(gone).toMatchObject({ kind: 'not-received-then', received: { to: t0 } });
    expect(gone?.text).toContain('old was last received at 2023-11-14 22:20:00 UTC');
    const [early] = ask['metrics.explain']({ ...request('old'), start: 1, end: 1 }, alive).findings;
    expect(early?.text).toContain('first received at');
  });
  it('says why a quantile of no buckets is empty', () => {
    const query = 'histogram_quantile(0.9, sum by (job) (rate(http_server_request_duration_seconds_bucket[5m])))';
    expect(explain(query)).toMatchObject([{ kind: 'quantile-without-le', suggestions: [{ label: 'keep le' }] }]);
  });
  it('sees windows that hold no two samples', () => {
    const [finding] = explain('sum(rate(tasks_total[30s] offset 1m))');
    expect(finding).toMatchObject({ kind: 'window-too-short' });
    expect(finding?.text).toContain('come every 30s: a window of 30s');
    expect(finding?.suggestions).toEqual([{ label: '[2m]', query: 'sum(rate(tasks_total[2m] offset 1m))' }]);
    expect(explain('count_over_time(tasks_total[30s])')).toEqual([]);
  });
  it('sees deltas taken for counters', () => {
    const [finding] = explain('rate({"clicks.seen"}[5m])');
    expect(finding).toMatchObject({ kind: 'delta-as-counter' });
    expect(finding?.suggestions).toEqual([{ label: 'clicks_seen_total', query: 'rate(clicks_seen_total[5m])' }]);
  });
  it('sees comparisons that nothing meets and sides that do not match', () => {
    expect(explain('queue_length > 100')).toMatchObject([
      { kind: 'filtered-away', text: 'No value meets the comparison: they lie between 10 and 10.' },
    ]);
    const [finding] = explain('tasks_total{state="queued"} / sum by (job) (tasks_total)');
    expect(finding).toMatchObject({ kind: 'nothing-matches' });
    expect(finding?.text).toContain('only one side has instance, model, state');
    expect(finding?.suggestions).toEqual([
      { label: 'on (job)', query: 'tasks_total{state="queued"} / on (job) sum by (job) (tasks_total)' },
    ]);
  });
});

describe('metrics.hints', () => {
  it('has none for what is right', () => {
    expect(hints('sum by (state) (rate(tasks_total[5m]))')).toEqual([]);
    expect(hints('queue_length + deriv(queue_length[5m])')).toEqual([]);
    expect(hints('count(tasks_total)')).toEqual([]);
  });
  it('warns of the rate of a gauge', () => {
    const [finding] = hints('sum(rate(queue_length[5m]))');
    expect(finding).toMatchObject({ kind: 'rate-of-gauge', from: 4, to: 26 });
    expect(finding?.suggestions.map(({ query }) => query)).toEqual([
      'sum(queue_length)',
      'sum(deriv(queue_length[5m]))',
    ]);
  });
  it('warns of a counter without a rate', () => {
    const [finding] = hints('tasks_total{state="queued"} offset 1m');
    expect(finding).toMatchObject({ kind: 'counter-without-rate' });
    expect(finding?.suggestions[0]?.query).toBe('rate(tasks_total{state="queued"}[2m] offset 1m)');
    expect(hints('http_server_request_duration_seconds_count')).toMatchObject([{ kind: 'counter-without-rate' }]);
    expect(hints('sum(clicks_seen_total)')).toMatchObject([{ kind: 'counter-without-rate' }]);
    expect(hints('{"clicks.seen"}')).toEqual([]);
  });
  it('warns of a quantile that only says where the bucket is', () => {
    const query = 'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m])))';
    const [finding] = hints(query);
    expect(finding).toMatchObject({ kind: 'one-bucket', from: 0, to: query.length });
    expect(finding?.text).toContain('All observations lie in one bucket, between 0.1 and 1:');
    expect(hints('histogram_quantile(0.9, rate({"http.server.request.duration"}[5m]))')).toMatchObject([
      { kind: 'one-bucket' },
    ]);
  });
  it('looks at all of the time that is shown, not only at its end', () => {
    const query = 'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket[2m])))';
    const asked = { run, query, start: t0, end: end + 1_800_000, step: 30_000 };
    expect(ask['metrics.hints'](asked, alive).findings).toMatchObject([{ kind: 'one-bucket' }]);
  });
  it('warns of a quantile without bounds', () => {
    const [finding] = hints(
      'histogram_quantile(0.9, sum by (job) (rate(http_server_request_duration_seconds_bucket[5m])))',
    );
    expect(finding).toMatchObject({ kind: 'quantile-without-le' });
    expect(finding?.suggestions[0]?.query).toBe(
      'histogram_quantile(0.9, sum by (le, job) (rate(http_server_request_duration_seconds_bucket[5m])))',
    );
  });
  it('warns of states that are counted one after the other', () => {
    const [finding] = hints('sum by (model) (rate(tasks_total[5m]))');
    expect(finding).toMatchObject({ kind: 'states-counted-twice' });
    expect(finding?.suggestions.map(({ query }) => query)).toEqual([
      'sum by (model, state) (rate(tasks_total[5m]))',
      'sum by (model) (rate(tasks_total{state="succeeded"}[5m]))',
    ]);
    expect(hints('sum(rate(tasks_total{state="succeeded"}[5m]))')).toEqual([]);
    expect(hints('sum without (model) (rate(tasks_total[5m]))')).toEqual([]);
  });
});

// What the window asks of metrics, over a real run file: lists, PromQL as columns, completion, cardinality.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelTable, MetricsQueryAnswer, MetricsResult } from '../../../../src/contract/metrics.ts';
import { NaturalView } from '../../../../src/contract/metrics.ts';
import type { RunQueries } from '../../../../src/main/query/index.ts';
import { alive, MetricRun, run, t0, times } from './metric-run.ts';

const file = new MetricRun();
let ask: RunQueries['methods'];
const end = t0 + 600_000;
const shop = { 'service.name': 'shop', 'service.instance.id': 'i1' };

beforeAll(async () => {
  for (const [at, time] of times(41, 15_000).entries()) {
    await file.scrape(
      [
        { labels: { __name__: 'jobs_total', job: 'queue', instance: 'q:1' }, family: 'jobs', type: 'counter' },
        { labels: { __name__: 'temp', job: 'queue', instance: 'q:1' }, unit: 'celsius', help: 'How warm.' },
      ],
      time,
      [at * 15, 20 + at],
    );
  }
  for (const [at, time] of times(11, 60_000).entries()) {
    await file.send([
      {
        name: 'http.server.request.duration',
        unit: 's',
        description: 'How long.',
        kind: 'histogram',
        temporality: 'cumulative',
        resource: shop,
        attributes: { 'http.route': '/a' },
        time,
        start: t0 - 60_000,
        bounds: [0.1, 1],
        counts: [at, at, 0],
        count: 2 * at,
        sum: at,
        exemplars: [
          { time: time - 10, value: 0.5, traceId: new Uint8Array(16).fill(at + 1), spanId: new Uint8Array(8).fill(2) },
        ],
      },
      {
        name: 'sizes',
        unit: 'By',
        kind: 'exponentialHistogram',
        temporality: 'cumulative',
        resource: shop,
        time,
        start: t0 - 60_000,
        scale: 0,
        offset: 0,
        counts: [at, at],
        count: 2 * at,
        sum: at,
      },
    ]);
  }
  // A series that came late.
  await file.scrape(
    [{ labels: { __name__: 'temp', job: 'queue', instance: 'q:2' }, unit: 'celsius', help: 'How warm.' }],
    end,
    [7],
  );
  ask = file.queries().methods;
});
afterAll(() => file.close());

function query(text: string, step = 0, more: { maxSeries?: number; maxSamples?: number } = {}): MetricsQueryAnswer {
  const start = step === 0 ? end : end - 4 * step;
  return ask['metrics.query']({ run, query: text, start, end, step, ...more }, alive);
}

function resultOf<K extends MetricsResult['kind']>(answer: MetricsQueryAnswer, kind: K) {
  expect(answer.result.kind).toBe(kind);
  return answer.result as Extract<MetricsResult, { kind: K }>;
}

function labelsOf({ rows, names, cells, texts }: LabelTable): readonly Record<string, string>[] {
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      names
        .map((name, at): [string, string] => [name, texts[cells[row * names.length + at] ?? 0] ?? ''])
        .filter(([, value]) => value !== ''),
    ),
  );
}

describe('metrics.list', () => {
  it('has a row per metric with both names and how to look at it', () => {
    const list = ask['metrics.list']({ run }, alive);
    const text = (column: Uint32Array, row: number): string | undefined => list.texts[column[row] ?? 0];
    const rows = Array.from({ length: list.rows }, (_, row) => ({
      name: text(list.name, row),
      translated: text(list.translated, row),
      unit: text(list.unit, row),
      series: list.series[row],
      last: list.last[row],
      spacing: list.spacing[row],
      view: list.view[row],
      query: text(list.query, row),
      sources: list.sources[row],
    }));
    expect(rows).toEqual([
      {
        name: 'http.server.request.duration',
        translated: 'http_server_request_duration_seconds',
        unit: 's',
        series: 1,
        last: end,
        spacing: 60_000,
        view: NaturalView.countRate,
        query: 'rate(http_server_request_duration_seconds_count[4m])',
        sources: ['shop'],
      },
      {
        name: 'jobs',
        translated: 'jobs',
        unit: '',
        series: 1,
        last: end,
        spacing: 15_000,
        view: NaturalView.rate,
        query: 'rate(jobs_total[1m])',
        sources: ['queue'],
      },
      {
        name: 'sizes',
        translated: 'sizes_bytes',
        unit: 'By',
        series: 1,
        last: end,
        spacing: 60_000,
        view: NaturalView.countRate,
        query: 'histogram_count(rate(sizes_bytes[4m]))',
        sources: ['shop'],
      },
      {
        name: 'temp',
        translated: 'temp',
        unit: 'celsius',
        series: 2,
        last: end,
        spacing: 15_000,
        view: NaturalView.value,
        query: 'temp',
        sources: ['queue'],
      },
    ]);
  });
  it('draws sparklines of what is asked for', () => {
    const list = ask['metrics.list']({ run }, alive);
    const metrics = Uint32Array.of(list.number[1] ?? 0, 9999, list.number[2] ?? 0);
    const { start, step, values } = ask['metrics.sparklines']({ run, metrics, end, span: 240_000, points: 5 }, alive);
    expect([start, step]).toEqual([end - 240_000, 60_000]);
    for (const value of values.subarray(0, 5)) expect(value).toBeCloseTo(1, 9);
    expect(values.subarray(5, 10).every((value) => Number.isNaN(value))).toBe(true);
    for (const value of values.subarray(10)) expect(value).toBeCloseTo(2 / 60, 9);
  });
});

describe('metrics.query', () => {
  it('answers series as columns, with a label table', () => {
    const answer = query('temp', 60_000);
    const matrix = resultOf(answer, 'matrix');
    expect([matrix.start, matrix.step, matrix.steps]).toEqual([end - 240_000, 60_000, 5]);
    expect(labelsOf(matrix.labels)).toEqual([
      { __name__: 'temp', instance: 'q:1', job: 'queue' },
      { __name__: 'temp', instance: 'q:2', job: 'queue' },
    ]);
    expect([...matrix.values.subarray(0, 5)]).toEqual([44, 48, 52, 56, 60]);
    expect([...matrix.present]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 1]);
    expect(answer.stats.series).toBe(2);
    expect(answer.stats.peakSamples).toBeGreaterThan(0);
  });
  it('keeps the largest of too many series and says how many there are', () => {
    const answer = query('temp', 60_000, { maxSeries: 1 });
    expect(labelsOf(resultOf(answer, 'matrix').labels)).toEqual([{ __name__: 'temp', instance: 'q:1', job: 'queue' }]);
    expect(answer.stats.series).toBe(2);
  });
  it('keeps the order of a sorted instant query', () => {
    const vector = resultOf(query('sort(temp)'), 'vector');
    expect([...vector.values]).toEqual([7, 60]);
    expect(vector.time).toBe(end);
  });
  it('answers scalars, texts and ranges', () => {
    expect(resultOf(query('1+1'), 'scalar').value).toBe(2);
    expect(resultOf(query('"x"'), 'string').value).toBe('x');
    const ranges = resultOf(query('temp[45s]'), 'ranges');
    expect([...ranges.first]).toEqual([0, 3, 4]);
    expect([...ranges.times]).toEqual([end - 30_000, end - 15_000, end, end]);
    expect([...ranges.values]).toEqual([58, 59, 60, 7]);
  });
  it('answers native histograms with their buckets', () => {
    const { present, histograms } = resultOf(query('sizes_bytes'), 'vector');
    expect([...present]).toEqual([2]);
    expect(histograms).toMatchObject({ count: 1, total: Float64Array.of(20), sum: Float64Array.of(10) });
    expect(histograms?.bucketStart).toEqual(Uint32Array.of(0, 2));
    expect(histograms?.lower).toEqual(Float64Array.of(1, 2));
    expect(histograms?.upper).toEqual(Float64Array.of(2, 4));
    expect(histograms?.bucketCount).toEqual(Float64Array.of(10, 10));
  });
  it('sees a metric by the name as sent', () => {
    const { labels, histograms } = resultOf(query('{"http.server.request.duration"}'), 'vector');
    expect(labelsOf(labels)).toEqual([
      { __name__: 'http.server.request.duration', 'http.route': '/a', instance: 'i1', job: 'shop' },
    ]);
    expect(histograms?.total).toEqual(Float64Array.of(20));
  });
  it('tells a mistake with its place, in UTF-16 units', () => {
    const text = '"ü" + sum(';
    expect(resultOf(query(text), 'failed')).toEqual({
      kind: 'failed',
      reason: 'parse',
      remark: { text: 'unclosed left parenthesis', from: 10, to: 10 },
    });
    const { reason, remark } = resultOf(query('temp / on (job) temp'), 'failed');
    expect([reason, remark.from, remark.to]).toEqual(['execution', 0, 20]);
    expect(remark.text).toContain('many-to-many matching not allowed');
  });
  it('tells remarks with their places', () => {
    const { infos } = query('0 * \n rate(temp[5m])', 60_000);
    expect(infos).toEqual([
      {
        text: 'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "temp"',
        from: 11,
        to: 11,
      },
    ]);
  });
  it('stops at its budget, and when nobody waits any more', () => {
    const { remark } = resultOf(query('temp', 15_000, { maxSamples: 5 }), 'failed');
    expect(remark.text).toBe('query processing would load too many samples into memory in query execution');
    const gone = (): never => {
      throw new Error('gone');
    };
    expect(() =>
      ask['metrics.query']({ run, query: 'sum_over_time(temp[10m:10ms])', start: t0, end, step: 1000 }, gone),
    ).toThrow('gone');
  });
});

describe('completion', () => {
  const all = { run, selectors: [], limit: 100 };
  it('knows labels, values and series', () => {
    const labels = ask['metrics.labels'](all, alive);
    expect(labels.texts).toEqual(['__name__', 'http_route', 'instance', 'job', 'le']);
    const jobs = ask['metrics.values']({ ...all, label: 'job' }, alive);
    expect(jobs.texts).toEqual(['queue', 'shop']);
    expect([...jobs.series]).toEqual([3, 6]);
    const names = ask['metrics.values']({ ...all, label: '__name__', prefix: 'http' }, alive);
    expect(names.texts).toEqual([
      'http.server.request.duration',
      'http_server_request_duration_seconds_bucket',
      'http_server_request_duration_seconds_count',
      'http_server_request_duration_seconds_sum',
    ]);
    const series = ask['metrics.series']({ ...all, selectors: ['temp'], limit: 1 }, alive);
    expect([series.rows, series.total]).toEqual([1, 2]);
  });
  it('keeps to selectors and times', () => {
    const within = { ...all, selectors: ['{job="queue"}'], from: t0, to: t0 + 1000 };
    expect(ask['metrics.values']({ ...within, label: '__name__' }, alive).texts).toEqual(['jobs_total', 'temp']);
    expect(ask['metrics.labels']({ ...all, from: 1, to: 2 }, alive).texts).toEqual([]);
    expect(() => ask['metrics.labels']({ ...all, selectors: ['{'] }, alive)).toThrow('parse error');
  });
});

describe('metrics.exemplars', () => {
  it('finds them by a query, newest first, with their traces', () => {
    const table = ask['metrics.exemplars'](
      { run, query: 'rate(http_server_request_duration_seconds_bucket[5m])', from: t0, to: end, limit: 3 },
      alive,
    );
    expect([table.rows, table.more]).toEqual([3, true]);
    expect([...table.time]).toEqual([end - 10, end - 60_010, end - 120_010]);
    expect(labelsOf(table.labels).map(({ le }) => le)).toEqual(['1']);
    expect([table.traceIds[0], table.traceIds[16], table.spanIds[0]]).toEqual([11, 10, 2]);
  });
});

describe('a run of several senders', () => {
  const several = new MetricRun();
  const from = (job: string) => [{ labels: { __name__: 'load', job, instance: `${job}:1` } }];
  let asked: RunQueries['methods'];

  beforeAll(async () => {
    for (const time of times(600, 1000)) await several.scrape(from('fast'), time, [1]);
    for (const time of times(11, 60_000)) await several.scrape(from('slow'), time, [1]);
    // Gone for longer than five minutes.
    for (const time of times(3, 120_000)) await several.scrape(from('gone'), time - 600_000, [1]);
    asked = several.queries().methods;
  });
  afterAll(() => several.close());

  it('has windows that hold samples of the slowest that still sends', () => {
    const spacing = (text: string) => asked['metrics.spacing']({ run, query: text }, alive).millis;
    expect(spacing('load')).toBe(60_000);
    expect(spacing('load{job="fast"}')).toBe(1000);
    expect(spacing('load{job="gone"}')).toBe(120_000);
    expect(asked['metrics.list']({ run }, alive).spacing[0]).toBe(60_000);
  });

  it('counts as new what has no older sample, in whatever order series came', () => {
    const since = (time: number) => asked['metrics.cardinality']({ run, since: time }, alive).added;
    expect([since(t0 - 600_000), since(t0 - 599_999), since(t0), since(t0 + 1)]).toEqual([3, 2, 2, 0]);
  });
});

describe('metrics.cardinality', () => {
  it('counts series by metric and label, and which are new', () => {
    const { series, added, limit, refused, metrics, labels, pairs } = ask['metrics.cardinality'](
      { run, since: end },
      alive,
    );
    expect([series, added, limit, refused]).toEqual([9, 1, 250_000, 0]);
    expect(metrics).toContainEqual({ text: 'temp', series: 2, added: 1 });
    expect(metrics[0]).toEqual({ text: 'http_server_request_duration_seconds_bucket', series: 3, added: 0 });
    expect(labels).toContainEqual({ text: 'le', series: 3, added: 0, values: 3 });
    expect(pairs).toContainEqual({ text: 'job="queue"', series: 3, added: 1 });
  });
});

describe('metrics.spacing', () => {
  it('is the longest of what a query reads', () => {
    expect(ask['metrics.spacing']({ run, query: 'temp' }, alive)).toEqual({ millis: 15_000, rateWindow: 60_000 });
    expect(ask['metrics.spacing']({ run, query: 'temp / sizes_bytes' }, alive).millis).toBe(60_000);
    expect(ask['metrics.spacing']({ run, query: 'nothing' }, alive)).toEqual({ millis: 0, rateWindow: 60_000 });
  });
});

// A run's samples as PromQL sees them: names in both views, labels, deltas added up, histograms whole and in parts.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunReader } from '../../../../src/main/store/reader-face.ts';
import { MetricIndex } from '../../../../src/main/query/metrics/metric-index.ts';
import { createRunQueryable } from '../../../../src/main/query/metrics/run-queryable.ts';
import { makeMatcher, type MatchOperator, type Matcher } from '../../../../src/main/query/promql/engine/matcher.ts';
import type { Queryable, SeriesColumns } from '../../../../src/main/query/promql/engine/queryable.ts';
import { openReader, openWriter, temporaryFolder } from '../../store/support.ts';
import { sendPoints } from '../../store/samples/support.ts';

const time = 1_780_000_000_000;
const hints = { stepMillis: 0, rangeMillis: 0, func: '' };
const resource = { 'service.name': 'cart', 'service.namespace': 'shop', 'host.name': 'box', 'service.version': '1.2' };

function matcher(name: string, op: MatchOperator, value: string): Matcher {
  const made = makeMatcher(name, op, value);
  if (made.kind !== 'ok') throw new Error(made.message);
  return made.matcher;
}

function queryable(reader: RunReader, mostSamples = 1e9, alive = (): void => undefined): Queryable {
  return createRunQueryable(reader, new MetricIndex(reader, alive), { alive, mostSamples });
}

function ask(from: Queryable, ...conditions: readonly (readonly [string, MatchOperator, string])[]): SeriesColumns[] {
  return [
    ...from.select(
      conditions.map(([name, op, value]) => matcher(name, op, value)),
      0,
      Infinity,
      hints,
    ),
  ];
}

const named = (name: string) => ['__name__', '=', name] as const;
const texts = (series: readonly SeriesColumns[]): string[] => series.map(({ labels }) => labels.toString()).toSorted();

test('a metric has the name that Prometheus gives it, and the name as sent', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const attributes = { 'http.route': '/a', code: 200 };
  await sendPoints(writer, [
    { name: 'http.requests', kind: 'sum', unit: '1', resource, attributes, time, value: 3 },
    { name: 'queue.size', kind: 'gauge', unit: '{item}', resource, attributes, time, value: 4 },
    { name: 'depth', kind: 'gauge', resource, attributes, time, value: 5 },
  ]);
  const from = queryable(openReader(path));
  const identity = 'instance="pid:1", job="shop/cart"';
  const translated = `code="200", http_route="/a", ${identity}`;
  expect(texts(ask(from, named('http_requests_total')))).toEqual([`{__name__="http_requests_total", ${translated}}`]);
  expect(texts(ask(from, named('http.requests')))).toEqual([
    `{__name__="http.requests", code="200", "http.route"="/a", ${identity}}`,
  ]);
  expect(ask(from, named('queue_size'))[0]?.values).toEqual(Float64Array.of(4));
  expect(ask(from, named('queue.size'))[0]?.values).toEqual(Float64Array.of(4));
  // The same name in both views is one series.
  expect(texts(ask(from, named('depth')))).toEqual([`{__name__="depth", ${translated}}`]);
  // Without an exact name there is only one view.
  expect(ask(from, ['job', '=', 'shop/cart'], ['__name__', '!=', 'target_info'])).toHaveLength(3);
  expect(texts(ask(from, named('target_info')))).toEqual([
    `{__name__="target_info", host_name="box", ${identity}, service_version="1.2"}`,
  ]);
  expect(ask(from, named('target_info'))[0]?.times).toEqual(Float64Array.of(time));
});

test('processes with one resource are instances, unless they name themselves', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let step = 0; step < 3; step++) {
    for (const [sender, value] of [
      ['pid:1', 7],
      ['pid:2', 0],
    ] as const)
      await sendPoints(writer, [{ name: 'active', resource, time: time + step, value }], sender);
    await sendPoints(writer, [
      { name: 'active', resource: { 'service.instance.id': 'i' }, time: time + step, value: 1 },
    ]);
  }
  const found = ask(queryable(openReader(path)), named('active'));
  expect(found.map(({ labels, values }) => [labels.get('instance'), ...values])).toEqual([
    ['pid:1', 7, 7, 7],
    ['pid:2', 0, 0, 0],
    ['i', 1, 1, 1],
  ]);
});

test('an explicit histogram is classic series, and as sent a histogram', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const point = {
    name: 'took',
    kind: 'histogram',
    unit: 's',
    time,
    bounds: [0.5, 1],
    counts: [2, 3, 4],
    sum: 9.5,
    max: 7,
  } as const;
  await sendPoints(writer, [point]);
  const from = queryable(openReader(path));
  const buckets = ask(from, named('took_seconds_bucket'));
  expect(buckets.map(({ labels, values }) => [labels.get('le'), ...values])).toEqual([
    ['0.5', 2],
    ['1', 5],
    ['+Inf', 9],
  ]);
  for (const le of ['1', '1.0']) {
    expect(ask(from, named('took_seconds_bucket'), ['le', '=', le])[0]?.values[0]).toBe(5);
    expect(ask(from, named('took_seconds_bucket'), ['le', '!=', le])).toHaveLength(2);
    expect(ask(from, named('took_seconds_bucket'), ['le', '=~', `7|${le}`])).toHaveLength(1);
  }
  expect(['count', 'sum', 'max', 'min'].map((part) => ask(from, named(`took_seconds_${part}`))[0]?.values[0])).toEqual([
    9,
    9.5,
    7,
    undefined,
  ]);
  const whole = ask(from, named('took'))[0]?.histograms?.[0];
  expect(whole).toMatchObject({ schema: -53, count: 9, sum: 9.5, customValues: Float64Array.of(0.5, 1) });
  expect(whole?.positive).toEqual({ indexes: Int32Array.of(0, 1, 2), counts: Float64Array.of(2, 3, 4) });
});

test('an exponential histogram is a native one under both names; a summary has quantiles', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await sendPoints(writer, [
    {
      name: 'size.sent',
      kind: 'exponentialHistogram',
      unit: 'By',
      time,
      scale: 9,
      offset: 3,
      counts: [1, 1, 2],
      zeroCount: 1,
      sum: 4,
    },
    { name: 'rpc', kind: 'summary', time, bounds: [0.5, 0.99], counts: [1, 2], count: 8, sum: 16 },
  ]);
  const from = queryable(openReader(path));
  for (const name of ['size_sent_bytes', 'size.sent']) {
    const histogram = ask(from, named(name))[0]?.histograms?.[0];
    // Scale 9 has two buckets where schema 8 has one.
    expect(histogram).toMatchObject({ schema: 8, count: 5, zeroCount: 1, sum: 4, zeroThreshold: 1e-128 });
    expect(histogram?.positive).toEqual({ indexes: Int32Array.of(2, 3), counts: Float64Array.of(1, 3) });
  }
  expect(ask(from, named('rpc'), ['quantile', '=', '0.99'])[0]?.values[0]).toBe(2);
  expect([ask(from, named('rpc_count'))[0]?.values[0], ask(from, named('rpc_sum'))[0]?.values[0]]).toEqual([8, 16]);
});

test(
  'deltas add up across blocks and reopenings, and stay deltas under the name as sent',
  { timeout: 120_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    let writer = openWriter(path, { sampleJournalBytes: 3000 });
    const sums: number[] = [];
    const counts: number[] = [];
    const deltas: number[] = [];
    for (let step = 0; step < 500; step++) {
      const value = (step * 7919) % 13;
      deltas.push(value);
      sums.push((sums.at(-1) ?? 0) + value);
      counts.push((counts.at(-1) ?? 0) + value + 2);
      const at = { start: time + step * 1000, time: time + (step + 1) * 1000, temporality: 'delta' } as const;
      await sendPoints(writer, [
        { name: 'jobs.done', kind: 'sum', value, ...at },
        { name: 'sizes', kind: 'exponentialHistogram', scale: 3 + (step % 2), counts: [value, 1, 1], sum: 1, ...at },
        { name: 'took', kind: 'histogram', bounds: [1], counts: [value, 2], sum: value / 2, ...at },
      ]);
      if (step % 170 === 100) {
        writer.close();
        writer = openWriter(path, { sampleJournalBytes: 3000 });
      }
      if (step % 125 !== 124) continue;
      const from = queryable(openReader(path));
      const total = ask(from, named('jobs_done_total'))[0];
      expect([...(total?.values ?? [])]).toEqual(sums);
      expect(new Set(total?.startTimes)).toEqual(new Set([time]));
      expect([...(ask(from, named('jobs.done'))[0]?.values ?? [])]).toEqual(deltas);
      expect([...(ask(from, named('took_count'))[0]?.values ?? [])]).toEqual(counts);
      expect([...(ask(from, named('took_bucket'), ['le', '=', '1'])[0]?.values ?? [])]).toEqual(sums);
      expect(ask(from, named('took'))[0]?.histograms?.map((one) => one?.count)).toEqual(deltas.map((one) => one + 2));
      const natives = ask(from, named('sizes'))[0];
      // Without a unit both names are one, and the view is the one that adds up.
      expect(natives?.histograms?.map((one) => one?.count)).toEqual(counts);
      expect(natives?.histograms?.map((one) => one?.positive.counts.reduce((sum, count) => sum + count, 0))).toEqual(
        counts,
      );
      expect(new Set(natives?.startTimes)).toEqual(new Set([time]));
      const later = from.select([matcher(...named('sizes'))], time + step * 500, Infinity, hints)[0]?.histograms ?? [];
      expect(later.map((one) => one?.count)).toEqual(counts.slice(-later.length));
      // A window in the middle reads no earlier block and has the same sums.
      const half = from.select([matcher(...named('jobs_done_total'))], time + step * 500, Infinity, hints)[0];
      expect([...(half?.values ?? [])]).toEqual(sums.slice(-(half?.values.length ?? 0)));
    }
    writer.close();
  },
);

test('streams under the same labels are one series; stale samples are marked', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const histogram = (at: number, bounds: readonly number[]) =>
    ({ name: 'h', kind: 'histogram', time: at, start: time - 9, bounds, counts: [1, ...bounds] }) as const;
  await sendPoints(writer, [histogram(time, [1]), histogram(time + 1, [2]), histogram(time + 2, [1])]);
  await sendPoints(writer, [
    { name: 'g', time, value: 1 },
    { name: 'g', time: time + 5, stale: true },
    { name: 'g', time: time + 9, value: 2 },
  ]);
  const from = queryable(openReader(path));
  const counts = ask(from, named('h_count'));
  expect(counts).toHaveLength(1);
  expect(counts[0]?.times).toEqual(Float64Array.of(time, time + 1, time + 2));
  expect(counts[0]?.values).toEqual(Float64Array.of(2, 3, 2));
  expect(counts[0]?.startTimes).toEqual(Float64Array.of(time - 9, time - 9, time - 9));
  const gauge = ask(from, named('g'))[0];
  expect(gauge?.stale).toEqual(Uint8Array.of(0, 1, 0));
  expect([gauge?.values[0], gauge?.values[2]]).toEqual([1, 2]);
});

test('a question can be given up, and loads no more than it may', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const many = Array.from({ length: 3000 }, (_, i) => ({ name: 'g', time, value: i, attributes: { i: String(i) } }));
  await sendPoints(writer, many);
  const reader = openReader(path);
  expect(() => ask(queryable(reader, 2999), named('g'))).toThrow('too many samples');
  expect(ask(queryable(reader, 3000), named('g'))).toHaveLength(3000);
  const sizes = { name: 's', kind: 'exponentialHistogram', scale: 0, offset: 0, count: 160, sum: 1, time } as const;
  await sendPoints(writer, [{ ...sizes, counts: Array.from({ length: 160 }, () => 1) }]);
  reader.refresh();
  // A histogram weighs as much as its buckets: 176 bytes and 160 counts of 8, a sample being 16.
  expect(() => ask(queryable(reader, 90), named('s'))).toThrow('too many samples');
  expect(ask(queryable(reader, 91), named('s'))).toHaveLength(1);
  const stopped = (): void => {
    throw new Error('given up');
  };
  expect(() => ask(queryable(reader, 1e9, stopped), named('g'))).toThrow('given up');
});

test('the index takes in what came since, and lists names and values', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const reader = openReader(path);
  const index = new MetricIndex(reader, () => undefined);
  const send = (name: string, route: string) =>
    sendPoints(writer, [{ name, time, value: 1, attributes: { 'http.route': route } }]);
  await send('a.b', 'x');
  reader.refresh();
  index.refresh();
  await send('a.b', 'y');
  await send('c', 'y');
  reader.refresh();
  index.refresh();
  expect(index.labelNames()).toEqual(['__name__', 'http_route', 'instance', 'job']);
  expect(index.labelValues('__name__')).toEqual(
    new Map([
      ['a_b', 2],
      ['c', 1],
      ['a.b', 2],
    ]),
  );
  expect(index.labelValues('http_route', [matcher('__name__', '=', 'c')])).toEqual(new Map([['y', 1]]));
  expect(index.labelNames([matcher('__name__', '=', 'a.b')])).toContain('http.route');
  expect(reader.metrics.metrics().map((metric) => index.namesOf(metric))).toEqual([
    { translated: 'a_b', sent: 'a.b' },
    { translated: 'c', sent: undefined },
  ]);
});

const shared = { 'service.name': 'cart', 'service.instance.id': 'one', 'host.name': 'box' };
const requests = (at: number, value: number) => ({
  name: 'requests',
  kind: 'sum' as const,
  resource: shared,
  time: time + at * 1000,
  value,
});

test('a sender whose process was not always found is no second one', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let at = 0; at < 6; at++)
    await sendPoints(writer, [requests(at, at)], at % 2 === 0 ? 'pid:1 node' : '127.0.0.1');
  const series = ask(queryable(openReader(path)), named('requests_total'));
  expect(series.map(({ labels, values }) => [labels.get('otterscope_sender'), ...values])).toEqual([
    ['', 0, 1, 2, 3, 4, 5],
  ]);
});

test('two processes that send one instance id at once stay two, one that begins anew goes on', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const send = (sender: string, ...points: readonly (readonly [at: number, value: number])[]): Promise<unknown> =>
    sendPoints(
      writer,
      points.map(([at, value]) => requests(at, value)),
      sender,
    );
  const reader = openReader(path);
  const index = new MetricIndex(reader, () => undefined);
  const seen = (): readonly (readonly [string, ...number[]])[] => {
    reader.refresh();
    index.refresh();
    const from = createRunQueryable(reader, index, { alive: () => undefined, mostSamples: 1e9 });
    return ask(from, named('requests_total')).map(({ labels, values }) => [labels.get('otterscope_sender'), ...values]);
  };
  await send('pid:1', [0, 10], [10, 20], [20, 30]);
  // A restart: what the old process had left to send came a moment late.
  await send('pid:2', [30, 1], [40, 2]);
  await send('pid:1', [31, 31]);
  expect(seen()).toEqual([['', 10, 20, 30, 1, 31, 2]]);
  // A second process beside it.
  await send('pid:3', [45, 100]);
  await send('pid:2', [50, 3]);
  expect(seen()).toHaveLength(1);
  await send('pid:3', [55, 110]);
  await send('pid:2', [60, 4]);
  const two = [
    ['', 10, 20, 30, 1, 31, 2, 3, 4],
    ['2', 100, 110],
  ];
  expect(seen()).toEqual(two);
  // It ends and begins anew, while the other goes on.
  await send('pid:4', [65, 7]);
  await send('pid:2', [70, 5]);
  await send('pid:4', [75, 8]);
  await send('pid:2', [80, 6]);
  const restarted = [
    ['', 10, 20, 30, 1, 31, 2, 3, 4, 5, 6],
    ['2', 100, 110, 7, 8],
  ];
  expect(seen()).toEqual(restarted);
  // One target_info, and the same again for whoever reads the file later.
  const later = queryable(openReader(path));
  expect(texts(ask(later, named('target_info')))).toHaveLength(1);
  expect(ask(later, named('requests_total')).map(({ values }) => [...values])).toEqual(
    restarted.map(([, ...values]) => values),
  );
});

test('containers behind one sender stay two where their resources differ; a resource that changes is one', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const from = (container: string, at: number, value: number) => ({
    ...requests(at, value),
    resource: { 'service.name': 'cart', 'container.id': container },
  });
  await sendPoints(writer, [from('a', 0, 100), from('b', 1, 3)], '172.17.0.1');
  await sendPoints(writer, [from('a', 10, 110), from('b', 11, 4)], '172.17.0.1');
  await sendPoints(writer, [from('a', 20, 120), from('b', 21, 5)], '172.17.0.1');
  const changing = (at: number) => ({ ...requests(at, at), resource: { 'service.name': 'till', turn: at } });
  for (let at = 0; at < 5; at++) await sendPoints(writer, [changing(at)], '172.17.0.2');
  const seen = ask(queryable(openReader(path)), named('requests_total')).map(({ labels, values }) => [
    `${labels.get('job')}${labels.get('otterscope_sender')}`,
    ...values,
  ]);
  expect(seen).toEqual([
    ['cart', 100, 110, 120],
    ['cart2', 3, 4, 5],
    ['till', 0, 1, 2, 3, 4],
  ]);
});

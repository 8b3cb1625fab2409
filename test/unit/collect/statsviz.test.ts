import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { MetricRecord } from '../../../src/contract/metric-records.ts';
import type { LogItem, RecordGroup } from '../../../src/contract/otlp-records.ts';
import { statsvizPlots } from '../../../src/contract/statsviz-plots.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { createCollectors, type Collectors } from '../../../src/main/collect/collectors.ts';
import { collectorKinds } from '../../../src/main/collect/kinds.ts';
import { FakeKronk } from '../../support/systems/kronk-server.ts';

let server: FakeKronk;
let collectors: Collectors;
let groups: RecordGroup[];

beforeEach(() => {
  server = new FakeKronk();
  groups = [];
  collectors = createCollectors(collectorKinds, {
    store: async (some) => {
      groups.push(...some);
      return { stored: some.reduce((sum, { items }) => sum + items.length, 0), lost: 0, why: '' };
    },
    report: () => undefined,
    now: () => unixNanosOfMillis(Date.now()),
    onStatus: () => undefined,
  });
});
afterEach(async () => {
  await collectors.close();
  await server.close();
});

const source = (url: string): Collector => ({
  kind: 'statsviz',
  id: 'one',
  name: 'kronk',
  service: '',
  paused: false,
  url,
  auth: { kind: 'none' },
  headers: [],
});
const status = () => collectors.statuses[0];
const metrics = (name: string): MetricRecord[] =>
  groups.flatMap((group) => (group.signal === 'metrics' ? group.items.filter((one) => one.name === name) : []));
const events = (name: string): LogItem[] =>
  groups.flatMap((group) => (group.signal === 'logs' ? group.items.filter((one) => one.eventName === name) : []));
const valuesOf = (metric: MetricRecord | undefined): (readonly [line: unknown, value: number])[] =>
  metric?.kind === 'gauge' ? metric.points.map(({ attributes, value }) => [attributes[0]?.value, value] as const) : [];
async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(5);
}

test('every series of a real program becomes metrics; the description is kept, collections are events', async () => {
  await collectors.use([source(`${await server.listen()}/debug/statsviz/`)]);
  await until(() => server.connections === 1 && status()?.state === 'live');
  expect(server.origins).toEqual([undefined]);
  expect(status()?.facts).toEqual([{ name: 'plots', value: '25' }]);
  const at = 1_795_295_390_000;
  for (const which of [0, 1, 2] as const) server.second(which, at + 1000 * which, { lastgc: [at - 500, at - 250] });
  server.second(2, at + 6000, { lastgc: [at + 5500], 'my plot': [7, null, 9], odd: 'no list' });
  await until(() => metrics('statsviz.my_plot').length === 1);

  const plots = statsvizPlots(JSON.parse(stored()));
  expect(plots.map(({ metric }) => metric).filter((name) => metrics(name).length === 0)).toEqual([]);
  expect(plots.find(({ name }) => name === 'heap (details)')).toMatchObject({
    metric: 'statsviz.heap_details',
    unit: 'By',
    events: 'lastgc',
    axis: 'bytes',
  });
  expect(metrics('statsviz.goroutines')[0]).toMatchObject({ kind: 'gauge', unit: '' });
  expect(valuesOf(metrics('statsviz.goroutines').at(-1)).map(([line]) => [line])).toEqual(
    ['created', 'goroutines', 'not in Go', 'runnable', 'running', 'waiting'].map((line) => [line]),
  );
  expect(valuesOf(metrics('statsviz.my_plot')[0])).toEqual([
    ['1', 7],
    ['3', 9],
  ]);

  // Heat maps are stored as often as they are to be drawn: every five seconds.
  const pauses = metrics('statsviz.total_pauses_gc');
  expect(pauses.map(({ kind, unit }) => [kind, unit])).toEqual(Array(2).fill(['histogram', 's']));
  const [point] = pauses.flatMap((one) => (one.kind === 'histogram' ? one.points : []));
  expect(point).toMatchObject({ sum: undefined, time: BigInt(at) * 1_000_000n });
  expect([point?.bounds.length, point?.buckets.length, point?.bounds[0]]).toEqual([80, 81, 6.4e-8]);
  expect(point?.buckets.reduce((sum, one) => sum + one, 0)).toBe(point?.count);
  const sizes = valuesOf(metrics('statsviz.size_classes')[0]);
  expect([sizes.length, sizes[0]?.[0], sizes.at(-1)?.[0]]).toEqual([68, '9', '+Inf']);
  expect(sizes.every(([, value], index) => Number(value) >= Number(sizes[index - 1]?.[1] ?? 0))).toBe(true);

  expect(events('go.gc').map(({ time }) => Number(time / 1_000_000n) - at)).toEqual([-500, -250, 5500]);
  expect(metrics('statsviz.lastgc').map((one) => valuesOf(one)[0])).toHaveLength(4);
});

test('when it ends the lines end; it is tried again, and garbage is counted', async () => {
  await collectors.use([source(await server.listen())]);
  await until(() => status()?.state === 'live');
  server.second(0, Date.now());
  server.raw('{"event":"config"');
  server.raw('{"goroutines":[1]}');
  server.raw('{"event":"metrics","data":{"series":[]}}');
  await until(() => metrics('statsviz.threads').length === 1 && status()?.lost === 2);
  server.cut();
  await until(() => status()?.state === 'waiting');
  const last = metrics('statsviz.threads').at(-1);
  expect(last?.points.map(({ recorded }) => recorded)).toEqual([false]);
  collectors.retry('one');
  await until(() => status()?.state === 'live' && events('statsviz.config').length === 2);
  server.refuses = [403, 'Forbidden'];
  server.cut();
  // The cut itself may be told of first.
  await until(() => status()?.failure?.reason.includes('HTTP status') ?? false);
  expect(status()?.failure?.reason).toMatch(/answered with HTTP status 403: Forbidden/);
});

function stored(): string {
  const [config] = events('statsviz.config');
  const value = config?.attributes.find(({ key }) => key === 'statsviz.config')?.value;
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? Number(one) : one));
}

// Which samples are stored, which are refused and why, and how much one run takes.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { metricBatch } from '../../../support/metric-batch.ts';
import { openReader, openWriter, payloadOf, temporaryFolder } from '../support.ts';
import { dumpSamples, sendPoints } from './support.ts';

const time = 1_780_000_000_000;

test('of one millisecond the first sample stays, and none goes back in time', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const load = (at: number, value: number) => ({ name: 'load', time: at, value });
  expect(await sendPoints(writer, [load(time, 1), load(time, 1), load(time, 2)])).toMatchObject({
    stored: 1,
    repeated: 1,
    duplicates: 1,
    message: 'load at 2026-05-28T20:26:40.000Z was sent before with another value; the first one stays',
  });
  const late = await sendPoints(writer, [load(time + 10, 3), load(time + 5, 4)]);
  expect(late).toMatchObject({ stored: 1, outOfOrder: 1 });
  expect(late.message).toContain('older than the latest sample');
  const reader = openReader(path);
  expect([...dumpSamples(reader).values()]).toEqual([[`${time}: 1`, `${time + 10}: 3`]]);
  const fact = (key: string): unknown => reader.db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key);
  expect([fact('samples'), fact('duplicate_samples'), fact('late_samples')]).toEqual([2, 1, 1]);
});

test('nanoseconds are cut off, the first and the last that there are too', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const nanos = [999_999n, 1_000_000n, 1_780_000_000_123_999_999n, 2n ** 64n - 1n];
  for (const nano of nanos) {
    const batch = metricBatch([{ name: 'load', time: 0, value: 1 }]);
    batch.timeWords[0] = Number(nano & 0xffff_ffffn);
    batch.timeWords[1] = Number(nano >> 32n);
    const stored = writer.appendPoints(payloadOf(batch.bytes, 'metrics'), batch);
    writer.flush();
    await stored;
  }
  // A point without a time has that of its request, 1,000 ns; so has the first, of which less than a millisecond is left.
  expect([...dumpSamples(openReader(path)).values()].flat()).toEqual(nanos.map((nano) => `${nano / 1_000_000n}: 1`));
});

test('a series is refused in words when it has too many attributes or too long a value', async () => {
  const writer = openWriter(join(temporaryFolder(), 'run.otter'));
  const many = Object.fromEntries(Array.from({ length: 129 }, (_, i) => [`key${i}`, 'x']));
  const outcome = await sendPoints(writer, [
    { name: 'wide', time, value: 1, attributes: many },
    { name: 'long', time, value: 1, attributes: { text: 'x'.repeat(16_385) } },
    { name: 'fine', time, value: 1, attributes: { text: 'x'.repeat(16_384) } },
    { name: 'huge', kind: 'histogram', time, bounds: Array.from({ length: 1200 }, (_, i) => i), counts: [1] },
  ]);
  expect(outcome).toMatchObject({ stored: 1, overLimit: 3 });
  expect(outcome.message).toBe(
    'wide: a point has 129 attributes, at most 128 are stored; long: an attribute value has 16385 bytes, at most 16384 are stored; huge: it has more than 1000 buckets',
  );
  const meta = { family: 'f', type: 'gauge', unit: '', help: '', target: 't' } as const;
  expect(
    writer.seriesOf(
      [
        ['__name__', 'f'],
        ['x', 'y'.repeat(20_000)],
      ],
      meta,
    ).kind,
  ).toBe('refused');
});

test('attributes in another order are the same stream; another layout is another one', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await sendPoints(writer, [{ name: 'load', time, value: 1, attributes: { a: 'x', b: 'y' } }]);
  await sendPoints(writer, [{ name: 'load', time: time + 1, value: 2, attributes: { b: 'y', a: 'x' } }]);
  const histogram = (at: number, bounds: readonly number[]) =>
    ({ name: 'h', kind: 'histogram', time: at, bounds, counts: [1, 2, ...bounds.slice(1)] }) as const;
  await sendPoints(writer, [histogram(time, [1]), histogram(time + 1, [1, 2]), histogram(time + 2, [1])]);
  const dump = dumpSamples(openReader(path));
  expect([...dump.values()].map(({ length }) => length)).toEqual([2, 2, 1]);
});

test('two senders with one resource have streams of their own', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let step = 0; step < 5; step++) {
    await sendPoints(writer, [{ name: 'active', time: time + step, value: 7 }], 'pid:1');
    await sendPoints(writer, [{ name: 'active', time: time + step, value: 0 }], 'pid:2');
  }
  expect(
    [...dumpSamples(openReader(path)).values()].map((rows) => new Set(rows.map((row) => row.split(' ')[1]))),
  ).toEqual([new Set(['7']), new Set(['0'])]);
});

test('streams that never come together leave their group, and nothing is lost by it', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path, { sampleJournalBytes: 4000 });
  for (let step = 0; step < 300; step++)
    await sendPoints(
      writer,
      Array.from({ length: 20 }, (_, i) => ({
        name: 'load',
        time: time + step * 1000 + i,
        value: step * i,
        attributes: { i: String(i) },
      })),
    );
  writer.close();
  const reader = openReader(path);
  const dump = [...dumpSamples(reader).values()];
  expect(dump).toHaveLength(20);
  dump.forEach((rows, i) =>
    expect(rows).toEqual(Array.from({ length: 300 }, (_, step) => `${time + step * 1000 + i}: ${step * i}`)),
  );
  expect(reader.db.prepare('SELECT count(DISTINCT group_no) FROM sample_places').pluck().get()).toBeGreaterThan(10);
});

test('the newest exemplars are kept, each once', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const traceId = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
  const spanId = Uint8Array.from({ length: 8 }, (_, i) => i + 1);
  const exemplars = [
    { time: time - 3, value: 0.25, traceId, spanId, attributes: { user: 'u' } },
    { time: time - 2, value: Number.NaN },
  ];
  for (let step = 0; step < 3; step++)
    await sendPoints(writer, [{ name: 'h', time: time + step, value: 1, exemplars: exemplars.slice(0, 1) }]);
  await sendPoints(writer, [{ name: 'h', time: time + 9, value: 1, exemplars: exemplars.slice(1) }]);
  const read = openReader(path).metrics.exemplars(1, time - 3, time, 10);
  expect(read.map(({ value }) => value)).toEqual([Number.NaN, 0.25]);
  expect(read[1]).toMatchObject({ stream: 1, time: time - 3, attributes: [{ key: 'user', value: 'u' }] });
  expect([...(read[1]?.traceId ?? [])]).toEqual([...traceId]);
  expect([...(read[1]?.spanId ?? [])]).toEqual([...spanId]);
});

/** Runs SQL on a run that nobody has open. */
function edited(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

test('what is beyond the series of a run is refused in words and counted, and what it has goes on', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const histogram = (at: number, i: number) =>
    ({ name: 'h', kind: 'histogram', time: at, bounds: [1, 2], counts: [1, 1, 1], attributes: { i } }) as const;
  const series = (i: number) => ({ name: 'load', time: time + 1, value: i, attributes: { i: String(i) } });
  const first = openWriter(path, { mostSeries: 6 });
  // Three buckets and a count, then one.
  await sendPoints(first, [histogram(time, 1), series(1)]);
  first.close();
  const writer = openWriter(path, { mostSeries: 6 });
  const outcome = await sendPoints(writer, [histogram(time + 1, 2), series(2), series(3), histogram(time + 1, 1)]);
  const advice = '(begin a new run, or send fewer values of labels)';
  expect(outcome).toMatchObject({ stored: 2, overLimit: 2 });
  expect(outcome.message).toBe(
    `h: the run has 5 series, and at most 6 are taken ${advice}; load: the run has 6 series, and at most 6 are taken ${advice}`,
  );
  const meta = { family: 'f', type: 'gauge', unit: '', help: '', target: 't' } as const;
  expect(writer.seriesOf([['__name__', 'f']], meta)).toMatchObject({ kind: 'refused' });
  await sendPoints(writer, [{ ...series(1), time: time + 2 }]);
  expect(openReader(path).metrics.refused()).toBe(3);
});

test('100,000 exemplars are kept, the oldest go', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const exemplar = (value: number) => ({
    name: 'h',
    time: time + value,
    value,
    exemplars: [{ time: time + value, value }],
  });
  const first = openWriter(path);
  await sendPoints(first, [exemplar(1), exemplar(2)]);
  first.close();
  edited(path, 'UPDATE exemplars SET exemplar = 100001 WHERE exemplar = 2');
  const writer = openWriter(path);
  await sendPoints(writer, [exemplar(3)]);
  expect(
    openReader(path)
      .metrics.exemplars(1, 0, Infinity, 9)
      .map(({ value }) => value),
  ).toEqual([3, 2]);
});

test('a reader goes through all streams, however many', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await sendPoints(
    writer,
    Array.from({ length: 9000 }, (_, i) => ({ name: 'load', time, value: i, attributes: { i } })),
  );
  const numbers = Array.from(openReader(path).metrics.streamsAfter(1), ({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: 8999 }, (_, i) => i + 2));
});

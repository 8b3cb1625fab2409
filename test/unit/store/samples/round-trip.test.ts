// What senders send is read back as it was: from the journal, from blocks, and from both.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../support/random.ts';
import type { TestPoint } from '../../../support/metric-batch.ts';
import { openReader, openWriter, temporaryFolder } from '../support.ts';
import { dumpSamples, sendPoints } from './support.ts';

const begin = 1_780_000_000_000;
const bounds = [0.1, 1, 10];

/** Points of all kinds at one time; some are left out, some are stale, some come a little later than the others. */
function pointsAt(step: number, random: ReturnType<typeof seededRandom>): TestPoint[] {
  const time = begin + step * 15_000;
  const points: TestPoint[] = [];
  for (let series = 0; series < 5; series++) {
    const attributes = { route: `/r${series}`, number: series, flag: series % 2 === 0 };
    if (random.below(10) > 0)
      points.push({
        name: 'requests',
        kind: 'sum',
        attributes,
        start: begin,
        time,
        value: step * (series + 1) + random.below(3),
      });
    if (random.below(10) > 0)
      points.push({
        name: 'load',
        attributes,
        time: time + (series === 4 ? random.below(9) : 0),
        value: random.pick([random.next(), -0, Number.NaN, Infinity, random.below(100) / 100, 1e300 * random.next()]),
        stale: random.below(20) === 0,
      });
    points.push({
      name: 'duration',
      kind: 'histogram',
      temporality: series < 3 ? 'delta' : 'cumulative',
      attributes,
      start: time - 15_000,
      time,
      bounds,
      counts: [random.below(9), random.below(9), random.below(9), random.below(9)],
      sum: random.next(),
      ...(random.below(2) === 0 ? { min: random.next(), max: 1 + random.next() } : {}),
    });
  }
  points.push({
    name: 'sizes',
    kind: 'exponentialHistogram',
    time,
    scale: 3,
    offset: random.below(10) - 5,
    counts: [random.below(5), 0, random.below(5)],
    zeroCount: random.below(3),
    sum: random.next(),
  });
  points.push({
    name: 'latency',
    kind: 'summary',
    time,
    bounds: [0.5, 0.99],
    counts: [random.next(), 2],
    count: step,
    sum: step / 3,
  });
  return points;
}

test.each([1, 2, 3])('random samples, seed %i', { timeout: 120_000 }, async (seed) => {
  const random = seededRandom(seed);
  const folder = temporaryFolder();
  const path = join(folder, 'run.otter');
  // Sealed every now and then.
  const writer = openWriter(path, { sampleJournalBytes: 40_000 });
  // Never sealed before the end.
  const plain = openWriter(join(folder, 'plain.otter'));
  const looking = openReader(path);
  for (let step = 0; step < 400; step++) {
    const points = pointsAt(step, random);
    const outcome = await sendPoints(writer, points);
    expect(outcome).toMatchObject({ stored: points.length, duplicates: 0, outOfOrder: 0, overLimit: 0 });
    await sendPoints(plain, points);
    if (step % 97 === 0) {
      looking.refresh();
      dumpSamples(looking);
    }
  }
  const unsealed = openReader(join(folder, 'plain.otter'));
  expect(unsealed.db.prepare('SELECT count(*) FROM sample_blocks').pluck().get()).toBe(0);
  const wanted = dumpSamples(unsealed);
  expect(wanted.size).toBeGreaterThan(15);
  looking.refresh();
  expect(looking.db.prepare('SELECT count(*) FROM sample_blocks').pluck().get()).toBeGreaterThan(5);
  expect(dumpSamples(looking)).toEqual(wanted);
  expect(dumpSamples(openReader(path))).toEqual(wanted);
  writer.close();
  const closed = openReader(path);
  expect(dumpSamples(closed)).toEqual(wanted);
  expect(closed.db.prepare('SELECT sum(points) FROM sample_blocks').pluck().get()).toBe(
    closed.db.prepare("SELECT value FROM run WHERE key = 'samples'").pluck().get(),
  );
  plain.close();
  expect(dumpSamples(openReader(join(folder, 'plain.otter')))).toEqual(wanted);
});

// Scraped and remotely written series: references, staleness, histograms among numbers.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type {
  SampleBatch,
  SampleHistogram,
  SampleOutcome,
  SeriesLabels,
  SeriesMeta,
} from '../../../../src/contract/sample-batch.ts';
import type { RunWriter } from '../../../../src/main/store/writer-face.ts';
import { openReader, openWriter, temporaryFolder } from '../support.ts';
import { dumpSamples } from './support.ts';

const time = 1_780_000_000_000;
const meta: SeriesMeta = { family: 'up', type: 'gauge', unit: '', help: 'Is it up?', target: 'a' };

function reference(writer: RunWriter, labels: SeriesLabels, of: SeriesMeta = meta): number {
  const found = writer.seriesOf(labels, of);
  if (found.kind !== 'ok') throw new Error(found.reason);
  return found.reference;
}

async function append(writer: RunWriter, batch: SampleBatch): Promise<SampleOutcome> {
  const stored = writer.appendSamples(batch);
  writer.flush();
  return stored;
}

const histogram: SampleHistogram = {
  schema: 2,
  gauge: false,
  zeroThreshold: 1e-9,
  zeroCount: 1,
  count: 6.5,
  sum: -0.5,
  positive: { indexes: Int32Array.of(-3, 0, 7), counts: Float64Array.of(1, 2.5, 1) },
  negative: { indexes: Int32Array.of(2), counts: Float64Array.of(1) },
  customValues: new Float64Array(0),
};

test('equal labels are one series, whatever their order; empty values do not count', () => {
  const writer = openWriter(join(temporaryFolder(), 'run.otter'));
  const one = reference(writer, [
    ['__name__', 'up'],
    ['job', 'a'],
    ['x', ''],
  ]);
  expect(
    reference(writer, [
      ['job', 'a'],
      ['__name__', 'up'],
    ]),
  ).toBe(one);
  expect(
    reference(writer, [
      ['job', 'b'],
      ['__name__', 'up'],
    ]),
  ).not.toBe(one);
});

test('numbers, staleness and histograms come back, also after a reopening', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const up = reference(writer, [
    ['__name__', 'up'],
    ['job', 'a'],
  ]);
  const native = reference(writer, [['__name__', 'took']], { ...meta, family: 'took', type: 'histogram' });
  const references = Uint32Array.of(up, native);
  expect(
    await append(writer, {
      count: 2,
      references,
      times: time,
      values: Float64Array.of(1, 0),
      histograms: new Map([[1, histogram]]),
      starts: Float64Array.of(0, time - 5),
      exemplars: [
        {
          sample: 1,
          value: 2,
          time,
          labels: [
            ['trace_id', '0102030405060708090a0b0c0d0e0f10'],
            ['who', 'me'],
          ],
        },
      ],
    }),
  ).toMatchObject({ stored: 2, message: '' });
  await append(writer, {
    count: 2,
    references,
    times: Float64Array.of(time + 1000, time + 1001.7),
    values: Float64Array.of(0, 0),
    stale: Uint8Array.of(1, 1),
  });
  const read = (): string[][] => [...dumpSamples(openReader(path)).values()];
  const expected = read();
  expect(expected[0]).toEqual([`${time}: 1`, `${time + 1000}: stale`]);
  expect(expected[1]?.[0]).toContain('"counts":{"0":1,"1":2.5,"2":1}');
  expect(expected.flat()).toContain(`${time + 1001}: stale`);
  const exemplar = openReader(path).metrics.exemplars(2, 0, Infinity, 9)[0];
  expect(exemplar?.traceId[15]).toBe(16);
  writer.close();
  expect(read()).toEqual(expected);
  const again = openWriter(path);
  const upAgain = reference(again, [
    ['__name__', 'up'],
    ['job', 'a'],
  ]);
  const one = { count: 1, references: Uint32Array.of(upAgain), values: Float64Array.of(5) };
  expect(await append(again, { ...one, times: time + 500 })).toMatchObject({ outOfOrder: 1 });
  expect(await append(again, { ...one, times: time + 2000 })).toMatchObject({ stored: 1 });
  again.close();
  expect(read()[0]).toEqual([...(expected[0] ?? []), `${time + 2000}: 5`]);
});

test('a reference that the run did not give is refused in words', async () => {
  const writer = openWriter(join(temporaryFolder(), 'run.otter'));
  const outcome = await append(writer, {
    count: 1,
    references: Uint32Array.of(9),
    times: 1,
    values: Float64Array.of(1),
  });
  expect(outcome).toMatchObject({
    stored: 0,
    overLimit: 1,
    message: 'there is no series with reference 9 in this run',
  });
});

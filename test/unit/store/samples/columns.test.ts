// Columns of samples come back bit by bit in every form, and damaged ones are told, never trusted.
import { expect, test } from 'vitest';
import { ContractError } from '../../../../src/contract/errors.ts';
import { packHistogram } from '../../../../src/main/store/native-histogram.ts';
import { encodeSampleBlock, openSampleBlock } from '../../../../src/main/store/sample-block.ts';
import { SampleBytes, SampleBytesReader } from '../../../../src/main/store/sample-bytes.ts';
import { decodeValues, encodeValues } from '../../../../src/main/store/sample-column.ts';
import { Cell, SampleGroup } from '../../../../src/main/store/sample-group.ts';
import { SampleStream } from '../../../../src/main/store/sample-stream.ts';
import { mutate } from '../../../support/mutate.ts';
import { seededRandom } from '../../../support/random.ts';

function bytesOf(values: readonly number[]): Uint8Array {
  const out = new SampleBytes();
  encodeValues(out, Float64Array.from(values), values.length);
  return out.take();
}

test.each([
  ['nothing', [], 9],
  ['one value', [0.1], 9],
  ['a constant', Array.from({ length: 100 }, () => 7), 9],
  ['NaN', [Number.NaN, Number.NaN], 9],
  ['a counter', Array.from({ length: 120 }, (_, i) => 5 * i + (i % 3)), 121],
  ['a clock', Array.from({ length: 120 }, (_, i) => 1_780_000_000_000 + 15_000 * i), 15],
  ['a counter that stands still', Array.from({ length: 120 }, (_, i) => (i < 60 ? 3 : 4)), 7],
  ['decimals', Array.from({ length: 120 }, (_, i) => (i * 7) / 100), 124],
  ['decimals that grow longer', [1, 0.5, 0.25, 0.125, 0.0625, 1], 20],
  ['large whole numbers', [2 ** 48, -(2 ** 48), 2 ** 49 - 1, 0], 40],
  ['beyond whole numbers', [2 ** 53, 2 ** 53 + 2, -(2 ** 60)], 27],
  ['all sorts', [0, -0, Infinity, -Infinity, Number.NaN, 5e-324, 1.7976931348623157e308, 1 / 3], 73],
] as const)('%s', (_, values: readonly number[], most: number) => {
  const bytes = bytesOf(values);
  expect(bytes.length).toBeLessThanOrEqual(most);
  const read = decodeValues(new SampleBytesReader(bytes), values.length);
  expect(values.findIndex((value, i) => !Object.is(read[i], value))).toBe(-1);
});

test('random values of every size', () => {
  const random = seededRandom(5);
  for (let round = 0; round < 500; round++) {
    const size = 10 ** random.below(18);
    const decimals = 10 ** random.below(8);
    const values = Array.from({ length: 1 + random.below(130) }, () =>
      random.below(4) === 0 ? size : Math.round((random.next() - 0.5) * size) / decimals,
    );
    const read = decodeValues(new SampleBytesReader(bytesOf(values)), values.length);
    expect(values.findIndex((value, i) => !Object.is(read[i], value))).toBe(-1);
  }
});

function someHistogram(count: number): Uint8Array {
  const none = { indexes: new Int32Array(0), counts: new Float64Array(0) };
  return packHistogram({
    schema: 2,
    gauge: false,
    withoutSum: false,
    zeroThreshold: 0,
    zeroCount: 1,
    count: count + 1,
    sum: count / 3,
    positive: { indexes: Int32Array.of(-4, 9), counts: Float64Array.of(count, 0) },
    negative: none,
    customValues: new Float64Array(0),
  });
}

function someBlock(): Uint8Array {
  const random = seededRandom(9);
  const group = new SampleGroup<SampleStream>(1, true);
  const streams = Array.from({ length: 6 }, (_, i) => new SampleStream(i + 1, { kind: 'number' }, 'key', true));
  for (const stream of streams) {
    stream.group = group;
    stream.first = group.join(stream);
  }
  for (let step = 0; step < 50; step++) {
    const row = group.rowOf(1000 * step);
    for (const { first } of streams) {
      const at = row * group.stride + first;
      group.cells[at] = random.pick([Cell.value, Cell.value, Cell.value, Cell.absent, Cell.stale]);
      group.values[at] = first < 3 ? random.below(50) : random.next();
      if (random.below(4) === 0) group.starts.push(row, first, step);
      if (first === 5 && group.cells[at] === Cell.value) group.packed.set(at, someHistogram(random.below(9)));
      group.points += 1;
    }
  }
  return encodeSampleBlock(group, 0, group.rows);
}

test('a damaged block is told to be damaged, or read as far as it goes', { timeout: 30_000 }, () => {
  const bytes = someBlock();
  const random = seededRandom(11);
  let told = 0;
  for (let round = 0; round < 3000; round++) {
    try {
      const block = openSampleBlock(mutate(random, bytes, bytes));
      for (let slot = 0; slot < 6; slot++) {
        expect(block.slot(slot).values).toHaveLength(block.rows);
        block.histograms(slot);
      }
    } catch (cause) {
      expect(cause).toBeInstanceOf(ContractError);
      told += 1;
    }
  }
  expect(told).toBeGreaterThan(300);
});

import { expect, it } from 'vitest';
import { foldedStacks } from '../../../../src/contract/flame-files/folded-stacks.ts';
import { writtenStacks } from '../../../../src/contract/flame-files/stack-lengths.ts';

/** A comb: a chain with a leaf below each of its frames. */
function comb(teeth: number) {
  const count = 2 * teeth;
  return {
    count,
    parent: Int32Array.from({ length: count }, (_, node) => (node < teeth ? node - 1 : node - teeth)),
    key: Int32Array.from({ length: count }, (_, node) => node % 7),
    nameOf: (key: number) => `frame ${'x'.repeat(key)}`,
    values: Float64Array.from({ length: count }, (_, node) => (node < teeth ? 0 : node)),
  };
}

it.each([
  [40, 1000],
  [300, 1000],
  [300, 100],
])('foresees how much is written of a comb of %i, of at most %i frames', (teeth, deepest) => {
  const { values, ...stacks } = comb(teeth);
  const lengthOf = (key: number): number => stacks.nameOf(key).length + 1;
  const { length, depth } = writtenStacks(stacks, {
    lengthOf,
    linesOf: (node) => (values[node] === 0 ? 0 : 1),
    deepest,
  });
  expect(depth).toBe(teeth + 1);
  const real = [...foldedStacks(stacks, [values], { unit: 1, deepest })].join('').length;
  expect(length / real).toBeGreaterThan(0.9);
  expect(length / real).toBeLessThan(1.1);
});

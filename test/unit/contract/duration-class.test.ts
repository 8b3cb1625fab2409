import { expect, it } from 'vitest';
import { durationClass, longestOfClass } from '../../../src/contract/duration-class.ts';
import { seededRandom } from '../../support/random.ts';

it.each([
  [0, 0],
  [1000, 0],
  [1415, 1],
  [2000, 2],
  [1_000_000, 19],
  [2 ** 63, 106],
])('%d ns are of class %d', (nanos, expected) => {
  expect(durationClass(nanos)).toBe(expected);
});

it('bounds what it holds', () => {
  const random = seededRandom(3);
  for (let i = 0; i < 20_000; i++) {
    const nanos = Math.floor(2 ** (random.next() * 62));
    expect(longestOfClass(durationClass(nanos)) * 1000n >= BigInt(nanos)).toBe(true);
  }
});

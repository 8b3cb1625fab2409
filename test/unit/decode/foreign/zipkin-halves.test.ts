// The compact set of shared span ids against a plain map, and its limit.
import { expect, test } from 'vitest';
import { half, ZipkinHalves } from '../../../../src/main/decode/foreign/zipkin-halves.ts';
import { seededRandom } from '../../../support/random.ts';

const keyOf = (trace: number, span: number): string =>
  `ffffffff${trace.toString(16).padStart(24, '0')}${span.toString(16).padStart(16, '0')}`;

test('an id has both halves when a client and a server were noted', () => {
  const random = seededRandom(7);
  const halves = new ZipkinHalves();
  const oracle = new Map<string, number>();
  for (let i = 0; i < 40_000; i++) {
    const key = keyOf(random.below(100), random.below(150));
    const seen = random.below(2) === 0 ? half.client : half.server;
    halves.note(key, seen);
    oracle.set(key, (oracle.get(key) ?? 0) | seen);
  }
  let both = 0;
  for (let trace = 0; trace < 110; trace++)
    for (let span = 0; span < 160; span++) {
      const wanted = oracle.get(keyOf(trace, span)) === 3;
      if (wanted) both += 1;
      expect(halves.hasBoth(keyOf(trace, span))).toBe(wanted);
    }
  expect(both).toBeGreaterThan(1000);
});

test('beyond 500,000 ids only those that are known are noted', () => {
  const halves = new ZipkinHalves();
  for (let i = 0; i < 500_010; i++) halves.note(keyOf(i, 1), half.client);
  for (const i of [0, 250_000, 499_999, 500_000, 500_009]) halves.note(keyOf(i, 1), half.server);
  expect([0, 250_000, 499_999, 500_000, 500_009].map((i) => halves.hasBoth(keyOf(i, 1)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(halves.hasBoth(keyOf(1, 1))).toBe(false);
});

import { expect, test } from 'vitest';
import { startOrder } from '../../../../src/main/query/sessions/start-order.ts';
import { seededRandom } from '../../../support/random.ts';

test('the order is that of a stable sort, whatever part of the values ascends', () => {
  const random = seededRandom(5);
  for (const stray of [0, 1, 5, 100]) {
    const values = Float64Array.from({ length: 400 }, (_, i) =>
      random.below(100) < stray ? random.below(200) : Math.floor(i / 2),
    );
    const expected = Array.from(values, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
    expect(Array.from(startOrder(values))).toEqual(expected);
  }
});

// Functions over whole columns give what the plain ones give window by window.
import { expect, it } from 'vitest';
import { quantileOf } from '../../../../../src/main/query/promql/engine/quantile.ts';
import { SortedWindow } from '../../../../../src/main/query/promql/engine/sorted-window.ts';
import { windowFinder } from '../../../../../src/main/query/promql/engine/windows.ts';
import { seededRandom } from '../../../../support/random.ts';

it('keeps a moving window sorted', () => {
  const random = seededRandom(3);
  const values = Float64Array.from({ length: 400 }, () =>
    random.below(20) === 0 ? Number.NaN : random.below(50) === 0 ? Number.POSITIVE_INFINITY : random.below(90),
  );
  const sorted = new SortedWindow();
  let from = 0;
  let to = 0;
  for (let round = 0; round < 300 && to < values.length; round++) {
    for (let more = random.below(6); more > 0 && to < values.length; more--) sorted.add(values[to++] as number);
    for (let fewer = random.below(6); fewer > 0 && from < to; fewer--) sorted.remove(values[from++] as number);
    const q = random.next();
    expect(sorted.quantile(q)).toEqual(quantileOf(q, values.slice(from, to)));
  }
  expect(to).toBeGreaterThan(300);
  sorted.clear();
  expect(sorted.quantile(0.5)).toBeNaN();
});

it('finds the samples of windows, anew for other times only', () => {
  const bounds = { ends: Float64Array.of(10, 20, 30), rangeMillis: 15, beforeMillis: 0, afterMillis: 0 };
  const find = windowFinder(bounds);
  const copy = ({ from, to, most }: ReturnType<typeof find>) => ({ from: [...from], to: [...to], most });
  const times = Float64Array.of(-5, 0, 5, 15, 20, 40);
  const first = copy(find(times));
  expect(first).toEqual({ from: [1, 3, 4], to: [3, 5, 5], most: 2 });
  expect(copy(find(times.slice()))).toEqual(first);
  expect(copy(find(Float64Array.of(12, 13)))).toEqual({ from: [0, 0, 2], to: [0, 2, 2], most: 2 });
  expect(copy(find(new Float64Array(0)))).toEqual({ from: [0, 0, 0], to: [0, 0, 0], most: 0 });
});

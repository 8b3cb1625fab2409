import { expect, it } from 'vitest';
import { createChartSync } from '../../../../../src/renderer/draw/time-chart/chart-sync.ts';

it('tells the others where the pointer is, once', () => {
  const sync = createChartSync();
  const [a, b] = [{}, {}];
  const heard: unknown[] = [];
  sync.subscribe((time) => heard.push(['a', time]), a);
  const leave = sync.subscribe((time) => heard.push(['b', time]), b);
  sync.point(5, a);
  sync.point(5, a);
  sync.point(undefined, b);
  leave();
  sync.point(7, a);
  expect(heard).toEqual([
    ['b', 5],
    ['a', undefined],
  ]);
  expect(sync.time).toBe(7);
});

import { expect, test } from 'vitest';
import { RowItems } from '../../../../../src/renderer/draw/timeline/row-items.ts';
import { leastBar, rowStrokes } from '../../../../../src/renderer/draw/timeline/row-strokes.ts';
import { pixelOf } from '../../../../../src/renderer/draw/waterfall/time-window.ts';
import { seededRandom } from '../../../../support/random.ts';
import { syntheticSession, type TestItem } from './synthetic-session.ts';

const width = 200;

function painted(items: readonly TestItem[], from: number, to: number) {
  const data = syntheticSession(items);
  const rows = new RowItems(
    data,
    Uint32Array.from(items, (_, i) => i),
  );
  const window = { from: from * 1e6, to: to * 1e6 };
  const bars: number[] = [];
  const runs: (readonly [first: number, last: number])[] = [];
  const endOf = (item: number): number => (data.start[item] as number) + (data.duration[item] as number);
  const view = { window, width, endOf, lookOf: (item: number) => data.name[item] as number };
  const pen = {
    bar: (item: number) => bars.push(item),
    run: (_: number, first: number, last: number) => runs.push([first, last]),
  };
  rowStrokes(rows.within(0, 0, window.from, window.to), rows, data.start, view, pen);
  return { data, window, bars, runs, endOf };
}

test('slivers of one pixel are one stroke, neighbours of one look one run', () => {
  const same = Array.from({ length: 1000 }, (_, i) => ({ name: 'a', at: i / 10 }));
  expect(painted(same, 0, 200).runs).toEqual([[0, 99]]);
  const mixed = Array.from({ length: 1000 }, (_, i) => ({ name: i % 20 < 10 ? 'a' : 'b', at: i / 10 }));
  expect(painted(mixed, 0, 200).runs).toHaveLength(100);
  expect(
    painted(
      [
        { name: 'a', at: 3 },
        { name: 'a', at: 90 },
      ],
      0,
      200,
    ).runs,
  ).toEqual([
    [3, 3],
    [90, 90],
  ]);
});

test('a bar that begins in the pixel of many slivers is painted, one that ended before is not', () => {
  const items = [
    { name: 'before', at: 0, lasts: 20 },
    ...Array.from({ length: 50 }, (_, i) => ({ name: 'a', at: 50 + i / 100 })),
    { name: 'bar', at: 50.9, lasts: 100 },
  ];
  const { bars, runs } = painted(items, 40, 240);
  expect(bars).toEqual([51]);
  expect(runs).toEqual([[10, 10]]);
});

test('whatever the items, each in sight is covered and no pixel is painted twice by slivers', () => {
  const random = seededRandom(11);
  for (let round = 0; round < 200; round++) {
    const items: TestItem[] = [];
    let at = 0;
    while (items.length < 300) {
      const lasts = random.below(3) === 0 ? random.below(40) / 10 : 0;
      items.push({ name: `n${random.below(3)}`, at, lasts });
      at += lasts + (random.below(4) === 0 ? random.below(30) / 10 : random.below(3) / 100);
    }
    const from = random.below(Math.floor(at));
    const { data, window, bars, runs, endOf } = painted(items, from, from + 1 + random.below(300));
    for (let item = 0; item < data.items; item++) {
      const left = pixelOf(data.start[item] as number, window, width);
      const right = pixelOf(endOf(item), window, width);
      if (right <= 0 || left >= width || data.row[item] !== 0) continue;
      // An item at the very edge of a pixel may count for either.
      const [pixel, other] = [Math.floor(left + 1e-6), Math.floor(left - 1e-6)];
      const covered =
        right - left >= leastBar
          ? bars.includes(item)
          : pixel < -1 || runs.some(([first, last]) => pixel >= first && other <= last);
      if (!covered) expect.fail(`item ${item} of round ${round} at pixels ${left} to ${right} is not painted`);
    }
    for (let i = 1; i < runs.length; i++) expect(runs[i]?.[0]).toBeGreaterThan(runs[i - 1]?.[1] ?? 0);
  }
});

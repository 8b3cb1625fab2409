import { describe, expect, it } from 'vitest';
import { ItemFlag, ItemShape } from '../../../../../src/contract/sessions.ts';
import { unixNanos } from '../../../../../src/contract/time.ts';
import { bandsOf } from '../../../../../src/renderer/draw/timeline/bands.ts';
import { itemAt } from '../../../../../src/renderer/draw/timeline/item-at.ts';
import { overviewBins } from '../../../../../src/renderer/draw/timeline/overview-bins.ts';
import { TimelineModel } from '../../../../../src/renderer/draw/timeline/timeline-model.ts';
import { millis, syntheticSession, type TestItem } from './synthetic-session.ts';

const items: readonly TestItem[] = [
  { name: 'session', at: 0, shape: ItemShape.open },
  { name: 'vad', at: 100, lasts: 200, lane: 'vad', turn: 't1' },
  { name: 'llm', at: 400, lasts: 300, lane: 'llm', turn: 't1', flags: ItemFlag.error },
  { name: 'stt', at: 500, lane: 'vad', turn: 't2' },
  { name: 'gap', at: 600, lasts: 100, flags: ItemFlag.gap, shape: ItemShape.headless },
  { name: 'stt', at: 900, lane: 'vad', turn: 't2', flags: ItemFlag.error },
];
const data = syntheticSession(items);
const filterOf = (shows: (item: TestItem) => boolean) => ({
  shown: Uint8Array.from(items, (item) => Number(shows(item))),
  matches: undefined,
});

describe('the clock', () => {
  it('makes what is open grow, and the window with it while all is shown', () => {
    const model = new TimelineModel(data, 1000 * millis);
    expect(model.window).toEqual({ from: 0, to: 1000 * millis });
    model.tick(5000 * millis);
    expect([model.endOf(0), model.endOf(1), model.window.to]).toEqual([5e9, 300 * millis, 5e9]);
  });

  it('keeps a window that was panned away until it is told to follow again', () => {
    const model = new TimelineModel(data, 1000 * millis);
    model.setWindow({ from: 100 * millis, to: 300 * millis });
    expect(model.following).toBe(false);
    model.tick(2000 * millis);
    expect(model.window).toEqual({ from: 100 * millis, to: 300 * millis });
    model.follow();
    expect(model.window).toEqual({ from: 1800 * millis, to: 2000 * millis });
    model.tick(3000 * millis);
    expect(model.window).toEqual({ from: 2800 * millis, to: 3000 * millis });
  });

  it('keeps a moment in sight that was asked for, also beside the end of what goes on', () => {
    const model = new TimelineModel(data, 60_000 * millis);
    model.showAround(59_000 * millis);
    const shown = model.window;
    expect([shown.from < 59e9, shown.to >= 59e9]).toEqual([true, true]);
    model.tick(90_000 * millis);
    expect([model.following, model.window]).toEqual([false, shown]);
  });

  it('does not move a session that has ended; what has no end reaches to the end of the session', () => {
    const ended = syntheticSession(
      items.map((item) => (item.shape === ItemShape.open ? { ...item, shape: ItemShape.endless } : item)),
      { state: 'ended' },
    );
    const model = new TimelineModel(ended, 9000 * millis);
    expect([model.total, model.endOf(0)]).toEqual([900 * millis, 900 * millis]);
  });

  it('reaches to the last loss, which may come after everything else', () => {
    const at = unixNanos(data.origin + 2_000_000_000n);
    const model = new TimelineModel(syntheticSession(items, { losses: [{ at, count: 7, why: '' }] }), 0);
    expect(model.total).toBe(2e9);
  });
});

describe('steps', () => {
  it('go through items, those of the lane, errors and matches, within the filter', () => {
    const model = new TimelineModel(data, 1000 * millis);
    const went = (kind: 'any' | 'lane' | 'error' | 'match', by: 1 | -1): number => {
      model.step(kind, by);
      return model.selected;
    };
    expect([went('any', 1), went('any', 1), went('lane', 1), went('lane', 1), went('lane', 1)]).toEqual([
      0, 1, 3, 5, 5,
    ]);
    expect([went('error', -1), went('error', 1)]).toEqual([2, 5]);
    expect(model.step('match', 1)).toBe(false);
    model.setFilter({
      ...filterOf(({ turn }) => turn === 't1'),
      matches: Uint8Array.from(items, ({ name }) => Number(name === 'vad')),
    });
    expect([went('error', -1), went('match', -1)]).toEqual([2, 1]);
    expect([model.isDimmed(1), model.isDimmed(2)]).toEqual([false, true]);
  });

  it('begin in sight, and bring into sight without zooming', () => {
    const model = new TimelineModel(data, 1000 * millis);
    model.setWindow({ from: 350 * millis, to: 450 * millis });
    model.step('any', 1);
    expect(model.selected).toBe(2);
    model.step('error', 1);
    expect(model.window).toEqual({ from: 850 * millis, to: 950 * millis });
    model.fit(1);
    expect(model.window).toEqual({ from: 90 * millis, to: 310 * millis });
  });
});

it('keeps the selected item by what it is when data comes, also when others come before it', () => {
  const model = new TimelineModel(data, 1000 * millis);
  model.select(5);
  const late = { name: 'late', at: 50, lane: 'mixer', sequence: 77 };
  model.setData(syntheticSession([late, ...items.map((item, i) => ({ ...item, sequence: i }))]), 1000 * millis);
  expect(model.selected).toBe(6);
  expect(model.layout.lanes.map(({ lane }) => model.data.lanes[lane]?.name)).toContain('mixer');
});

it('leaves out lanes without an item in the filter, and folds lanes to one row', () => {
  const model = new TimelineModel(data, 1000 * millis);
  const before = model.layout.height;
  expect(model.layout.lanes).toHaveLength(3);
  model.toggleLane('node\nmain');
  expect(model.layout.height).toBeLessThan(before);
  model.setFilter(filterOf(({ lane }) => lane === 'vad'));
  expect(model.layout.lanes.map(({ lane }) => data.lanes[lane]?.name)).toEqual(['vad']);
});

describe('what is under the pointer', () => {
  const at = (model: TimelineModel, milliseconds: number, lane: number, row = 0): number => {
    const top = model.layout.byLane.get(lane)?.top ?? -1;
    return itemAt(model, 1000, milliseconds, top + 4 + row * 18 + 9);
  };

  it('is the bar, the moment with some air beside it, else the gap, else nothing', () => {
    const model = new TimelineModel(data, 1000 * millis);
    expect([at(model, 200, 1), at(model, 503, 1), at(model, 510, 1)]).toEqual([1, 3, -1]);
    expect([at(model, 650, 1), at(model, 650, 2)]).toEqual([4, 2]);
    expect(itemAt(model, 1000, 650, 5000)).toBe(4);
  });

  it('is nothing that the filter left out', () => {
    const model = new TimelineModel(data, 1000 * millis);
    model.setFilter(filterOf(({ name }) => name !== 'vad'));
    expect(at(model, 200, 1)).toBe(-1);
  });
});

it('gives turns a band from their first to their last item, overlapping ones below each other', () => {
  const bands = bandsOf(data, data.turn).map(({ text, from, to, row, items: of }) => [
    data.texts[text],
    from / millis,
    to / millis,
    row,
    of,
  ]);
  expect(bands).toEqual([
    ['t1', 100, 700, 0, 2],
    ['t2', 500, 900, 1, 2],
  ]);
  const open = syntheticSession([{ name: 'x', at: 1, turn: 't', shape: ItemShape.open }]);
  expect(bandsOf(open, open.turn)[0]?.to).toBe(Infinity);
});

it('counts for the overview what begins when, failed ones apart', () => {
  const { all, failed, most } = overviewBins(data, filterOf(({ name }) => name !== 'gap').shown, 1000 * millis, 4);
  expect([Array.from(all), Array.from(failed), most]).toEqual([[2, 1, 1, 1], [0, 1, 0, 1], 2]);
});

import { describe, expect, it } from 'vitest';
import { durationNanos } from '../../../../../src/contract/time.ts';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import { rowHeight, rulerHeight } from '../../../../../src/renderer/draw/waterfall/geometry.ts';
import {
  commandOfKey,
  runCommand,
  type WaterfallCommand,
} from '../../../../../src/renderer/draw/waterfall/waterfall-commands.ts';
import { WaterfallModel } from '../../../../../src/renderer/draw/waterfall/waterfall-model.ts';
import { bigTrace, traceOf, traceStart, type SyntheticSpan } from './synthetic-trace.ts';

const spans: readonly SyntheticSpan[] = [
  { parent: -1, offset: 0, length: 1000, id: 1 },
  { parent: 0, offset: 0, length: 400, id: 2 },
  { parent: 1, offset: 10, length: 100, id: 3, marks: SpanMark.error },
  { parent: 1, offset: 200, length: 100, id: 4 },
  { parent: 0, offset: 500, length: 400, id: 5, service: 'db' },
  { parent: 4, offset: 600, length: 100, id: 6, marks: SpanMark.error },
];

const modelOf = (list: readonly SyntheticSpan[] = spans): WaterfallModel => {
  const model = new WaterfallModel(traceOf(list));
  model.setViewHeight(rulerHeight + 10 * rowHeight);
  return model;
};
const press = (key: string): WaterfallCommand | undefined =>
  commandOfKey({ key, ctrlKey: false, metaKey: false, altKey: false });
const type = (model: WaterfallModel, keys: string): number[] =>
  Array.from(keys, (key) => {
    const command = press(key);
    if (command !== undefined) runCommand(model, command);
    return model.selected;
  });
const ids = (...numbers: number[]): Uint8Array =>
  traceOf(numbers.map((id) => ({ parent: -1, offset: 0, length: 0, id }))).spanIds;

describe('keys', () => {
  it('walk up and down and stop at the ends', () => {
    expect(type(modelOf(), 'jjjkkkk')).toEqual([0, 1, 2, 1, 0, 0, 0]);
  });
  it('collapse with h, climb with h, open and enter with l', () => {
    const model = modelOf();
    model.select(2);
    expect(type(model, 'hhl')).toEqual([1, 1, 1]);
    expect(model.visible.isCollapsed(1)).toBe(false);
    expect(type(model, 'l')).toEqual([2]);
  });
  it('step through errors and around the end, opening what hides them', () => {
    const model = modelOf();
    model.collapseAll();
    expect(type(model, 'eeeE')).toEqual([2, 5, 2, 5]);
    expect(model.visible.positionOf(5)).toBeGreaterThan(0);
  });
  it('step through matches', () => {
    const model = modelOf();
    model.setMatches(ids(6, 2, 4));
    expect(type(model, 'nnnnN')).toEqual([1, 3, 5, 1, 5]);
    expect(model.matchPlace()).toBe(3);
    model.select(0);
    expect(model.matchPlace()).toBe(0);
  });
  it('fit the selection and the whole', () => {
    const model = modelOf();
    model.select(4);
    type(model, 'f');
    expect(model.window).toEqual({ from: 480, to: 920 });
    type(model, 'F');
    expect(model.window).toEqual({ from: 0, to: 1000 });
  });
  it('leave presses with a modifier to others', () => {
    expect(commandOfKey({ key: 'a', ctrlKey: true, metaKey: false, altKey: false })).toBeUndefined();
    expect(press('q')).toBeUndefined();
  });
});

describe('collapsing', () => {
  it('moves the selection to the row that hides it', () => {
    const model = modelOf();
    model.select(3);
    model.collapse(1);
    expect(model.selected).toBe(1);
  });
  it('leaves the first row in view where it is when levels collapse', () => {
    const model = new WaterfallModel(bigTrace(5000));
    model.setViewHeight(500);
    model.setScrollTop(3000 * rowHeight + 7);
    const top = model.visible.at(3000);
    model.collapseToLevel(8);
    const position = model.visible.positionOfShown(top);
    expect(model.scrollTop).toBe(position * rowHeight + 7);
  });
  it('does not scroll beyond the end', () => {
    const model = new WaterfallModel(bigTrace(5000));
    model.setViewHeight(500);
    model.setScrollTop(1e9);
    expect(model.scrollTop).toBe(rulerHeight + 5001 * rowHeight - 500);
    model.collapseAll();
    expect(model.scrollTop).toBe(0);
  });
});

describe('late spans', () => {
  const withLate: readonly SyntheticSpan[] = [
    { parent: -1, offset: 0, length: 2000, id: 1 },
    { parent: 0, offset: 0, length: 10, id: 99 },
    { parent: 0, offset: 0, length: 400, id: 2 },
    { parent: 2, offset: 10, length: 100, id: 3, marks: SpanMark.error },
    { parent: 2, offset: 200, length: 100, id: 4 },
    { parent: 0, offset: 500, length: 400, id: 5, service: 'db' },
    { parent: 5, offset: 600, length: 100, id: 6, marks: SpanMark.error },
  ];

  it('leave selection, collapses, matches and highlight with their spans', () => {
    const model = modelOf();
    model.select(4);
    model.collapse(1);
    model.setMatches(ids(6));
    model.highlight(model.columns.serviceNames.indexOf('db'));
    model.setColumns(traceOf(withLate));
    expect(model.selected).toBe(5);
    expect(model.visible.isCollapsed(2)).toBe(true);
    expect([...model.matches]).toEqual([6]);
    expect(model.matchFlags[6]).toBe(1);
    expect(model.columns.serviceNames[model.highlighted]).toBe('db');
    expect([...model.errors]).toEqual([3, 6]);
  });
  it('grow a window on the whole and leave a zoomed one on its moments', () => {
    const whole = modelOf();
    whole.setColumns(traceOf(withLate));
    expect(whole.window.to).toBe(2000);
    const zoomed = modelOf();
    zoomed.setWindow({ from: 100, to: 300 });
    const earlier = traceOf(
      withLate.map((span, i) => (i === 0 ? span : { ...span, offset: span.offset + 50 })),
      traceStart - 50n,
    );
    zoomed.setColumns({ ...earlier, duration: durationNanos(2050n) });
    expect(zoomed.window).toEqual({ from: 150, to: 350 });
  });
  it('keep the selected row at its height on screen', () => {
    const before = bigTrace(2000);
    const model = new WaterfallModel(before);
    model.setViewHeight(400);
    model.select(1500);
    const y = model.visible.positionOf(1500) * rowHeight - model.scrollTop;
    const rows = Array.from({ length: 2000 }, (_, row) => ({
      parent:
        (before.parent[row] as number) < 0
          ? -1
          : (before.parent[row] as number) + ((before.parent[row] as number) > 0 ? 3 : 0),
      offset: before.offset[row] as number,
      length: before.length[row] as number,
      id: row + 1,
    }));
    const late = [1, 2, 3].map((i) => ({ parent: 0, offset: 0, length: 1, id: 90_000 + i }));
    model.setColumns(traceOf([...rows.slice(0, 1), ...late, ...rows.slice(1)]));
    expect(model.selected).toBe(1503);
    expect(model.visible.positionOf(1503) * rowHeight - model.scrollTop).toBe(y);
  });
  it('replace the placeholder of a parent by the parent', () => {
    const model = modelOf([
      { parent: -1, offset: 0, length: 10, id: 50, missing: true },
      { parent: 0, offset: 0, length: 10, id: 51, marks: SpanMark.orphan },
    ]);
    model.select(0);
    model.setColumns(
      traceOf([
        { parent: -1, offset: 0, length: 30, id: 50 },
        { parent: 0, offset: 0, length: 10, id: 51 },
      ]),
    );
    expect(model.selected).toBe(0);
    expect(model.columns.missing[0]).toBe(0);
  });
});

describe('selecting', () => {
  it('scrolls the row into view and tells React once', () => {
    const model = new WaterfallModel(bigTrace(100_000));
    model.setViewHeight(600);
    const before = model.revision;
    model.select(77_777);
    const y = model.visible.positionOf(77_777) * rowHeight - model.scrollTop;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(600 - rulerHeight);
    expect(model.revision).toBe(before + 1);
  });
  it('scrolls without telling React', () => {
    const model = new WaterfallModel(bigTrace(1000));
    model.setViewHeight(600);
    let frames = 0;
    let renders = 0;
    model.onFrame(() => frames++);
    model.subscribe(() => renders++);
    model.setScrollTop(500);
    model.zoom(0.5);
    model.hover(3, 12);
    expect([frames, renders]).toEqual([3, 0]);
  });
});

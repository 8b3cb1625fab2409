import { describe, expect, it } from 'vitest';
import { draggedWindow, gripAt } from '../../../../../src/renderer/draw/surface/overview-drag.ts';

const zoomed = { from: 200, to: 600 };
const drag = (from: number, to: number, window = zoomed): { from: number; to: number } =>
  draggedWindow(gripAt(from, 1000, window, 1000), to, 1000, window, 1000);

describe('dragging an overview', () => {
  it('moves an edge by its handle', () => {
    expect(drag(203, 300)).toEqual({ from: 300, to: 600 });
    expect(drag(597, 800)).toEqual({ from: 200, to: 800 });
    expect(drag(0, 100, { from: 0, to: 1000 })).toEqual({ from: 100, to: 1000 });
    expect(drag(998, 900, { from: 0, to: 1000 })).toEqual({ from: 0, to: 900 });
  });
  it('does not pull an edge past the other', () => {
    const { from, to } = drag(200, 900);
    expect(from).toBeLessThan(to);
    expect(to).toBe(600);
  });
  it('moves the window from inside, to the ends and no further', () => {
    expect(drag(400, 500)).toEqual({ from: 300, to: 700 });
    expect(drag(400, 5000)).toEqual({ from: 600, to: 1000 });
  });
  it('selects a range outside of the window and on the whole, in either direction', () => {
    expect(drag(700, 900)).toEqual({ from: 700, to: 900 });
    expect(drag(900, 700)).toEqual({ from: 700, to: 900 });
    expect(drag(400, 500, { from: 0, to: 1000 })).toEqual({ from: 400, to: 500 });
    expect(drag(900, 5000)).toEqual({ from: 900, to: 1000 });
  });
});

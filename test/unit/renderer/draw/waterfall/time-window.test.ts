import { describe, expect, it } from 'vitest';
import {
  clampWindow,
  fitWindow,
  isWhole,
  minSpan,
  panBy,
  pixelOf,
  timeOf,
  wholeWindow,
  zoomAround,
} from '../../../../../src/renderer/draw/waterfall/time-window.ts';

describe('time window', () => {
  it('covers the whole trace, and something even of a trace without duration', () => {
    expect(wholeWindow(1000)).toEqual({ from: 0, to: 1000 });
    expect(wholeWindow(0)).toEqual({ from: 0, to: minSpan });
    expect(isWhole(wholeWindow(0), 0)).toBe(true);
  });

  it('stays inside the trace without changing its width', () => {
    expect(clampWindow({ from: -50, to: 150 }, 1000)).toEqual({ from: 0, to: 200 });
    expect(clampWindow({ from: 900, to: 1100 }, 1000)).toEqual({ from: 800, to: 1000 });
    expect(clampWindow({ from: -50, to: 5000 }, 1000)).toEqual({ from: 0, to: 1000 });
    expect(clampWindow({ from: 500, to: 500 }, 1000)).toEqual({ from: 500, to: 500 + minSpan });
  });

  it('keeps the time under the pointer in place while zooming', () => {
    const before = { from: 200, to: 1200 };
    const at = timeOf(300, before, 1000);
    const after = zoomAround(before, at, 0.5, 10_000);
    expect(after.to - after.from).toBe(500);
    expect(pixelOf(at, after, 1000)).toBeCloseTo(300, 9);
  });

  it('does not zoom beyond its limits', () => {
    let window = wholeWindow(1e12);
    for (let i = 0; i < 200; i++) window = zoomAround(window, 5e11, 0.5, 1e12);
    expect(window.to - window.from).toBe(minSpan);
    for (let i = 0; i < 200; i++) window = zoomAround(window, 5e11, 2, 1e12);
    expect(window).toEqual({ from: 0, to: 1e12 });
  });

  it('pans by shares of its width', () => {
    expect(panBy({ from: 100, to: 200 }, 0.5, 1000)).toEqual({ from: 150, to: 250 });
    expect(panBy({ from: 100, to: 200 }, -5, 1000)).toEqual({ from: 0, to: 100 });
  });

  it('fits a span with a margin, a negative one by its hull, an empty one with its surroundings', () => {
    expect(fitWindow(1000, 100, 10_000)).toEqual({ from: 995, to: 1105 });
    expect(fitWindow(1000, -100, 10_000)).toEqual({ from: 895, to: 1005 });
    const empty = fitWindow(5000, 0, 10_000);
    expect(empty.to - empty.from).toBe(100);
  });
});

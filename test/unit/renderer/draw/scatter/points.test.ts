import { describe, expect, it } from 'vitest';
import { selectionOf } from '../../../../../src/renderer/draw/scatter/drag-selection.ts';
import {
  pointAt,
  project,
  radiusOf,
  type ScatterData,
} from '../../../../../src/renderer/draw/scatter/scatter-points.ts';
import { createScale } from '../../../../../src/renderer/draw/scatter/value-scale.ts';

const x = createScale('linear', [1000, 2000], [100, 1100]);
const y = createScale('log', [1, 1000], [300, 0]);

function points(rows: readonly (readonly [start: number, duration: number, errors?: number])[]): ScatterData {
  return {
    count: rows.length,
    startMillis: Float64Array.from(rows, ([start]) => start),
    durationMillis: Float64Array.from(rows, ([, duration]) => duration),
    errors: Uint32Array.from(rows, ([, , errors = 0]) => errors),
    spans: new Uint32Array(rows.length).fill(1),
    service: new Uint16Array(rows.length),
    serviceNames: ['api'],
  };
}

describe('project', () => {
  it('culls what lies outside of the plot', () => {
    const projection = project(
      points([
        [1500, 10],
        [999, 10],
        [2001, 10],
        [1500, 5000],
        [1500, 0.2],
      ]),
      x,
      y,
    );
    expect(projection.visible).toBe(2);
    expect(projection.x[0]).toBe(600);
    expect(projection.y[0]).toBeCloseTo(200, 3);
    expect(projection.x[1]).toBeNaN();
    expect(projection.y[4]).toBe(300);
  });

  it('shows durations of zero and less at the bottom of a log axis', () => {
    const projection = project(
      points([
        [1500, 0],
        [1500, -4],
      ]),
      x,
      y,
    );
    expect(projection.visible).toBe(2);
    expect(projection.y[1]).toBeCloseTo(300, 0);
  });
});

describe('pointAt', () => {
  const data = points([
    [1500, 10],
    [1505, 10],
    [1900, 100],
    [1900, 100, 2],
    [1000, 5000],
  ]);
  const projection = project(data, x, y);

  it('finds the nearest within reach and nothing beyond', () => {
    expect(pointAt(projection, data, 601, 200, 8)).toBe(0);
    expect(pointAt(projection, data, 604, 201, 8)).toBe(1);
    expect(pointAt(projection, data, 620, 200, 8)).toBeUndefined();
  });

  it('prefers an error to a good point in the same place, and never hits a culled one', () => {
    expect(pointAt(projection, data, 1000, 100, 8)).toBe(3);
    expect(pointAt(projection, data, 100, 0, 50)).toBeUndefined();
  });
});

describe('selectionOf', () => {
  it('is a time and duration range whichever way it was dragged', () => {
    const there = selectionOf({ x0: 200, y0: 100, x1: 600, y1: 200 }, x, y);
    expect(selectionOf({ x0: 600, y0: 200, x1: 200, y1: 100 }, x, y)).toEqual(there);
    expect(there?.time?.from).toBeCloseTo(1100, 6);
    expect(there?.time?.to).toBeCloseTo(1500, 6);
    expect(there?.duration?.min).toBeCloseTo(10, 6);
    expect(there?.duration?.max).toBeCloseTo(100, 6);
  });

  it('takes one axis from a flat drag, and nothing from a click', () => {
    expect(selectionOf({ x0: 200, y0: 100, x1: 600, y1: 102 }, x, y)).not.toHaveProperty('duration');
    expect(selectionOf({ x0: 200, y0: 100, x1: 202, y1: 180 }, x, y)).not.toHaveProperty('time');
    expect(selectionOf({ x0: 200, y0: 100, x1: 203, y1: 103 }, x, y)).toBeUndefined();
  });

  it('is cut to the plot', () => {
    const selection = selectionOf({ x0: -50, y0: -40, x1: 4000, y1: 900 }, x, y);
    expect(selection?.time).toEqual({ from: 1000, to: 2000 });
    expect(selection?.duration?.max).toBeCloseTo(1000, 6);
  });
});

describe('radiusOf', () => {
  it('grows with the spans, within bounds, and shrinks in a crowd', () => {
    expect(radiusOf(0, 10)).toBe(radiusOf(1, 10));
    expect(radiusOf(100, 10)).toBeGreaterThan(radiusOf(10, 10));
    expect(radiusOf(5_000_000, 10)).toBe(radiusOf(1000, 10));
    expect(radiusOf(1, 20_000)).toBeLessThan(radiusOf(1, 100));
    expect(radiusOf(1000, 20_000)).toBeLessThan(8);
  });
});

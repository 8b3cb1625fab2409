// The scatter's points on the screen: projected once per change of data or size, culled, and found again by the mouse.
import type { Scale } from './value-scale.ts';

/** The columns that are drawn; the answer of `traces.scatter` has this shape. */
export interface ScatterData {
  readonly count: number;
  /** Unix milliseconds and milliseconds. */
  readonly startMillis: Float64Array;
  readonly durationMillis: Float64Array;
  readonly spans: Uint32Array;
  readonly errors: Uint32Array;
  /** Index into `serviceNames`. */
  readonly service: Uint16Array;
  readonly serviceNames: readonly string[];
}

export interface Projection {
  /** Pixels; NaN where the point lies outside of the plot. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly visible: number;
}

/** Points within half a pixel of an edge stay; durations of zero or less lie on the bottom of a log axis. */
export function project(data: ScatterData, x: Scale, y: Scale): Projection {
  const xs = new Float32Array(data.count);
  const ys = new Float32Array(data.count);
  const [left, right] = [x.start - 0.5, x.end + 0.5];
  const [top, bottom] = [Math.min(y.start, y.end) - 0.5, Math.max(y.start, y.end) + 0.5];
  let visible = 0;
  for (let i = 0; i < data.count; i++) {
    const px = x.toPixel(data.startMillis[i] as number);
    let py = y.toPixel(data.durationMillis[i] as number);
    if (y.kind === 'log' && py > bottom && (data.durationMillis[i] as number) < y.min * 1.0001) py = bottom - 0.5;
    const inside = px >= left && px <= right && py >= top && py <= bottom;
    xs[i] = inside ? px : Number.NaN;
    ys[i] = inside ? py : Number.NaN;
    if (inside) visible++;
  }
  return { x: xs, y: ys, visible };
}

/** The nearest point within `reach` pixels; among equally near ones an error wins, then the newer (the smaller index). */
export function pointAt(
  projection: Projection,
  data: ScatterData,
  x: number,
  y: number,
  reach: number,
): number | undefined {
  let best: number | undefined;
  let bestDistance = reach * reach;
  let bestError = false;
  for (let i = 0; i < data.count; i++) {
    const dx = (projection.x[i] as number) - x;
    const dy = (projection.y[i] as number) - y;
    const distance = dx * dx + dy * dy;
    // NaN (culled) compares false.
    if (!(distance <= bestDistance)) continue;
    const error = (data.errors[i] as number) > 0;
    if (best !== undefined && distance === bestDistance && (bestError || !error)) continue;
    best = i;
    bestDistance = distance;
    bestError = error;
  }
  return best;
}

/** Radius in pixels: grows slowly with the number of spans, so that big traces stand out; smaller where many points share the plot. */
export function radiusOf(spans: number, points: number): number {
  return (
    (points > crowd ? 1.5 : 2) + Math.min(3, Math.round(Math.log10(Math.max(1, spans)))) * (points > crowd ? 0.5 : 0.75)
  );
}

const crowd = 2500;

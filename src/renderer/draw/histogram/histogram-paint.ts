// Paints the bars, the time marks below them, and over them what the pointer does.
import { timeTicks } from '../scatter/time-ticks.ts';
import { createScale } from '../scatter/value-scale.ts';
import type { Theme } from '../theme.ts';
import { paintTimeMarks, type TimeMark } from '../time-marks.ts';
import { bucketSum, pixelsPerBucket, type BarLayout } from './histogram-bars.ts';

export interface HistogramLook {
  readonly theme: Theme;
  /** Colours of the parts, from the bottom. */
  readonly colours: readonly string[];
  readonly marks: readonly TimeMark[];
  readonly ratio: number;
  /** As Date.getTimezoneOffset; times are then shown in that zone. */
  readonly offsetMinutes: ((time: number) => number) | undefined;
}

/** Room below the bars for the time marks. */
export const axisHeight = 15;

export function paintBars(context: CanvasRenderingContext2D, layout: BarLayout, look: HistogramLook): void {
  const { data, width, height, tallest } = layout;
  const { theme } = look;
  paintTicks(context, layout, look);
  context.fillStyle = theme.line;
  context.fillRect(0, height, width, 1);
  if (tallest === 0) return;
  const step = pixelsPerBucket(layout);
  const gap = step >= 4 ? 1 : 0;
  for (let bucket = 0; bucket < data.buckets; bucket++) {
    const left = snap(bucket * step, look.ratio);
    const right = snap((bucket + 1) * step, look.ratio) - gap;
    paintBar(context, layout, look, bucket, left, Math.max(1 / look.ratio, right - left));
  }
  paintMarks(context, layout, look);
}

function paintMarks(context: CanvasRenderingContext2D, { data, width, height }: BarLayout, look: HistogramLook): void {
  const start = Number(data.start / 1000n) / 1000;
  const span = (Number(data.width) / 1e6) * data.buckets;
  const xOf = (time: number): number => ((time - start) / span) * width;
  paintTimeMarks(context, look.marks, { xOf, left: 0, right: width, top: 0, bottom: height, head: true });
}

function paintBar(
  context: CanvasRenderingContext2D,
  { data, height, tallest }: BarLayout,
  { colours, ratio }: HistogramLook,
  bucket: number,
  left: number,
  wide: number,
): void {
  const sum = bucketSum(data, bucket);
  if (sum === 0) return;
  // One record among a million is still seen.
  const full = Math.max(1.5, (sum / tallest) * (height - 3));
  let below = 0;
  for (let part = 0; part < data.parts; part++) {
    const count = data.counts[data.parts * bucket + part] ?? 0;
    if (count === 0) continue;
    const top = snap(height - ((below + count) / sum) * full, ratio);
    const bottom = snap(height - (below / sum) * full, ratio);
    context.fillStyle = colours[part] ?? '#808080';
    context.fillRect(left, top, wide, Math.max(1 / ratio, bottom - top));
    below += count;
  }
}

function paintTicks(context: CanvasRenderingContext2D, layout: BarLayout, look: HistogramLook): void {
  const { data, width, height } = layout;
  const { theme } = look;
  const min = Number(data.start / 1000n) / 1000;
  const max = min + (Number(data.width) / 1e6) * data.buckets;
  const scale = createScale('linear', [min, max], [0, width]);
  context.font = `10px ${theme.font}`;
  context.textBaseline = 'top';
  let free = -Infinity;
  for (const { value, label } of timeTicks(scale, Math.max(2, Math.floor(width / 110)), look.offsetMinutes)) {
    const x = snap(scale.toPixel(value), look.ratio);
    context.fillStyle = theme.line;
    context.fillRect(x, 0, 1, height + 3);
    const room = context.measureText(label).width;
    const left = Math.max(0, Math.min(width - room, x - room / 2));
    if (left < free + 12) continue;
    context.fillStyle = theme.faintText;
    context.fillText(label, left, height + 4);
    free = left + room;
  }
}

export interface Pointing {
  readonly bucket: number;
  readonly drag: { readonly first: number; readonly last: number } | undefined;
}

export function paintPointing(
  context: CanvasRenderingContext2D,
  layout: BarLayout,
  { theme }: HistogramLook,
  { bucket, drag }: Pointing,
): void {
  const step = pixelsPerBucket(layout);
  if (drag !== undefined) {
    const left = drag.first * step;
    const right = (drag.last + 1) * step;
    context.globalAlpha = 0.55;
    context.fillStyle = theme.background;
    context.fillRect(0, 0, left, layout.height);
    context.fillRect(right, 0, layout.width - right, layout.height);
    context.globalAlpha = 1;
    context.strokeStyle = theme.accent;
    context.strokeRect(left + 0.5, 0.5, Math.max(1, right - left - 1), layout.height - 1);
  } else if (bucket >= 0) {
    context.fillStyle = theme.accent;
    context.globalAlpha = 0.16;
    context.fillRect(bucket * step, 0, Math.max(1, step), layout.height);
    context.globalAlpha = 1;
  }
}

function snap(value: number, ratio: number): number {
  return Math.round(value * ratio) / ratio;
}

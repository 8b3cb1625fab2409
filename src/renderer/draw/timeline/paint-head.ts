// Paints what stands above the lanes: the time axis, as the time of day over offsets from the session's beginning, and the
// bands of turns or correlations.
import { timeTicks } from '../scatter/time-ticks.ts';
import { createScale } from '../scatter/value-scale.ts';
import { rulerTicks } from '../waterfall/ruler.ts';
import { pixelOf } from '../waterfall/time-window.ts';
import { paintTimeMarks } from '../time-marks.ts';
import { markScale } from './mark-scale.ts';
import type { TimelinePaint } from './paint-timeline.ts';

export const axisHeight = 32;
export const bandHeight = 16;

export function headHeight(rows: number): number {
  return axisHeight + rows * bandHeight + (rows > 0 ? 2 : 0);
}

/** @param zone as Date.getTimezoneOffset, for the zone that times are shown in */
export function paintHead(paint: TimelinePaint, zone: ((time: number) => number) | undefined): void {
  const { context, model, theme, width, height, ratio } = paint;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = theme.raised;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  context.font = `10px ${theme.font}`;
  paintClock(paint, zone);
  for (const { time, label } of rulerTicks(model.window, width)) {
    const x = Math.round(pixelOf(time, model.window, width));
    context.fillStyle = theme.line;
    context.fillRect(x, axisHeight / 2, 1, axisHeight / 2);
    context.fillStyle = theme.mutedText;
    paintLabel(context, `+${label}`, x + 4, axisHeight * 0.75, width);
  }
  for (const band of model.bands) {
    const from = Math.max(-2, pixelOf(band.from, model.window, width));
    const to = Math.min(width + 2, pixelOf(Math.min(band.to, model.total), model.window, width));
    if (to < 0 || from > width) continue;
    const top = axisHeight + band.row * bandHeight + 1;
    const wide = Math.max(2, to - from);
    context.fillStyle = theme.accentSoft;
    context.fillRect(from, top, wide, bandHeight - 2);
    context.fillStyle = theme.accent;
    context.fillRect(from, top, 1, bandHeight - 2);
    if (wide < 24) continue;
    context.fillStyle = theme.text;
    const inset = Math.max(0, from) + 4;
    context.fillText(
      paint.fit.fit(model.data.texts[band.text] ?? '', context.font, to - inset - 3),
      inset,
      top + bandHeight / 2 - 1,
    );
  }
  context.fillStyle = theme.strongLine;
  context.fillRect(0, height - 1, width, 1);
  const xOf = markScale(model, width);
  paintTimeMarks(context, paint.marks, { xOf, left: 0, right: width, top: axisHeight / 2, bottom: height, head: true });
}

/** Not at all where it does not fit whole. */
function paintLabel(context: CanvasRenderingContext2D, label: string, x: number, y: number, width: number): void {
  if (x + context.measureText(label).width <= width) context.fillText(label, x, y);
}

function paintClock(
  { context, model, theme, width }: TimelinePaint,
  zone: ((time: number) => number) | undefined,
): void {
  const origin = Number(model.data.origin / 1000n) / 1000;
  const { from, to } = model.window;
  const scale = createScale('linear', [origin + from / 1e6, origin + to / 1e6], [0, width]);
  let free = -Infinity;
  for (const { value, label } of timeTicks(scale, Math.max(2, Math.floor(width / 120)), zone)) {
    const x = Math.round(scale.toPixel(value));
    if (x < free) continue;
    context.fillStyle = theme.line;
    context.fillRect(x, 0, 1, axisHeight / 2);
    context.fillStyle = theme.faintText;
    paintLabel(context, label, x + 4, axisHeight * 0.25, width);
    free = x + context.measureText(label).width + 12;
  }
}

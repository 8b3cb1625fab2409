// Paints the lanes: gaps and bands behind, bars and ticks by row, slivers that share a pixel once. Only what is in sight.
import { ItemFlag, ItemShape } from '../../../contract/sessions.ts';
import type { ServiceColour } from '../palette.ts';
import type { Theme } from '../theme.ts';
import { rulerTicks } from '../waterfall/ruler.ts';
import type { TextFit } from '../waterfall/text-fit.ts';
import { pixelOf } from '../waterfall/time-window.ts';
import { collapsedHeight, lanePadding, lanesWithin, rowHeight, type PlacedLane } from './lane-layout.ts';
import type { TimelineModel } from './timeline-model.ts';

export interface TimelinePaint {
  readonly context: CanvasRenderingContext2D;
  readonly model: TimelineModel;
  readonly theme: Theme;
  /** Colour of each of the data's texts, as the name of an item. */
  readonly colourOf: (name: number) => ServiceColour;
  readonly fit: TextFit;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

const barHeight = rowHeight - 4;
/** Below this a bar is a sliver, without text. */
const leastText = 28;

export function paintTimeline(paint: TimelinePaint): void {
  const { context, model, theme, width, height, ratio } = paint;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  paintGrid(paint);
  paintGaps(paint);
  context.save();
  context.translate(0, -model.scrollTop);
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'middle';
  for (const lane of lanesWithin(model.layout, model.scrollTop, model.scrollTop + height)) paintLane(paint, lane);
  context.restore();
  paintNow(paint);
}

function paintGrid({ context, model, theme, width, height }: TimelinePaint): void {
  context.fillStyle = theme.line;
  for (const { time } of rulerTicks(model.window, width))
    context.fillRect(Math.round(pixelOf(time, model.window, width)), 0, 1, height);
}

/** Times in which nothing could be received, hatched over all lanes. */
function paintGaps({ context, model, theme, width, height }: TimelinePaint): void {
  const { data, window } = model;
  for (let item = 0; item < data.items; item++) {
    if (((data.flags[item] as number) & ItemFlag.gap) === 0) continue;
    const from = pixelOf(data.start[item] as number, window, width);
    const to = pixelOf(model.endOf(item), window, width);
    if (to < 0 || from > width) continue;
    context.save();
    context.beginPath();
    context.rect(from, 0, Math.max(2, to - from), height);
    context.clip();
    context.strokeStyle = theme.warning;
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.beginPath();
    for (let x = Math.max(0, from) - height; x < Math.min(width, to) + 8; x += 8) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
    }
    context.stroke();
    context.restore();
  }
}

function paintLane(paint: TimelinePaint, place: PlacedLane): void {
  const { context, model, theme, width } = paint;
  context.fillStyle = theme.line;
  context.fillRect(0, place.top + place.height - 1, width, 1);
  const depth = model.data.lanes[place.lane]?.depth ?? 1;
  for (let row = 0; row < depth; row++) {
    const top = place.top + lanePadding + (place.collapsed ? 0 : row * rowHeight + 2);
    const tall = place.collapsed ? collapsedHeight - 4 : barHeight;
    if (top + tall < model.scrollTop) continue;
    paintRow(paint, place.lane, row, top, tall, !place.collapsed);
  }
}

function paintRow(paint: TimelinePaint, lane: number, row: number, top: number, tall: number, withText: boolean): void {
  const { context, model, width } = paint;
  const { data, window } = model;
  const { start, name, flags } = data;
  /** The last sliver's pixel and look: what would be painted there again is left out. */
  let pixel = -1;
  let look = -1;
  for (const item of model.rows.within(lane, row, window.from, window.to)) {
    if (!model.isShown(item)) continue;
    const from = pixelOf(start[item] as number, window, width);
    const to = pixelOf(model.endOf(item), window, width);
    if (to < 0 || from > width) continue;
    const marked = item === model.selected || item === model.hovered;
    if (to - from < 1.5 && !marked) {
      const at = Math.round(from);
      const own =
        ((name[item] as number) << 2) | ((flags[item] as number) & ItemFlag.error) | (model.isDimmed(item) ? 2 : 0);
      if (at === pixel && own === look) continue;
      [pixel, look] = [at, own];
      paintTick(paint, item, at, top, tall);
    } else paintBar(paint, item, Math.max(-8, from), Math.min(width + 8, to), top, tall, withText);
  }
  context.globalAlpha = 1;
}

function paintTick(paint: TimelinePaint, item: number, x: number, top: number, tall: number): void {
  const { context, model, theme } = paint;
  const failed = ((model.data.flags[item] as number) & ItemFlag.error) !== 0;
  context.globalAlpha = model.isDimmed(item) ? 0.2 : 1;
  context.fillStyle = failed ? theme.error : paint.colourOf(model.data.name[item] as number).fill;
  context.fillRect(x - 1, top, 2, tall);
  // A head, so that a moment differs from a very short bar, and an error from the rest.
  if (failed) context.fillRect(x - 3, top + tall - 4, 6, 4);
  else context.fillRect(x - 2, top, 4, 3);
}

function paintBar(
  paint: TimelinePaint,
  item: number,
  from: number,
  to: number,
  top: number,
  tall: number,
  withText: boolean,
): void {
  const { context, model, theme } = paint;
  const { data } = model;
  const flags = data.flags[item] as number;
  const shape = data.shape[item];
  const failed = (flags & ItemFlag.error) !== 0;
  const colour = paint.colourOf(data.name[item] as number);
  const left = Math.round(from);
  const wide = Math.max(2, Math.round(to) - left);
  if ((flags & ItemFlag.gap) !== 0) return;
  context.globalAlpha = model.isDimmed(item) ? 0.2 : shape === ItemShape.open || shape === ItemShape.endless ? 0.55 : 1;
  context.fillStyle = colour.fill;
  context.fillRect(left, top, wide, tall);
  context.globalAlpha = model.isDimmed(item) ? 0.2 : 1;
  if (shape === ItemShape.open || shape === ItemShape.endless) paintRagged(paint, left + wide, top, tall, shape);
  if (shape === ItemShape.headless) {
    context.fillStyle = theme.background;
    for (let y = top; y < top + tall; y += 4) context.fillRect(left, y, 2, 2);
  }
  if (failed) {
    context.fillStyle = theme.error;
    context.fillRect(left, top + tall - 3, wide, 3);
  }
  if ((flags & (ItemFlag.truncated | ItemFlag.loss)) !== 0) {
    context.fillStyle = theme.warning;
    context.fillRect(left, top, Math.min(wide, 6), 3);
  }
  if (withText && wide >= leastText) {
    const inset = Math.max(left, 0) + 4;
    const text = `${data.texts[data.name[item] as number] ?? ''}${failed ? ' ✕' : ''} ${data.texts[data.preview[item] as number] ?? ''}`;
    context.fillStyle = shape === ItemShape.open || shape === ItemShape.endless ? theme.text : colour.ink;
    context.fillText(paint.fit.fit(text.trim(), context.font, left + wide - inset - 4), inset, top + tall / 2);
  }
  if (item === model.selected || item === model.hovered) {
    context.lineWidth = item === model.selected ? 2 : 1;
    context.strokeStyle = item === model.selected ? theme.accent : theme.text;
    context.strokeRect(left - 0.5, top - 0.5, wide + 1, tall + 1);
  }
}

/** The end of what did not end: open ones have teeth, those without an end a dashed edge. */
function paintRagged({ context, theme }: TimelinePaint, x: number, top: number, tall: number, shape: number): void {
  context.fillStyle = theme.background;
  const step = shape === ItemShape.open ? 4 : 6;
  for (let y = top; y < top + tall; y += step) context.fillRect(x - 3, y, 3, step / 2);
}

function paintNow({ context, model, theme, width, height }: TimelinePaint): void {
  if (model.total !== model.now) return;
  const x = Math.round(pixelOf(model.now, model.window, width));
  if (x < 0 || x > width + 1) return;
  context.fillStyle = theme.accent;
  context.fillRect(Math.min(width - 1, x), 0, 1, height);
}

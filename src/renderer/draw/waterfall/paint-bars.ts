// Paints the right part: grid lines, one bar per row with its duration, and the marks of the selected span.
import { formatNanos } from '../../../contract/duration-text.ts';
import { SpanMark } from '../../../contract/traces.ts';
import { barHeight, rowHeight, rulerHeight } from './geometry.ts';
import { labelPlace } from './label-place.ts';
import { errorSign, eventSign } from './paint-glyphs.ts';
import { paintLogs } from './paint-logs.ts';
import { paintPath } from './paint-path.ts';
import { hairline, snap, withAlpha, type Scene } from './scene.ts';
import { spanState } from './span-state.ts';
import { pixelOf } from './time-window.ts';
import type { Tick } from './ruler.ts';

const least = 2;

export function paintBars(scene: Scene, ticks: readonly Tick[]): void {
  const { context, model, treeWidth, width, height } = scene;
  context.save();
  context.beginPath();
  context.rect(treeWidth, rulerHeight, width - treeWidth, height - rulerHeight);
  context.clip();
  context.translate(treeWidth, 0);
  paintGrid(scene, ticks);
  context.textBaseline = 'middle';
  for (let position = scene.first; position <= scene.last; position++) {
    const y = rulerHeight + position * rowHeight - model.scrollTop;
    paintBar(scene, model.visible.at(position), y);
  }
  context.restore();
}

function paintGrid(scene: Scene, ticks: readonly Tick[]): void {
  const { context, model, theme, barsWidth, ratio, height } = scene;
  context.fillStyle = theme.line;
  const line = hairline(scene);
  for (const tick of ticks) {
    context.fillRect(snap(pixelOf(tick.time, model.window, barsWidth), ratio), rulerHeight, line, height);
  }
}

function paintBar(scene: Scene, row: number, y: number): void {
  const { context, model, theme, barsWidth, ratio, width, treeWidth } = scene;
  const { columns } = model;
  const marks = columns.marks[row] as number;
  const missing = columns.missing[row] === 1;
  const length = columns.length[row] as number;
  const offset = columns.offset[row] as number;
  const area = width - treeWidth;
  const start = pixelOf(Math.min(offset, offset + length), model.window, barsWidth);
  const end = pixelOf(Math.max(offset, offset + length), model.window, barsWidth);
  const left = snap(Math.max(-20, start), ratio);
  const right = Math.max(left + least, snap(Math.min(area + 20, end), ratio));
  if (end < -least || start > area) return paintAway(scene, y, end < 0);
  const top = snap(y + (rowHeight - barHeight) / 2, ratio);
  const group = model.colouring.groupOf[row] as number;
  const colour = scene.colours[group] ?? { fill: '#808080', ink: '#000000' };
  const dimmed = model.isDimmed(row);
  context.globalAlpha = dimmed ? 0.25 : 1;
  const shape = { left, top, size: right - left };
  if (missing) dashedBar(scene, shape);
  else if ((marks & SpanMark.negative) !== 0) negativeBar(scene, shape, colour.fill);
  else solidBar(scene, shape, colour.fill);
  const unfinished = spanState(columns, model.index, row) === 'running';
  if (unfinished) openEnd(scene, right, top, colour.fill);
  const isError = (marks & SpanMark.error) !== 0;
  if (isError) {
    context.fillStyle = theme.error.fill;
    context.fillRect(left, top + barHeight - 3, right - left, 3);
  }
  if (model.path !== undefined) {
    const closed = model.visible.isCollapsed(row);
    paintPath(scene, closed ? model.path.under(row, columns.subtree[row] as number) : model.path.of(row), top);
  }
  if (model.ticks?.row === row) paintEvents(scene, top);
  if (model.logs !== undefined)
    paintLogs(scene, model.logs, row, model.visible.isCollapsed(row) ? (columns.subtree[row] as number) : 1, top);
  if (dimmed) context.globalAlpha = 0.6;
  paintLabel(scene, {
    row,
    start: left,
    end: right,
    y,
    isError,
    missing,
    unfinished,
    ink: dimmed ? theme.text2 : colour.ink,
  });
  context.globalAlpha = 1;
}

interface Shape {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

function solidBar({ context }: Scene, { left, top, size }: Shape, fill: string): void {
  context.fillStyle = fill;
  if (size < 5) return context.fillRect(left, top, size, barHeight);
  context.beginPath();
  context.roundRect(left, top, size, barHeight, 2.5);
  context.fill();
}

/** A parent that was never received: only the hull of its children is known. */
function dashedBar({ context, theme }: Scene, { left, top, size }: Shape): void {
  context.strokeStyle = theme.text3;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.strokeRect(left + 0.5, top + 1.5, Math.max(1, size - 1), barHeight - 3);
  context.setLineDash([]);
}

/** Ends before it starts: hatched, so that nobody reads it as time spent. */
function negativeBar({ context, theme }: Scene, { left, top, size }: Shape, fill: string): void {
  context.save();
  context.beginPath();
  context.rect(left, top, size, barHeight);
  context.clip();
  context.fillStyle = withAlpha(fill, 0.3);
  context.fillRect(left, top, size, barHeight);
  context.strokeStyle = theme.warning;
  context.lineWidth = 1.25;
  context.beginPath();
  for (let x = left - barHeight; x < left + size; x += 6) {
    context.moveTo(x, top + barHeight);
    context.lineTo(x + barHeight, top);
  }
  context.stroke();
  context.restore();
}

function openEnd({ context }: Scene, right: number, top: number, fill: string): void {
  const alpha = context.globalAlpha;
  context.fillStyle = fill;
  for (let i = 0; i < 3; i++) {
    context.globalAlpha = alpha * 0.6 ** (i + 1);
    context.fillRect(right + 2 + i * 5, top, 3, barHeight);
  }
  context.globalAlpha = alpha;
}

/** The span lies outside of the window: an arrow says on which side. */
function paintAway({ context, theme, width, treeWidth }: Scene, y: number, before: boolean): void {
  const x = before ? 5 : width - treeWidth - 5;
  const middle = y + rowHeight / 2;
  const tip = before ? -3 : 3;
  context.fillStyle = theme.lineStrong;
  context.beginPath();
  context.moveTo(x + tip, middle);
  context.lineTo(x - tip / 2, middle - 3.5);
  context.lineTo(x - tip / 2, middle + 3.5);
  context.closePath();
  context.fill();
}

function paintEvents(scene: Scene, top: number): void {
  const { context, model, theme, barsWidth } = scene;
  for (const time of model.ticks?.times ?? []) {
    const x = pixelOf(time, model.window, barsWidth);
    if (x < -6 || x > barsWidth + 20) continue;
    context.fillStyle = theme.background;
    context.fillRect(x - 0.75, top - 3, 1.5, barHeight + 6);
    eventSign(context, x, top - 1, theme.text);
  }
}

interface Label {
  readonly row: number;
  readonly start: number;
  readonly end: number;
  readonly y: number;
  readonly isError: boolean;
  readonly missing: boolean;
  readonly unfinished: boolean;
  readonly ink: string;
}

function paintLabel(scene: Scene, { row, start, end, y, isError, missing, unfinished, ink }: Label): void {
  const { context, model, theme, fonts, fit } = scene;
  const length = model.columns.length[row] as number;
  const text = unfinished && length === 0 ? (model.live ? 'still running' : 'not ended') : formatNanos(length);
  const sign = isError ? 15 : 0;
  const place = labelPlace(
    start,
    end,
    fit.width(text, fonts.small) + sign,
    scene.width - scene.treeWidth,
    unfinished ? 16 : 0,
  );
  if (place.kind === 'none') return;
  const inside = place.kind === 'inside' && !missing;
  const middle = y + rowHeight / 2;
  if (isError) errorSign(context, place.x + 5.5, middle - (inside ? 1 : 0), theme.error.fill, theme.error.ink, false);
  context.font = fonts.small;
  context.fillStyle = inside ? ink : row === model.selected || row === model.hovered ? theme.text : theme.text2;
  context.fillText(text, place.x + sign, middle + 0.5);
}

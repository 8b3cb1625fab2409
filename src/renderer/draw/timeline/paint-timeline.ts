// Paints the lanes: grid and gaps behind, then what is in sight row by row, what must be seen over what it shares pixels with,
// the pointed and the selected item on top.
import { ItemFlag } from '../../../contract/sessions.ts';
import type { ServiceColour } from '../palette.ts';
import type { Theme } from '../theme.ts';
import { rulerTicks } from '../waterfall/ruler.ts';
import { paintTimeMarks, type TimeMark } from '../time-marks.ts';
import type { TextFit } from '../waterfall/text-fit.ts';
import { pixelOf } from '../waterfall/time-window.ts';
import { collapsedHeight, lanePadding, lanesWithin, rowHeight, type PlacedLane } from './lane-layout.ts';
import { markScale } from './mark-scale.ts';
import { paintBar, paintMark, paintRun } from './paint-items.ts';
import type { RowItems } from './row-items.ts';
import { rowStrokes, type RowPen, type RowView } from './row-strokes.ts';
import type { TimelineModel } from './timeline-model.ts';

export interface TimelinePaint {
  readonly context: CanvasRenderingContext2D;
  readonly model: TimelineModel;
  readonly theme: Theme;
  /** Colour of each of the data's texts, as the name of an item. */
  readonly colourOf: (name: number) => ServiceColour;
  readonly fit: TextFit;
  readonly marks: readonly TimeMark[];
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

const barHeight = rowHeight - 4;

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
  for (const item of new Set([model.hovered, model.selected])) paintOutlined(paint, item);
  context.restore();
  paintNow(paint);
  const xOf = markScale(model, width);
  paintTimeMarks(context, paint.marks, { xOf, left: 0, right: width, top: 0, bottom: height, head: false });
}

function paintGrid({ context, model, theme, width, height }: TimelinePaint): void {
  context.fillStyle = theme.line;
  for (const { time } of rulerTicks(model.window, width))
    context.fillRect(Math.round(pixelOf(time, model.window, width)), 0, 1, height);
}

/** Times in which nothing could be received, hatched over all lanes. */
function paintGaps({ context, model, theme, width, height }: TimelinePaint): void {
  const { data, window } = model;
  for (const item of model.sets.gaps) {
    const from = pixelOf(data.start[item] as number, window, width);
    const to = Math.max(from + 3, pixelOf(model.endOf(item), window, width));
    if (to < 0 || from > width) continue;
    context.save();
    context.beginPath();
    context.rect(from, 0, to - from, height);
    context.clip();
    context.fillStyle = theme.warning;
    context.globalAlpha = 0.08;
    context.fillRect(from, 0, to - from, height);
    context.strokeStyle = theme.warning;
    context.globalAlpha = item === model.selected || item === model.hovered ? 0.8 : 0.35;
    context.lineWidth = 1;
    context.beginPath();
    const first = Math.floor((Math.max(0, from) - height) / 8) * 8;
    for (let x = first; x < Math.min(width, to) + 8; x += 8) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
    }
    context.stroke();
    context.restore();
  }
}

function paintLane(paint: TimelinePaint, place: PlacedLane): void {
  const { context, model, theme, width, height } = paint;
  context.fillStyle = theme.line;
  context.fillRect(0, place.top + place.height - 1, width, 1);
  const depth = model.data.lanes[place.lane]?.depth ?? 1;
  for (let row = 0; row < depth; row++) {
    const top = place.top + lanePadding + (place.collapsed ? 0 : row * rowHeight + 2);
    const tall = place.collapsed ? collapsedHeight - 4 : barHeight;
    if (top + tall < model.scrollTop || top > model.scrollTop + height) continue;
    paintRow(paint, place, row, top, tall);
  }
}

function paintRow(paint: TimelinePaint, { lane, collapsed }: PlacedLane, row: number, top: number, tall: number): void {
  const { context, model, width, colourOf, theme } = paint;
  const { sets, window, data } = model;
  const { start, name } = data;
  const view: RowView = {
    window,
    width,
    endOf: (item) => model.endOf(item),
    lookOf: (item) => 2 * (name[item] as number) + Number(model.isDimmed(item)),
  };
  const draw = (rows: RowItems | undefined, pen: RowPen): void => {
    const items = rows?.within(lane, row, window.from, window.to);
    if (rows !== undefined && items !== undefined && items.length > 0) rowStrokes(items, rows, start, view, pen);
  };
  const faint = (item: number): void => {
    context.globalAlpha = model.isDimmed(item) ? 0.2 : 1;
  };
  const coloured: RowPen['run'] = (item, first, last) => {
    faint(item);
    paintRun(context, colourOf(name[item] as number).fill, first, last, top, tall);
  };
  const markOf =
    (colour: string): RowPen['run'] =>
    (item, first, last) => {
      faint(item);
      paintMark(context, colour, first, last, top, tall);
    };
  draw(sets.all, {
    bar: (item, from, to) => paintBar(paint, item, { from, to, top, tall, withText: !collapsed }),
    run: coloured,
  });
  // Bars show what they are themselves.
  const bar = (): void => undefined;
  draw(sets.found, { bar, run: coloured });
  draw(sets.warned, { bar, run: markOf(theme.warning) });
  draw(sets.failed, { bar, run: markOf(theme.error) });
  context.globalAlpha = 1;
}

function paintOutlined(paint: TimelinePaint, item: number): void {
  const { context, model, theme, width } = paint;
  const top = item < 0 || item >= model.data.items ? undefined : model.topOf(item);
  if (top === undefined || ((model.data.flags[item] as number) & ItemFlag.gap) !== 0) return;
  const from = pixelOf(model.data.start[item] as number, model.window, width);
  const to = pixelOf(model.endOf(item), model.window, width);
  if (to < -8 || from > width + 8) return;
  const collapsed = model.layout.byLane.get(model.data.lane[item] as number)?.collapsed === true;
  const box = { top: top + (collapsed ? 0 : 2), tall: collapsed ? collapsedHeight - 4 : barHeight };
  const [left, right] = paintBar(paint, item, { from, to, ...box, withText: !collapsed });
  const isSelected = item === model.selected;
  context.lineWidth = isSelected ? 2 : 1;
  context.strokeStyle = isSelected ? theme.accent : theme.text;
  context.strokeRect(left - 1, box.top - 1, right - left + 2, box.tall + 2);
}

function paintNow({ context, model, theme, width, height }: TimelinePaint): void {
  if (model.total !== model.now || !model.hasOpen) return;
  const x = Math.round(pixelOf(model.now, model.window, width));
  if (x < 0 || x > width + 1) return;
  context.fillStyle = theme.accent;
  context.fillRect(Math.min(width - 1, x), 0, 1, height);
}

// Paints the cells, the bounds at the left, the times below, and the column under the pointer.
import { timeTicks } from '../scatter/time-ticks.ts';
import { createScale } from '../scatter/value-scale.ts';
import type { Theme } from '../theme.ts';
import { paintTimeMarks, type TimeMark } from '../time-marks.ts';
import { heatColour } from './heat-colours.ts';
import type { HeatData } from './heat-data.ts';

export interface HeatLook {
  readonly theme: Theme;
  readonly colours: readonly string[];
  readonly format: (value: number) => string;
  readonly marks: readonly TimeMark[];
  readonly offsetMinutes: ((time: number) => number) | undefined;
}

export interface HeatPlace {
  /** CSS pixels of the whole. */
  readonly width: number;
  readonly height: number;
  /** The ends of the time axis, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
}

export const leftRoom = 72;
export const rightRoom = 12;
const topRoom = 6;
const bottomRoom = 20;

export interface HeatGeometry {
  readonly x: (time: number) => number;
  readonly timeAt: (x: number) => number;
  /** The lower edge of a row. */
  readonly y: (row: number) => number;
  readonly rowAt: (y: number) => number;
  readonly rows: number;
}

export function heatGeometry(data: HeatData, { width, height, from, to }: HeatPlace): HeatGeometry {
  const rows = Math.max(1, data.bounds.length - 1);
  const scale = createScale('linear', [from, to], [leftRoom, Math.max(leftRoom + 1, width - rightRoom)]);
  const bottom = height - bottomRoom;
  const tall = Math.max(1, bottom - topRoom) / rows;
  return {
    x: scale.toPixel,
    timeAt: scale.toValue,
    y: (row) => bottom - row * tall,
    rowAt: (y) => Math.floor((bottom - y) / tall),
    rows,
  };
}

export function paintHeat(context: CanvasRenderingContext2D, data: HeatData, place: HeatPlace, look: HeatLook): void {
  const geometry = heatGeometry(data, place);
  const { x, y, rows } = geometry;
  const { theme } = look;
  let most = 0;
  for (const count of data.counts) if (count > most) most = count;
  context.save();
  context.beginPath();
  context.rect(leftRoom, 0, place.width - leftRoom - rightRoom, place.height);
  context.clip();
  if (data.bounds.length > 1) {
    for (let step = 0; step < data.steps; step++) {
      const right = Math.round(x(data.start + step * data.step));
      const left = Math.round(x(data.start + (step - 1) * data.step));
      for (let row = 0; row < rows; row++) {
        const count = data.counts[step * rows + row] as number;
        if (count <= 0) continue;
        const top = Math.round(y(row + 1));
        context.fillStyle = heatColour(look.colours, count, most);
        context.fillRect(
          left,
          top,
          Math.max(1, right - left - (right - left > 5 ? 1 : 0)),
          Math.max(1, Math.round(y(row)) - top - (y(0) - y(1) > 6 ? 1 : 0)),
        );
      }
    }
  }
  context.restore();
  paintTimeMarks(context, look.marks, {
    xOf: x,
    left: leftRoom,
    right: place.width - rightRoom,
    top: topRoom,
    bottom: place.height - bottomRoom,
    head: true,
  });
  context.font = `11px ${theme.font}`;
  context.fillStyle = theme.mutedText;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const every = Math.max(1, Math.ceil(14 / (y(0) - y(1))));
  for (let row = 0; row <= rows; row += every) {
    const bound = data.bounds[row];
    if (bound !== undefined) context.fillText(look.format(bound), leftRoom - 6, Math.max(7, y(row)));
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const scale = createScale('linear', [place.from, place.to], [0, 1]);
  for (const { value, label } of timeTicks(
    scale,
    Math.max(1, Math.floor((place.width - leftRoom) / 90)),
    look.offsetMinutes,
  )) {
    const at = x(value);
    if (at > leftRoom + 20 && at < place.width - 24) context.fillText(label, at, place.height - bottomRoom + 5);
  }
}

export interface HeatPointing {
  readonly time: number | undefined;
  readonly drag: { readonly from: number; readonly to: number } | undefined;
}

export function paintHeatPointing(
  context: CanvasRenderingContext2D,
  data: HeatData,
  place: HeatPlace,
  { theme }: HeatLook,
  { time, drag }: HeatPointing,
): void {
  const { x } = heatGeometry(data, place);
  const bottom = place.height - bottomRoom;
  if (drag !== undefined) {
    context.globalAlpha = 0.2;
    context.fillStyle = theme.accent;
    context.fillRect(Math.min(drag.from, drag.to), 0, Math.abs(drag.to - drag.from), bottom);
    context.globalAlpha = 1;
  }
  if (time === undefined) return;
  const at = Math.round(x(time)) + 0.5;
  if (at < leftRoom || at > place.width - rightRoom) return;
  context.strokeStyle = theme.mutedText;
  context.beginPath();
  context.moveTo(at, 0);
  context.lineTo(at, bottom);
  context.stroke();
}

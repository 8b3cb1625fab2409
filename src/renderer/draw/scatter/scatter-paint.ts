// Paints the scatter: grid and points on the lower canvas, hover and drag on the upper one.
// Points are stamped from small prepared images, which is several times faster than a path each.
import type { ServiceColour } from '../palette.ts';
import type { Theme } from '../theme.ts';
import { paintTimeMarks, type TimeMark } from '../time-marks.ts';
import type { DragBox } from './drag-selection.ts';
import { radiusOf } from './scatter-points.ts';
import type { ScatterView } from './scatter-view.ts';

export interface ScatterLook {
  readonly theme: Theme;
  readonly colourOf: (service: string) => ServiceColour;
  readonly marks: readonly TimeMark[];
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

/** Least distance of two labels of the duration axis, CSS pixels; ticks come from the bottom up. */
const labelPitch = 14;

type Stamp = { readonly image: OffscreenCanvas; readonly half: number };

export function paintPoints(context: CanvasRenderingContext2D, view: ScatterView, look: ScatterLook): void {
  const { data, points } = view;
  const stamps = new Map<number, Stamp>();
  const stampOf = (service: number, radius: number, error: boolean): Stamp => {
    const key = error ? -radius : service * 8 + radius;
    let stamp = stamps.get(key);
    if (stamp === undefined) {
      stamp = error ? diamond(radius, look) : disc(radius, look.colourOf(data.serviceNames[service] ?? '').fill, look);
      stamps.set(key, stamp);
    }
    return stamp;
  };
  context.imageSmoothingEnabled = false;
  // Oldest first, so that the newest lies on top; errors above all others.
  for (const errors of [false, true]) {
    for (let i = data.count - 1; i >= 0; i--) {
      const x = points.x[i] as number;
      if (Number.isNaN(x) || (data.errors[i] as number) > 0 !== errors) continue;
      const { image, half } = stampOf(
        data.service[i] as number,
        radiusOf(data.spans[i] as number, points.visible),
        errors,
      );
      context.drawImage(image, x - half, (points.y[i] as number) - half, half * 2, half * 2);
    }
  }
}

function stampCanvas(half: number, ratio: number): readonly [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const image = new OffscreenCanvas(Math.ceil(half * 2 * ratio), Math.ceil(half * 2 * ratio));
  const context = image.getContext('2d');
  if (context === null) throw new Error('no 2d context for a stamp');
  context.scale(ratio, ratio);
  context.translate(half, half);
  return [image, context];
}

function disc(radius: number, fill: string, { ratio }: ScatterLook): Stamp {
  const half = Math.ceil(radius) + 1;
  const [image, context] = stampCanvas(half, ratio);
  context.globalAlpha = 0.72;
  context.fillStyle = fill;
  context.beginPath();
  context.arc(0, 0, radius, 0, Math.PI * 2);
  context.fill();
  return { image, half };
}

function diamond(radius: number, { ratio, theme }: ScatterLook): Stamp {
  const half = Math.ceil(radius) + 4;
  const [image, context] = stampCanvas(half, ratio);
  diamondPath(context, radius + 1.5);
  context.lineWidth = 1;
  context.strokeStyle = theme.raised;
  context.stroke();
  context.globalAlpha = 0.9;
  context.fillStyle = theme.error;
  context.fill();
  return { image, half };
}

function diamondPath(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, reach: number): void {
  context.beginPath();
  context.moveTo(0, -reach);
  context.lineTo(reach, 0);
  context.lineTo(0, reach);
  context.lineTo(-reach, 0);
  context.closePath();
}

export function paintAxes(context: CanvasRenderingContext2D, view: ScatterView, { theme, marks }: ScatterLook): void {
  const { x, y } = view;
  context.font = `10px ${theme.font}`;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.strokeStyle = theme.line;
  context.fillStyle = theme.faintText;
  let lastLabel = Number.POSITIVE_INFINITY;
  for (const { value, label } of view.yTicks) {
    const at = Math.round(y.toPixel(value)) + 0.5;
    line(context, x.start, at, x.end, at);
    if (lastLabel - at < labelPitch) continue;
    context.fillText(label, x.start - 8, at);
    lastLabel = at;
  }
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const { value, label } of view.xTicks) {
    const at = Math.round(x.toPixel(value)) + 0.5;
    line(context, at, y.end, at, y.start + 3);
    const half = context.measureText(label).width / 2;
    // Marks are further apart than labels are wide, so one that moves inward meets no other.
    context.fillText(label, Math.max(x.start - 10 + half, Math.min(x.end + 10 - half, at)), y.start + 6);
  }
  context.strokeStyle = theme.strongLine;
  line(context, x.start, y.start + 0.5, x.end, y.start + 0.5);
  paintTimeMarks(context, marks, {
    xOf: x.toPixel,
    left: x.start,
    right: x.end,
    top: y.end,
    bottom: y.start,
    head: true,
  });
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/** A ring around the point under the pointer, a fainter one around the selected trace, and the box being dragged. */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  view: ScatterView,
  { theme }: ScatterLook,
  marks: {
    readonly hovered: number | undefined;
    readonly selected: number | undefined;
    readonly drag: DragBox | undefined;
  },
): void {
  for (const [index, colour, width] of [
    [marks.selected, theme.accent, 2],
    [marks.hovered, theme.text, 1.5],
  ] as const) {
    if (index === undefined || Number.isNaN(view.points.x[index])) continue;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(
      view.points.x[index] as number,
      view.points.y[index] as number,
      radiusOf(view.data.spans[index] as number, view.points.visible) + 4,
      0,
      Math.PI * 2,
    );
    context.stroke();
  }
  if (marks.drag === undefined) return;
  const { x0, y0, x1, y1 } = marks.drag;
  const box = [Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)] as const;
  context.globalAlpha = 0.14;
  context.fillStyle = theme.accent;
  context.fillRect(...box);
  context.globalAlpha = 1;
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  context.strokeRect(box[0] + 0.5, box[1] + 0.5, box[2], box[3]);
}

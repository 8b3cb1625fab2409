// The histogram as a thing with a life: one canvas for the bars, one for the pointer, redrawn through draw/frame.
import type { Frame } from '../frame.ts';
import { barLayout, bucketAt, draggedBuckets, type BarLayout, type HistogramData } from './histogram-bars.ts';
import { axisHeight, paintBars, paintPointing, type HistogramLook } from './histogram-paint.ts';

export interface HistogramInput {
  readonly data: HistogramData;
  readonly look: Omit<HistogramLook, 'ratio'>;
}

export interface HistogramEvents {
  /** The bucket under the pointer or the keys, and its middle in CSS pixels; -1 for none. */
  readonly onHover: (bucket: number, x: number) => void;
  readonly onSelect: (first: number, last: number) => void;
}

export interface HistogramSurface {
  update(input: HistogramInput): void;
  /** Moves the hover by buckets; for keys. `extend` keeps the other end where it is. */
  step(by: number, extend: boolean): void;
  /** What keys selected: the bucket, or the range from where extending began. */
  readonly chosen: { readonly first: number; readonly last: number } | undefined;
  destroy(): void;
}

export function createHistogramSurface(
  host: HTMLElement,
  lower: HTMLCanvasElement,
  upper: HTMLCanvasElement,
  frame: Frame,
  events: HistogramEvents,
): HistogramSurface {
  let input: HistogramInput | undefined;
  let layout: BarLayout | undefined;
  let hovered = -1;
  let anchor: number | undefined;
  let pressed: { readonly x: number; now: number } | undefined;

  const fresh = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined => {
    const context = canvas.getContext('2d') ?? undefined;
    const width = Math.round(host.clientWidth * devicePixelRatio);
    const height = Math.round(host.clientHeight * devicePixelRatio);
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, width, height);
    context?.scale(devicePixelRatio, devicePixelRatio);
    return context;
  };
  const look = (of: HistogramInput): HistogramLook => ({ ...of.look, ratio: devicePixelRatio });
  const range = (): { readonly first: number; readonly last: number } | undefined => {
    if (layout === undefined) return undefined;
    if (pressed !== undefined) return draggedBuckets(layout, pressed.x, pressed.now);
    return anchor === undefined || hovered < 0
      ? undefined
      : { first: Math.min(anchor, hovered), last: Math.max(anchor, hovered) };
  };
  const drawUpper = (): void => {
    const context = fresh(upper);
    if (context !== undefined && layout !== undefined && input !== undefined)
      paintPointing(context, layout, look(input), { bucket: hovered, drag: range() });
  };
  const drawLower = (): void => {
    const context = fresh(lower);
    if (context === undefined || input === undefined) return;
    layout = barLayout(input.data, host.clientWidth, Math.max(1, host.clientHeight - axisHeight));
    paintBars(context, layout, look(input));
    drawUpper();
  };
  const requestUpper = (): void => frame.requestDraw(upper, drawUpper);
  const requestLower = (): void => frame.requestDraw(lower, drawLower);
  const hover = (bucket: number): void => {
    if (bucket === hovered) return;
    hovered = bucket;
    const step = layout === undefined ? 0 : layout.width / Math.max(1, layout.data.buckets);
    events.onHover(bucket, (bucket + 0.5) * step);
    requestUpper();
  };
  const xOf = (event: PointerEvent): number => event.clientX - host.getBoundingClientRect().left;

  const onMove = (event: PointerEvent): void => {
    if (layout === undefined) return;
    if (pressed !== undefined) {
      pressed.now = xOf(event);
      requestUpper();
    }
    anchor = undefined;
    hover(bucketAt(layout, xOf(event)));
  };
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    pressed = { x: xOf(event), now: xOf(event) };
    host.setPointerCapture(event.pointerId);
  };
  const onUp = (): void => {
    const chosen = range();
    pressed = undefined;
    requestUpper();
    if (chosen !== undefined) events.onSelect(chosen.first, chosen.last);
  };
  const onLeave = (): void => {
    if (pressed === undefined) hover(-1);
  };
  const onCancel = (): void => {
    pressed = undefined;
    anchor = undefined;
    requestUpper();
  };
  host.addEventListener('pointermove', onMove);
  host.addEventListener('pointerdown', onDown);
  host.addEventListener('pointerup', onUp);
  host.addEventListener('pointercancel', onCancel);
  host.addEventListener('pointerleave', onLeave);
  const resized = new ResizeObserver(requestLower);
  resized.observe(host);

  return {
    update(next) {
      input = next;
      if (hovered >= next.data.buckets) hover(-1);
      requestLower();
    },
    step(by, extend) {
      if (layout === undefined || layout.data.buckets === 0) return;
      const from = hovered < 0 ? (by > 0 ? -1 : layout.data.buckets) : hovered;
      if (extend) anchor ??= Math.max(0, hovered);
      else anchor = undefined;
      hover(Math.max(0, Math.min(layout.data.buckets - 1, from + by)));
      requestUpper();
    },
    get chosen() {
      return range() ?? (hovered < 0 ? undefined : { first: hovered, last: hovered });
    },
    destroy() {
      resized.disconnect();
      frame.cancelDraw(lower);
      frame.cancelDraw(upper);
      host.removeEventListener('pointermove', onMove);
      host.removeEventListener('pointerdown', onDown);
      host.removeEventListener('pointerup', onUp);
      host.removeEventListener('pointercancel', onCancel);
      host.removeEventListener('pointerleave', onLeave);
    },
  };
}

// The scatter as a thing with a life: two canvases in a host element, the pointer, and redrawing through draw/frame.
// React wraps it in scatter.tsx.
import type { Frame } from '../frame.ts';
import { leastDrag, selectionOf, type DragBox, type ScatterSelection } from './drag-selection.ts';
import { marksAt, type TimeMark } from '../time-marks.ts';
import { paintAxes, paintOverlay, paintPoints, type ScatterLook } from './scatter-paint.ts';
import { pointAt, type ScatterData } from './scatter-points.ts';
import { scatterView, type ScatterSettings, type ScatterView } from './scatter-view.ts';

export interface ScatterInput {
  readonly data: ScatterData;
  readonly settings: ScatterSettings;
  readonly look: Omit<ScatterLook, 'ratio'>;
  /** Index of the point to ring. */
  readonly selected: number | undefined;
}

export interface Hovered {
  readonly index: number;
  /** Position of the point inside the host, CSS pixels. */
  readonly x: number;
  readonly y: number;
}

export interface ScatterEvents {
  readonly onHover: (hovered: Hovered | undefined) => void;
  /** Marks of the time axis under the pointer where no point is; x inside the host. */
  readonly onMarks: (marks: readonly TimeMark[], x: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onSelect: (selection: ScatterSelection) => void;
}

export interface ScatterSurface {
  update(input: ScatterInput): void;
  /** Moves the hover to the next visible point in time; for keys. */
  step(direction: 1 | -1): void;
  readonly hovered: number | undefined;
  destroy(): void;
}

/** How far from a point the pointer still finds it, CSS pixels. */
const reach = 9;

export function createScatterSurface(
  host: HTMLElement,
  lower: HTMLCanvasElement,
  upper: HTMLCanvasElement,
  frame: Frame,
  events: ScatterEvents,
): ScatterSurface {
  let input: ScatterInput | undefined;
  let view: ScatterView | undefined;
  let hovered: number | undefined;
  let drag: DragBox | undefined;
  let pointer: readonly [x: number, y: number] | undefined;

  const look = (of: ScatterInput): ScatterLook => ({ ...of.look, ratio: devicePixelRatio });
  const clear = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined => {
    const context = canvas.getContext('2d') ?? undefined;
    const width = Math.round(host.clientWidth * devicePixelRatio);
    const height = Math.round(host.clientHeight * devicePixelRatio);
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, width, height);
    context?.scale(devicePixelRatio, devicePixelRatio);
    return context;
  };
  const drawUpper = (): void => {
    const context = clear(upper);
    if (context !== undefined && view !== undefined && input !== undefined)
      paintOverlay(context, view, look(input), { hovered, selected: input.selected, drag });
  };
  const drawLower = (): void => {
    const context = clear(lower);
    // Without points there is no range to show: an axis would be invented.
    view =
      input === undefined || input.data.count === 0
        ? undefined
        : scatterView(input.data, host.clientWidth, host.clientHeight, input.settings);
    if (context === undefined || view === undefined || input === undefined) return;
    paintAxes(context, view, look(input));
    paintPoints(context, view, look(input));
    find(true);
    drawUpper();
  };
  const requestLower = (): void => frame.requestDraw(lower, drawLower);
  const requestUpper = (): void => frame.requestDraw(upper, drawUpper);

  const hover = (index: number | undefined, moved = false): void => {
    if (index === hovered && !moved) return;
    hovered = index;
    events.onHover(
      index === undefined || view === undefined
        ? undefined
        : { index, x: view.points.x[index] as number, y: view.points.y[index] as number },
    );
    requestUpper();
  };
  /** What lies under the pointer; `moved` when the points did, not the pointer. */
  const find = (moved: boolean): void => {
    if (view === undefined || pointer === undefined || drag !== undefined) return;
    const index = pointAt(view.points, view.data, ...pointer, reach);
    if (index !== undefined || hovered !== undefined) hover(index, moved);
    const { marks } = input?.look ?? { marks: [] };
    if (marks.length > 0)
      events.onMarks(index === undefined ? marksAt(marks, pointer[0], view.x.toPixel) : [], pointer[0]);
  };
  const place = (event: PointerEvent): readonly [x: number, y: number] => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const onMove = (event: PointerEvent): void => {
    const [x, y] = place(event);
    pointer = [x, y];
    if (drag === undefined) return find(false);
    drag = { ...drag, x1: x, y1: y };
    if (Math.max(Math.abs(x - drag.x0), Math.abs(y - drag.y0)) >= leastDrag) hover(undefined);
    requestUpper();
  };
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x, y] = place(event);
    drag = { x0: x, y0: y, x1: x, y1: y };
    host.setPointerCapture(event.pointerId);
  };
  const onUp = (): void => {
    const box = drag;
    drag = undefined;
    requestUpper();
    if (box === undefined || view === undefined) return;
    const selection = selectionOf(box, view.x, view.y);
    const clicked = selection === undefined ? pointAt(view.points, view.data, box.x1, box.y1, reach) : undefined;
    if (selection !== undefined) events.onSelect(selection);
    else if (clicked !== undefined) events.onOpen(clicked);
  };
  const onLeave = (): void => {
    pointer = undefined;
    if (drag === undefined) hover(undefined);
    events.onMarks([], 0);
  };
  const onCancel = (): void => {
    drag = undefined;
    requestUpper();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && drag !== undefined) onCancel();
  };

  host.addEventListener('pointermove', onMove);
  host.addEventListener('pointerdown', onDown);
  host.addEventListener('pointerup', onUp);
  host.addEventListener('pointercancel', onCancel);
  host.addEventListener('pointerleave', onLeave);
  window.addEventListener('keydown', onKey);
  const resized = new ResizeObserver(requestLower);
  resized.observe(host);

  return {
    update(next) {
      // A point keeps its index only while the columns are the same; drawing finds it anew under a resting pointer.
      if (input?.data !== next.data && pointer === undefined) hover(undefined);
      if (hovered !== undefined && hovered >= next.data.count) hover(undefined);
      input = next;
      requestLower();
    },
    step(direction) {
      if (view === undefined) return;
      // Newest first: later in time is a smaller index.
      const from = hovered ?? (direction === 1 ? view.data.count : -1);
      for (let index = from - direction; index >= 0 && index < view.data.count; index -= direction) {
        if (Number.isNaN(view.points.x[index])) continue;
        hover(index);
        return;
      }
    },
    get hovered() {
      return hovered;
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
      window.removeEventListener('keydown', onKey);
    },
  };
}

// The heat map as a thing with a life: one canvas for the cells, one for the pointer, redrawn through draw/frame; the
// pointer's time is shared with the other charts.
import type { Frame } from '../frame.ts';
import type { ChartSync } from '../time-chart/chart-sync.ts';
import type { HeatData } from './heat-data.ts';
import { heatGeometry, paintHeat, paintHeatPointing, type HeatLook, type HeatPlace } from './heat-paint.ts';

export interface HeatInput {
  readonly data: HeatData;
  readonly from: number;
  readonly to: number;
  readonly look: HeatLook;
}

/** A cell by its step and row; x in CSS pixels. */
export interface HeatHover {
  readonly step: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

export interface HeatEvents {
  readonly onHover: (hover: HeatHover | undefined) => void;
  readonly onZoom: (from: number, to: number) => void;
}

export interface HeatSurface {
  update(input: HeatInput): void;
  /** Moves the cursor by columns and rows; for keys. */
  step(columns: number, rows: number): void;
  destroy(): void;
}

const leastDrag = 4;

export function createHeatSurface(
  host: HTMLElement,
  lower: HTMLCanvasElement,
  upper: HTMLCanvasElement,
  frame: Frame,
  sync: ChartSync | undefined,
  events: HeatEvents,
): HeatSurface {
  let input: HeatInput | undefined;
  let hovered: HeatHover | undefined;
  let time: number | undefined;
  let pressed: { readonly from: number; to: number } | undefined;
  const self = {};

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
  const placeOf = ({ from, to }: HeatInput): HeatPlace => ({
    width: host.clientWidth,
    height: host.clientHeight,
    from,
    to,
  });
  const drawUpper = (): void => {
    const context = fresh(upper);
    if (context === undefined || input === undefined) return;
    paintHeatPointing(context, input.data, placeOf(input), input.look, { time, drag: pressed });
  };
  const drawLower = (): void => {
    const context = fresh(lower);
    if (context === undefined || input === undefined) return;
    paintHeat(context, input.data, placeOf(input), input.look);
    drawUpper();
  };
  const requestUpper = (): void => frame.requestDraw(upper, drawUpper);
  const requestLower = (): void => frame.requestDraw(lower, drawLower);
  const point = (of: HeatInput, step: number, row: number): void => {
    const { data } = of;
    const geometry = heatGeometry(data, placeOf(of));
    time = data.start + step * data.step;
    hovered = { step, row, x: geometry.x(time), y: geometry.y(row + 0.5) };
    events.onHover(hovered);
    sync?.point(time, self);
    requestUpper();
  };
  const leave = (): void => {
    if (pressed !== undefined) return;
    time = undefined;
    hovered = undefined;
    events.onHover(undefined);
    sync?.point(undefined, self);
    requestUpper();
  };
  const offset = (event: PointerEvent): readonly [number, number] => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const onMove = (event: PointerEvent): void => {
    if (input === undefined) return;
    const [x, y] = offset(event);
    if (pressed !== undefined) pressed.to = x;
    const { data } = input;
    const geometry = heatGeometry(data, placeOf(input));
    // A cell shows the time before its own.
    const step = Math.ceil((geometry.timeAt(x) - data.start) / data.step);
    if (step < 0 || step >= data.steps) return leave();
    point(input, step, Math.max(0, Math.min(geometry.rows - 1, geometry.rowAt(y))));
  };
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x] = offset(event);
    pressed = { from: x, to: x };
    host.setPointerCapture(event.pointerId);
  };
  const onUp = (): void => {
    const drag = pressed;
    pressed = undefined;
    requestUpper();
    if (drag === undefined || input === undefined || Math.abs(drag.to - drag.from) < leastDrag) return;
    const { timeAt } = heatGeometry(input.data, placeOf(input));
    const [from, to] = [timeAt(Math.min(drag.from, drag.to)), timeAt(Math.max(drag.from, drag.to))];
    events.onZoom(Math.round(Math.max(from, input.from)), Math.round(Math.min(to, input.to)));
  };
  host.addEventListener('pointermove', onMove);
  host.addEventListener('pointerdown', onDown);
  host.addEventListener('pointerup', onUp);
  host.addEventListener('pointerleave', leave);
  const resized = new ResizeObserver(requestLower);
  resized.observe(host);
  const unsubscribe = sync?.subscribe((next) => {
    time = next;
    requestUpper();
  }, self);

  return {
    update(next) {
      input = next;
      requestLower();
    },
    step(columns, rows) {
      if (input === undefined || input.data.steps === 0) return;
      const limit = (value: number, most: number): number => Math.max(0, Math.min(most - 1, value));
      const from = hovered ?? { step: columns > 0 ? -1 : input.data.steps, row: 0 };
      point(
        input,
        limit(from.step + columns, input.data.steps),
        limit(from.row + rows, Math.max(1, input.data.bounds.length - 1)),
      );
    },
    destroy() {
      resized.disconnect();
      unsubscribe?.();
      frame.cancelDraw(lower);
      frame.cancelDraw(upper);
      host.removeEventListener('pointermove', onMove);
      host.removeEventListener('pointerdown', onDown);
      host.removeEventListener('pointerup', onUp);
      host.removeEventListener('pointerleave', leave);
    },
  };
}

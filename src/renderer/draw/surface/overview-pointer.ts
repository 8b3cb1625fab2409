// The pointer over the picture of a whole: a drag chooses a range, the handles and the inside of the window move it, and the
// cursor says which. What a click without a drag, a wheel or a double click do is up to the picture.
import { timeOf, wholeWindow, type TimeWindow } from '../waterfall/time-window.ts';
import { draggedWindow, gripAt, type OverviewGrip } from './overview-drag.ts';
import type { Stops } from './stops.ts';

export interface OverviewModel {
  readonly window: TimeWindow;
  readonly total: number;
  setWindow(window: TimeWindow): void;
}

/** Points are CSS pixels within the canvas, times those of the whole. */
export interface OverviewEvents {
  readonly onMove?: (time: number) => void;
  readonly onClick: (time: number, y: number) => void;
  readonly onWheel: (event: WheelEvent, time: number) => void;
  readonly onReset: () => void;
}

const slack = 3;

export function listenToOverview(
  canvas: HTMLCanvasElement,
  model: OverviewModel,
  { onMove, onClick, onWheel, onReset }: OverviewEvents,
  stops: Stops,
): void {
  let held: { readonly grip: OverviewGrip; readonly x: number; moved: boolean } | undefined;
  const pointOf = (event: MouseEvent): readonly [x: number, y: number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const timeAt = (x: number): number => timeOf(x, wholeWindow(model.total), canvas.clientWidth);
  stops.listen(canvas, 'pointerdown', (event) => {
    if (event.button !== 0) return;
    const [x] = pointOf(event);
    held = { grip: gripAt(x, canvas.clientWidth, model.window, model.total), x, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  stops.listen(canvas, 'pointermove', (event) => {
    const [x] = pointOf(event);
    if (held === undefined) {
      const { kind } = gripAt(x, canvas.clientWidth, model.window, model.total);
      canvas.style.cursor = kind === 'window' ? 'grab' : kind === 'select' ? 'crosshair' : 'ew-resize';
      onMove?.(timeAt(x));
    } else if (held.moved || Math.abs(x - held.x) > slack) {
      held.moved = true;
      model.setWindow(draggedWindow(held.grip, x, canvas.clientWidth, model.window, model.total));
    }
  });
  stops.listen(canvas, 'pointerup', (event) => {
    const [x, y] = pointOf(event);
    if (held?.moved === false) onClick(timeAt(x), y);
    held = undefined;
  });
  stops.listen(canvas, 'pointercancel', () => (held = undefined));
  stops.listen(canvas, 'dblclick', onReset);
  stops.listen(
    canvas,
    'wheel',
    (event) => {
      event.preventDefault();
      onWheel(event, timeAt(pointOf(event)[0]));
    },
    { passive: false },
  );
}

/** The factor of a zoom by one turn of the wheel, evened out between mice and touchpads. */
export function wheelZoom(event: WheelEvent): number {
  return Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * 0.004);
}

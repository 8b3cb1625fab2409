// Mouse, pen and wheel on the waterfall. Dragging the divider resizes the tree, dragging the ruler selects a range,
// dragging the bars pans; Ctrl+wheel zooms around the pointer, Shift+wheel and sideways wheel pan, plain wheel scrolls.
import { minSpan, pixelOf } from './time-window.ts';
import type { WaterfallSurface } from './waterfall-surface.ts';

export interface PointerEvents {
  /** A row was chosen by a click. */
  readonly onChoose: (row: number) => void;
  /** The user let go of the divider. */
  readonly onTreeWidth: (width: number) => void;
}

type Drag =
  | { readonly kind: 'divider' }
  | { readonly kind: 'range'; readonly from: number }
  | { readonly kind: 'press'; readonly x: number; readonly y: number; readonly row: number }
  | {
      readonly kind: 'pan';
      readonly x: number;
      readonly y: number;
      readonly from: number;
      readonly to: number;
      readonly scrollTop: number;
    };

const slack = 4;

/** Answers how to stop listening. */
export function listenToPointer(surface: WaterfallSurface, events: PointerEvents): () => void {
  const { canvas, scroller } = surface.elements;
  const { model } = surface;
  let drag: Drag | undefined;

  const pointOf = (event: MouseEvent): readonly [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x, y] = pointOf(event);
    const hit = surface.hit(x, y);
    scroller.focus({ preventScroll: true });
    if (hit.kind === 'divider') drag = { kind: 'divider' };
    else if (hit.kind === 'ruler') drag = { kind: 'range', from: surface.timeAt(x) };
    else if (hit.kind === 'row' && hit.part === 'expander') return model.toggle(hit.row);
    else if (hit.kind === 'row' && hit.part === 'tree') return choose(hit.row);
    else if (hit.kind === 'row' || hit.kind === 'bars')
      drag = { kind: 'press', x, y, row: hit.kind === 'row' ? hit.row : -1 };
    if (drag !== undefined) canvas.setPointerCapture(event.pointerId);
    surface.tip = undefined;
  };

  const choose = (row: number): void => {
    model.select(row, false);
    events.onChoose(row);
  };

  const move = (event: PointerEvent): void => {
    const [x, y] = pointOf(event);
    if (drag?.kind === 'press' && Math.hypot(x - drag.x, y - drag.y) > slack) {
      drag = { kind: 'pan', x: drag.x, y: drag.y, ...model.window, scrollTop: model.scrollTop };
    }
    switch (drag?.kind) {
      case 'divider':
        return model.setTreeWidth(x);
      case 'range':
        surface.range = { from: drag.from, to: clampedTime(x) };
        return surface.redraw();
      case 'pan': {
        const shift = ((drag.x - x) / Math.max(1, surface.barsWidth)) * (drag.to - drag.from);
        model.setScrollTop(drag.scrollTop + drag.y - y);
        canvas.style.cursor = 'grabbing';
        return model.setWindow({ from: drag.from + shift, to: drag.to + shift });
      }
      case 'press':
        return undefined;
      case undefined:
        return hover(x, y);
    }
  };

  const clampedTime = (x: number): number => {
    const time = surface.timeAt(x);
    const { from, to } = model.window;
    return Number.isNaN(time) ? from : Math.min(to, Math.max(from, time));
  };

  const hover = (x: number, y: number): void => {
    const hit = surface.hit(x, y);
    const row = hit.kind === 'row' ? hit.row : -1;
    const bar = hit.kind === 'row' && hit.part === 'bar' && isOnBar(row, x);
    surface.tip = bar ? { x, y } : undefined;
    canvas.style.cursor =
      hit.kind === 'divider' ? 'col-resize' : hit.kind === 'ruler' ? 'crosshair' : row >= 0 ? 'pointer' : 'default';
    model.hover(row, hit.kind === 'divider' ? Number.NaN : surface.timeAt(x));
    surface.redraw();
  };

  const isOnBar = (row: number, x: number): boolean => {
    const { columns, window } = model;
    const { barsWidth } = surface;
    const left =
      x - (pixelOf(surface.timeAt(x), window, barsWidth) - pixelOf(columns.offset[row] as number, window, barsWidth));
    const size = ((columns.length[row] as number) / (window.to - window.from)) * barsWidth;
    return x >= Math.min(left, left + size) - 4 && x <= Math.max(left, left + size) + 4;
  };

  const up = (event: PointerEvent): void => {
    const ended = drag;
    drag = undefined;
    if (canvas.hasPointerCapture(event.pointerId)) canvas.releasePointerCapture(event.pointerId);
    canvas.style.cursor = 'default';
    if (ended?.kind === 'divider' && model.treeWidth !== undefined) events.onTreeWidth(model.treeWidth);
    if (ended?.kind === 'press' && ended.row >= 0) choose(ended.row);
    if (ended?.kind === 'range') zoomToRange();
  };

  const zoomToRange = (): void => {
    const { range, barsWidth } = surface;
    surface.range = undefined;
    surface.redraw();
    if (range === undefined) return;
    const from = Math.min(range.from, range.to);
    const to = Math.max(range.from, range.to);
    const pixels = pixelOf(to, model.window, barsWidth) - pixelOf(from, model.window, barsWidth);
    if (pixels > slack && to - from >= minSpan) model.setWindow({ from, to });
  };

  const leave = (): void => {
    surface.tip = undefined;
    model.hover(-1, Number.NaN);
    surface.redraw();
  };

  const again = (event: MouseEvent): void => {
    const hit = surface.hit(...pointOf(event));
    if (hit.kind === 'row' && hit.part === 'tree') model.toggle(hit.row);
    else if (hit.kind === 'row' && hit.part === 'bar') model.fit(hit.row);
    else if (hit.kind === 'ruler') model.fit(-1);
  };

  const wheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === 1 ? 22 : event.deltaMode === 2 ? canvas.clientHeight : 1;
    const [x] = pointOf(event);
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const at = surface.timeAt(x);
      model.zoom(
        Math.exp(Math.max(-120, Math.min(120, event.deltaY * unit)) * 0.004),
        Number.isNaN(at) ? undefined : at,
      );
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (sideways === 0 || (!event.shiftKey && Math.abs(event.deltaX) < Math.abs(event.deltaY))) return;
    event.preventDefault();
    model.pan((sideways * unit) / Math.max(1, surface.barsWidth));
  };

  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('dblclick', again);
  canvas.addEventListener('wheel', wheel, { passive: false });
  return () => {
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointercancel', up);
    canvas.removeEventListener('pointerleave', leave);
    canvas.removeEventListener('dblclick', again);
    canvas.removeEventListener('wheel', wheel);
  };
}

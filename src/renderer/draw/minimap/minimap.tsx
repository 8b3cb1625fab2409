// The minimap as a React component. Drag selects a range, the handles and the inside of the window move it,
// a click goes there, a double click shows the whole trace again. The keys w, s, a, d do the same without a pointer.
import { useEffect, useRef, type ReactNode } from 'react';
import { watchTheme } from '../theme.ts';
import { useFrame } from '../use-frame.ts';
import { rowHeight } from '../waterfall/geometry.ts';
import { timeOf, wholeWindow } from '../waterfall/time-window.ts';
import type { WaterfallModel } from '../waterfall/waterfall-model.ts';
import { draggedWindow, gripAt, type MinimapGrip } from './minimap-drag.ts';
import { minimapRuler, MinimapSurface } from './minimap-surface.ts';
import css from './minimap.module.css';

export function Minimap({ model }: { readonly model: WaterfallModel }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useFrame();
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const surface = new MinimapSurface(canvas.current, model, frame);
    const stopPointer = listen(surface);
    const stopTheme = watchTheme(() => surface.refreshTheme());
    return () => {
      stopPointer();
      stopTheme();
      surface.destroy();
    };
  }, [model, frame]);
  return (
    <canvas
      ref={canvas}
      className={css['canvas']}
      role="img"
      aria-label="The whole trace at a glance; keys w, s, a and d zoom and pan"
    />
  );
}

const slack = 3;

function listen({ canvas, model }: MinimapSurface): () => void {
  let held: { readonly grip: MinimapGrip; readonly x: number; moved: boolean } | undefined;

  const pointOf = (event: MouseEvent): readonly [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const timeAt = (x: number): number => timeOf(x, wholeWindow(model.total), canvas.clientWidth);

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x] = pointOf(event);
    held = { grip: gripAt(x, canvas.clientWidth, model.window, model.total), x, moved: false };
    canvas.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const [x] = pointOf(event);
    if (held === undefined) {
      const { kind } = gripAt(x, canvas.clientWidth, model.window, model.total);
      canvas.style.cursor = kind === 'window' ? 'grab' : kind === 'select' ? 'crosshair' : 'ew-resize';
      return model.hover(-1, timeAt(x));
    }
    if (!held.moved && Math.abs(x - held.x) <= slack) return;
    held.moved = true;
    model.setWindow(draggedWindow(held.grip, x, canvas.clientWidth, model.window, model.total));
  };
  const up = (event: PointerEvent): void => {
    const [x, y] = pointOf(event);
    if (held !== undefined && !held.moved && event.type === 'pointerup' && y > minimapRuler) go(x, y);
    held = undefined;
    if (canvas.hasPointerCapture(event.pointerId)) canvas.releasePointerCapture(event.pointerId);
  };
  /** Brings the time and the row under the pointer to the middle of the waterfall. */
  const go = (x: number, y: number): void => {
    const width = model.window.to - model.window.from;
    model.setWindow({ from: timeAt(x) - width / 2, to: timeAt(x) + width / 2 });
    const row = Math.floor(((y - minimapRuler) / (canvas.clientHeight - minimapRuler)) * model.columns.rows);
    model.setScrollTop(
      model.visible.positionOfShown(Math.min(model.columns.rows - 1, row)) * rowHeight - model.viewHeight / 2,
    );
  };
  const leave = (): void => model.hover(-1, Number.NaN);
  const reset = (): void => model.fit(-1);
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const [x] = pointOf(event);
    if (event.ctrlKey || event.metaKey)
      model.zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * 0.004), timeAt(x));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      model.pan((event.deltaX || event.deltaY) / canvas.clientWidth);
    else model.setScrollTop(model.scrollTop + event.deltaY);
  };

  const options = { passive: false };
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('dblclick', reset);
  canvas.addEventListener('wheel', wheel, options);
  return () => {
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointercancel', up);
    canvas.removeEventListener('pointerleave', leave);
    canvas.removeEventListener('dblclick', reset);
    canvas.removeEventListener('wheel', wheel);
  };
}

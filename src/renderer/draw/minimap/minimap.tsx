// The minimap as a React component. Drag selects a range, the handles and the inside of the window move it,
// a click goes there, a double click shows the whole trace again. The keys w, s, a, d do the same without a pointer.
import { useEffect, useRef, type ReactNode } from 'react';
import { listenToOverview, wheelZoom, type OverviewEvents } from '../surface/overview-pointer.ts';
import { Stops } from '../surface/stops.ts';
import { watchTheme } from '../theme.ts';
import { useFrame } from '../use-frame.ts';
import { rowHeight } from '../waterfall/geometry.ts';
import type { WaterfallModel } from '../waterfall/waterfall-model.ts';
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

function listen({ canvas, model }: MinimapSurface): () => void {
  const stops = new Stops();
  /** Brings the time and the row under the pointer to the middle of the waterfall. */
  const go = (time: number, y: number): void => {
    if (y <= minimapRuler) return;
    const half = (model.window.to - model.window.from) / 2;
    model.setWindow({ from: time - half, to: time + half });
    const row = Math.floor(((y - minimapRuler) / (canvas.clientHeight - minimapRuler)) * model.columns.rows);
    model.setScrollTop(
      model.visible.positionOfShown(Math.min(model.columns.rows - 1, row)) * rowHeight - model.viewHeight / 2,
    );
  };
  const wheel = (event: WheelEvent, time: number): void => {
    if (event.ctrlKey || event.metaKey) model.zoom(wheelZoom(event), time);
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      model.pan((event.deltaX || event.deltaY) / canvas.clientWidth);
    else model.setScrollTop(model.scrollTop + event.deltaY);
  };
  const events: OverviewEvents = {
    onMove: (time) => model.hover(-1, time),
    onClick: go,
    onWheel: wheel,
    onReset: () => model.fit(-1),
  };
  listenToOverview(canvas, model, events, stops);
  stops.listen(canvas, 'pointerleave', () => model.hover(-1, Number.NaN));
  return () => stops.stop();
}

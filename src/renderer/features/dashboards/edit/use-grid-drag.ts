// Moving and resizing panels with the pointer: what the dashboard's panels would be, cell by cell, until the button is let go.
import { useState, type PointerEvent, type RefObject } from 'react';
import { gridColumns } from '../../../../contract/dashboards/model.ts';
import type { Panel } from '../../../../contract/dashboards/panels.ts';
import { movePanel, resizePanel, settle } from './model/layout.ts';

export interface GridDrag {
  /** While something is dragged: the panels as they would be, and which one it is. */
  readonly shown: { readonly panels: readonly Panel[]; readonly id: number } | undefined;
  readonly begin: (event: PointerEvent<HTMLElement>, id: number, what: 'move' | 'resize') => void;
}

/** CSS pixels: height of a line, and the gap between cells, as in dashboards.module.css. */
const line = 30;
const gap = 8;
/** Less than this is a click. */
const slack = 4;

export function useGridDrag(
  grid: RefObject<HTMLElement | null>,
  panels: readonly Panel[],
  onDrop: (panels: readonly Panel[], what: 'move' | 'resize') => void,
): GridDrag {
  const [shown, setShown] = useState<GridDrag['shown']>();
  const begin: GridDrag['begin'] = (event, id, what) => {
    const box = grid.current?.getBoundingClientRect();
    const from = settle(panels).find((panel) => panel.id === id)?.grid;
    if (event.button !== 0 || box === undefined || from === undefined) return;
    const handle = event.currentTarget;
    const start = { x: event.clientX, y: event.clientY, top: box.top };
    const column = (box.width + gap) / gridColumns;
    let next: readonly Panel[] | undefined;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => {
      // The grid may have been scrolled meanwhile.
      const scrolled = start.top - (grid.current?.getBoundingClientRect().top ?? start.top);
      const dx = moved.clientX - start.x;
      const dy = moved.clientY - start.y + scrolled;
      if (next === undefined && Math.hypot(dx, dy) < slack) return;
      const columns = Math.round(dx / column);
      const lines = Math.round(dy / (line + gap));
      next =
        what === 'move'
          ? movePanel(panels, id, { x: from.x + columns, y: from.y + lines })
          : resizePanel(panels, id, { w: from.w + columns, h: from.h + lines });
      setShown({ panels: next, id });
    };
    const end = (dropped: boolean): void => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', up);
      handle.removeEventListener('pointercancel', cancel);
      setShown(undefined);
      if (dropped && next !== undefined && next !== panels) onDrop(next, what);
    };
    const up = (): void => end(true);
    const cancel = (): void => end(false);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', up);
    handle.addEventListener('pointercancel', cancel);
  };
  return { shown, begin };
}

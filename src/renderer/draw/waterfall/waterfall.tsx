// The waterfall as a React component: mounts the surface, names it for assistive technology, speaks the selected row.
// Keys are delivered by the page (waterfall-commands.ts), so that they also work while another part has the focus.
import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { watchTheme } from '../theme.ts';
import { useFrame } from '../use-frame.ts';
import { rowDescription, rowName, siblingPlace } from './row-description.ts';
import { listenToPointer } from './waterfall-pointer.ts';
import { WaterfallSurface } from './waterfall-surface.ts';
import type { WaterfallModel } from './waterfall-model.ts';
import css from './waterfall.module.css';

interface WaterfallProps {
  readonly model: WaterfallModel;
  /** Said before the rows: what the trace is. */
  readonly label: string;
  readonly onChoose: (row: number) => void;
  readonly onTreeWidth: (width: number) => void;
}

export function Waterfall({ model, label, onChoose, onTreeWidth }: WaterfallProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const events = useRef({ onChoose, onTreeWidth });
  events.current = { onChoose, onTreeWidth };
  const frame = useFrame();
  const rowId = useId();
  useSyncExternalStore(model.subscribe, () => model.revision);

  useEffect(() => {
    if (scroller.current === null || spacer.current === null || canvas.current === null) return undefined;
    const surface = new WaterfallSurface(
      { scroller: scroller.current, spacer: spacer.current, canvas: canvas.current },
      model,
      frame,
    );
    const stopPointer = listenToPointer(surface, {
      onChoose: (row) => events.current.onChoose(row),
      onTreeWidth: (width) => events.current.onTreeWidth(width),
    });
    const stopTheme = watchTheme(() => surface.refreshTheme());
    return () => {
      stopPointer();
      stopTheme();
      surface.destroy();
    };
  }, [model, frame]);

  const row = model.selected;
  return (
    <div className={css['root']}>
      <div
        ref={scroller}
        className={css['scroller']}
        tabIndex={0}
        role="treegrid"
        aria-label={label}
        aria-rowcount={model.columns.rows}
        aria-activedescendant={row < 0 ? undefined : rowId}
      >
        <div ref={spacer} role="presentation">
          <canvas ref={canvas} className={css['canvas']} role="presentation" />
        </div>
        {row < 0 ? undefined : <SpokenRow id={rowId} model={model} row={row} />}
      </div>
      <div className={css['unseen']} aria-live="polite">
        {row < 0 ? '' : rowDescription(model.columns, row, model.visible.isCollapsed(row))}
      </div>
    </div>
  );
}

function SpokenRow({
  id,
  model,
  row,
}: {
  readonly id: string;
  readonly model: WaterfallModel;
  readonly row: number;
}): ReactNode {
  const { place, of } = siblingPlace(model.columns, row);
  return (
    <div
      id={id}
      role="row"
      className={css['unseen']}
      aria-selected="true"
      aria-rowindex={row + 1}
      aria-level={(model.columns.depth[row] as number) + 1}
      aria-posinset={place}
      aria-setsize={of}
      aria-expanded={model.visible.hasChildren(row) ? !model.visible.isCollapsed(row) : undefined}
    >
      <span role="gridcell">{rowName(model.columns, row)}</span>
    </div>
  );
}

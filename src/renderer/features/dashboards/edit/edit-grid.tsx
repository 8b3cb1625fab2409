// The panels while the dashboard is edited: chosen, moved, resized, copied and removed, by pointer and by keys.
import { ChevronRight, Copy, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { arrange, type PlacedPanel } from '../../../../contract/dashboards/arrange.ts';
import type { Dashboard } from '../../../../contract/dashboards/model.ts';
import { allPanels } from '../../../../contract/dashboards/panel-ids.ts';
import type { Panel } from '../../../../contract/dashboards/panels.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { DashboardData } from '../use-dashboard-data.ts';
import { duplicatePanel, removePanel, toggleRow } from './model/change-panels.ts';
import { neighbour, nudgePanel, resizePanel, settle, type Direction } from './model/layout.ts';
import { useGridDrag } from './use-grid-drag.ts';
import type { Draft } from './use-draft.ts';
import styles from './edit-grid.module.css';
import page from '../dashboards.module.css';

interface EditGridProps {
  readonly draft: Draft;
  readonly data: DashboardData;
  readonly selected: number | undefined;
  readonly onSelect: (panel: number | undefined) => void;
  readonly onOpen: (panel: number) => void;
  readonly onAdd: () => void;
}

const nothing = (): void => undefined;
const directions: readonly Direction[] = ['up', 'down', 'left', 'right'];

export function EditGrid({ draft, data, selected, onSelect, onOpen, onAdd }: EditGridProps): ReactNode {
  const { dashboard, change } = draft;
  const grid = useRef<HTMLDivElement>(null);
  const { run, values, range } = data;
  const drag = useGridDrag(grid, dashboard.panels, (panels) => change((now) => ({ ...now, panels })));
  const panels = drag.shown?.panels ?? dashboard.panels;
  const placed = useMemo(() => arrange(panels, new Map(), () => undefined), [panels]);
  const chosen = placed.some(({ panel }) => panel.id === selected) ? selected : undefined;
  const onChosen = (work: (id: number) => void) => () => {
    if (chosen !== undefined) work(chosen);
  };
  const withPanels = (how: (panels: readonly Panel[], id: number) => readonly Panel[], mark: string) =>
    onChosen((id) => change((now) => ({ ...now, panels: how(now.panels, id) }), `${mark} ${id}`));
  const remove = (id: number): void => {
    const next = neighbour(dashboard.panels, id, 'down') ?? neighbour(dashboard.panels, id, 'up');
    change((now) => removePanel(now, id));
    onSelect(next);
  };
  const duplicate = (id: number): void => {
    const copy = duplicatePanel(dashboard, id);
    change(() => copy);
    onSelect(newest(copy));
  };
  useCommands([
    ...directions.flatMap((direction) => [
      {
        id: `dashboards.select.${direction}`,
        title: `The panel ${sides[direction]}`,
        group: 'Panels',
        keys: direction,
        listed: false,
        run: () => onSelect(neighbour(dashboard.panels, chosen, direction) ?? chosen),
      },
      {
        id: `dashboards.move.${direction}`,
        title: `Move the panel ${direction}`,
        group: 'Panels',
        keys: `alt+${direction}`,
        listed: false,
        run: withPanels((now, id) => nudgePanel(now, id, direction), 'move'),
      },
      {
        id: `dashboards.resize.${direction}`,
        title: sizes[direction].title,
        group: 'Panels',
        keys: `shift+${direction}`,
        listed: false,
        run: withPanels((now, id) => {
          const at = settle(now).find((panel) => panel.id === id)?.grid;
          const { w, h } = sizes[direction];
          return at === undefined ? now : resizePanel(now, id, { w: at.w + w, h: at.h + h });
        }, 'resize'),
      },
    ]),
    { id: 'dashboards.open', title: 'Edit the panel', group: 'Panels', keys: 'enter', run: onChosen(onOpen) },
    { id: 'dashboards.duplicate', title: 'Duplicate the panel', group: 'Panels', keys: 'd', run: onChosen(duplicate) },
    {
      id: 'dashboards.remove',
      title: 'Remove the panel',
      group: 'Panels',
      keys: ['x', 'Delete', 'Backspace'],
      run: onChosen(remove),
    },
  ]);
  useEffect(() => {
    if (chosen !== undefined) grid.current?.querySelector<HTMLElement>('[data-chosen]')?.focus();
  }, [chosen]);
  if (placed.length === 0) {
    return (
      <EmptyState
        title="No panels yet"
        actions={
          <Button look="primary" onClick={onAdd}>
            Add a panel
          </Button>
        }
      >
        A panel shows what queries answer: a chart, a number, a table. Press a to add one.
      </EmptyState>
    );
  }
  const tile = (one: PlacedPanel): ReactNode => {
    const { panel, grid: at, key } = one;
    const name = panel.title || 'without a title';
    return (
      <div
        key={key}
        role="group"
        aria-label={panel.kind === 'row' ? `Row ${name}` : `Panel ${name}`}
        tabIndex={panel.id === chosen || (chosen === undefined && one === placed[0]) ? 0 : -1}
        className={panel.kind === 'row' ? styles['rowTile'] : styles['tile']}
        style={{ gridColumn: `${at.x + 1} / span ${at.w}`, gridRow: `${at.y + 1} / span ${at.h}` }}
        data-chosen={panel.id === chosen ? '' : undefined}
        data-dragged={drag.shown?.id === panel.id ? '' : undefined}
        onFocus={(event) => {
          if (event.target === event.currentTarget) onSelect(panel.id);
        }}
        onDoubleClick={() => onOpen(panel.id)}
      >
        {panel.kind === 'row' ? (
          <>
            <IconButton
              label={panel.collapsed ? `Open ${name}` : `Close ${name}`}
              aria-expanded={!panel.collapsed}
              className={styles['chevron']}
              onClick={() => change((now) => toggleRow(now, panel.id))}
            >
              <ChevronRight size={14} />
            </IconButton>
            <span className={styles['rowTitle']}>{panel.title}</span>
            {panel.collapsed ? <span className={page['faint']}>{panel.panels.length} panels</span> : undefined}
          </>
        ) : (
          <>
            <div inert className={page['place']}>
              {run === undefined ? undefined : (
                <PanelFrame
                  run={run}
                  placed={{ ...one, values }}
                  range={range}
                  title={dashboard.title}
                  report={undefined}
                  alone={false}
                  onAlone={undefined}
                  onZoom={nothing}
                  onReset={nothing}
                  onRemove={undefined}
                />
              )}
            </div>
            <div
              className={styles['handle']}
              aria-hidden="true"
              onPointerDown={(event) => drag.begin(event, panel.id, 'move')}
            />
          </>
        )}
        <div className={styles['tools']}>
          <IconButton label={`Edit ${name}`} keys="enter" onClick={() => onOpen(panel.id)}>
            <Pencil size={13} />
          </IconButton>
          <IconButton label={`Duplicate ${name}`} keys="d" onClick={() => duplicate(panel.id)}>
            <Copy size={13} />
          </IconButton>
          <IconButton label={`Remove ${name}`} keys="x" onClick={() => remove(panel.id)}>
            <Trash2 size={13} />
          </IconButton>
        </div>
        {panel.kind === 'row' ? undefined : (
          <div
            className={styles['corner']}
            aria-hidden="true"
            onPointerDown={(event) => drag.begin(event, panel.id, 'resize')}
          />
        )}
      </div>
    );
  };
  return (
    <div className={page['scroller']}>
      <div ref={grid} className={page['grid']} data-editing="">
        {placed.map(tile)}
      </div>
    </div>
  );
}

const sides: Readonly<Record<Direction, string>> = {
  up: 'above',
  down: 'below',
  left: 'to the left',
  right: 'to the right',
};

const sizes: Readonly<Record<Direction, { readonly title: string; readonly w: number; readonly h: number }>> = {
  up: { title: 'Make the panel lower', w: 0, h: -1 },
  down: { title: 'Make the panel higher', w: 0, h: 1 },
  left: { title: 'Make the panel narrower', w: -1, h: 0 },
  right: { title: 'Make the panel wider', w: 1, h: 0 },
};

/** Number of the panel that was added last. */
export function newest({ panels }: Dashboard): number {
  return allPanels(panels).reduce((most, { id }) => Math.max(most, id), 0);
}

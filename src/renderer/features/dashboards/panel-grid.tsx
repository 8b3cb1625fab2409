// The panels on their grid of 24 columns, rows that open and close, or one panel alone.
import { ChevronRight } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { arrange, type PlacedPanel } from '../../../contract/dashboards/arrange.ts';
import type { ImportReport } from '../../../contract/dashboards/grafana/import-report.ts';
import type { Dashboard } from '../../../contract/dashboards/model.ts';
import { interpolate } from '../../../contract/dashboards/variables/interpolate.ts';
import type { TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import type { ChosenValue } from '../../../contract/dashboards/variables/variable.ts';
import type { RunId } from '../../../contract/ids.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { scopeOf } from './model/ask-variables.ts';
import { PanelFrame } from './panel-frame.tsx';
import styles from './dashboards.module.css';

interface PanelGridProps {
  readonly run: RunId;
  readonly dashboard: Dashboard;
  readonly values: ReadonlyMap<string, ChosenValue>;
  readonly range: TimeRange;
  readonly report: ImportReport | undefined;
  /** Key of the panel that is shown alone. */
  readonly alone: string | undefined;
  readonly onAlone: (key: string | undefined) => void;
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
  readonly onEdit: (panel: number) => void;
  readonly onAdd: () => void;
  readonly onRemove: ((panel: number) => void) | undefined;
}

export function PanelGrid(props: PanelGridProps): ReactNode {
  const { dashboard, values, range, alone, report, onRemove } = props;
  const [opened, setOpened] = useState<ReadonlyMap<number, boolean>>(new Map());
  const placed = useMemo(
    () => arrange(dashboard.panels, values, (row) => (alone === undefined ? opened.get(row) : true)),
    [dashboard, values, opened, alone],
  );
  const frame = (one: PlacedPanel, isAlone: boolean): ReactNode => (
    <PanelFrame
      key={one.key}
      run={props.run}
      placed={one}
      range={range}
      title={dashboard.title}
      report={report?.panels.find(({ panel, title }) => panel === one.panel.id && title === one.panel.title)}
      alone={isAlone}
      onAlone={() => props.onAlone(isAlone ? undefined : one.key)}
      onZoom={props.onZoom}
      onReset={props.onReset}
      onEdit={() => props.onEdit(one.panel.id)}
      onRemove={onRemove === undefined ? undefined : () => onRemove(one.panel.id)}
    />
  );
  const single = alone === undefined ? undefined : placed.find(({ key }) => key === alone);
  if (single !== undefined) return <div className={styles['single']}>{frame(single, true)}</div>;
  if (placed.length === 0) {
    return (
      <EmptyState title="No panels yet" actions={<Button onClick={props.onAdd}>Add a panel</Button>}>
        Add a panel here, or make a chart on the Metrics page and pin it to this dashboard.
      </EmptyState>
    );
  }
  return (
    <div className={styles['scroller']}>
      <div className={styles['grid']}>
        {placed.map((one) => {
          const { grid, panel, key } = one;
          const place = { gridColumn: `${grid.x + 1} / span ${grid.w}`, gridRow: `${grid.y + 1} / span ${grid.h}` };
          if (panel.kind !== 'row') {
            return (
              <div key={key} style={place} className={styles['place']}>
                {frame(one, false)}
              </div>
            );
          }
          const isOpen = opened.get(panel.id) ?? !panel.collapsed;
          return (
            <h2 key={key} style={place} className={styles['row']}>
              <button
                type="button"
                aria-expanded={isOpen}
                onClick={() => setOpened(new Map(opened).set(panel.id, !isOpen))}
              >
                <ChevronRight size={14} aria-hidden="true" />
                {interpolate(panel.title, scopeOf(one.values, range, dashboard.title), 'plain')}
                {isOpen ? undefined : <span className={styles['faint']}>{one.inside} panels</span>}
              </button>
            </h2>
          );
        })}
      </div>
    </div>
  );
}

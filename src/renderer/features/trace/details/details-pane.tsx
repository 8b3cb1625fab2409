// The selected span beside or below the waterfall. What the columns know is there at once; the rest is asked for when
// the selection has rested a moment, and the former span's stay dimmed until then.
import { PanelBottom, PanelRight, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import type { RunId } from '../../../../contract/ids.ts';
import type { TraceLogs } from '../../../../contract/logs.ts';
import type { SpanDetails } from '../../../../contract/traces.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import type { SpanRef } from '../../../draw/waterfall/span-index.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SpanLogs } from '../logs/span-logs.tsx';
import { spanJson } from '../span-json.ts';
import { MissingSpan } from './missing-span.tsx';
import { SpanFacts } from './span-facts.tsx';
import { SpanSections } from './span-sections.tsx';
import styles from './details.module.css';

export type Dock = 'right' | 'bottom';

interface DetailsPaneProps {
  readonly run: RunId;
  readonly model: WaterfallModel;
  readonly row: number;
  readonly logs: TraceLogs | undefined;
  readonly dock: Dock;
  readonly onDock: (dock: Dock) => void;
  readonly onClose: () => void;
}

export function DetailsPane({ run, model, row, logs, dock, onDock, onClose }: DetailsPaneProps): ReactNode {
  const { columns } = model;
  const { scheme } = useTheme();
  const missing = columns.missing[row] === 1;
  const ref = model.index.refOf(row);
  const asked = useRested(ref);
  const { data, error } = useAnswer('trace.span', missing ? undefined : { run, traceId: columns.traceId, ...asked }, {
    keepPrevious: true,
  });
  const span = missing ? undefined : data;
  const current = span !== undefined && span.spanId === ref.spanId && asked.occurrence === ref.occurrence;
  useEventTicks(model, row, current ? span : undefined);
  const service = rowService(columns, row);
  return (
    <section className={cx(styles['pane'], styles[dock])} aria-label="Span details">
      <header className={styles['head']}>
        {missing ? undefined : (
          <span
            className={styles['tick']}
            style={{ background: serviceColours(columns.serviceNames, scheme)(service).fill }}
          />
        )}
        <div className={styles['names']}>
          <h2 className={styles['name']}>{rowName(columns, row)}</h2>
          {service === '' ? undefined : <div className={styles['service']}>{serviceLabel(service)}</div>}
        </div>
        <div className={styles['actions']}>
          {span !== undefined && current ? (
            <CopyButton label="Copy span as JSON" text={() => spanJson(span)} />
          ) : undefined}
          <IconButton
            label={dock === 'right' ? 'Dock at the bottom' : 'Dock at the right'}
            onClick={() => onDock(dock === 'right' ? 'bottom' : 'right')}
          >
            {dock === 'right' ? <PanelBottom size={14} /> : <PanelRight size={14} />}
          </IconButton>
          <IconButton label="Close" keys="escape" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </div>
      </header>
      <div className={styles['body']} tabIndex={0}>
        {missing ? (
          <MissingSpan columns={columns} row={row} />
        ) : (
          <SpanFacts model={model} row={row} span={current ? span : undefined} />
        )}
        {span === undefined ? undefined : (
          <div className={cx(styles['sections'], !current && styles['former'])} aria-busy={!current}>
            <SpanSections
              run={run}
              columns={columns}
              span={span}
              logs={<SpanLogs model={model} row={row} logs={logs} />}
            />
          </div>
        )}
        {error === null || missing ? undefined : (
          <EmptyState title="The span could not be read">{error.message}</EmptyState>
        )}
      </div>
    </section>
  );
}

const rest = 50;

/** The span once it has been selected for a moment: holding `j` asks for no span in between. */
function useRested(ref: SpanRef): SpanRef {
  const [rested, setRested] = useState(ref);
  const { spanId, occurrence } = ref;
  useEffect(() => {
    const timer = setTimeout(() => setRested({ spanId, occurrence }), rest);
    return () => clearTimeout(timer);
  }, [spanId, occurrence]);
  return rested;
}

/** Marks the span's events on its bar. */
function useEventTicks(model: WaterfallModel, row: number, span: SpanDetails | undefined): void {
  const { columns } = model;
  useEffect(() => {
    const times = span?.events.map((event) => Number(event.time - columns.start)) ?? [];
    model.setTicks(times.length === 0 ? undefined : { row, times });
    return () => model.setTicks(undefined);
  }, [model, row, span, columns]);
}

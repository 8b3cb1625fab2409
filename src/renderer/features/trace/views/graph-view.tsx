// Who calls whom in this trace: services and what they call outside as boxes, calls as arrows, a table that says the same.
import { CircleAlert } from 'lucide-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { Graph } from '../../../draw/graph/graph.tsx';
import { graphRows, serviceBoxes, type GraphRow } from '../../../draw/graph/service-boxes.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { rowService } from '../../../draw/waterfall/row-description.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import type { TraceViewProps } from './trace-view.ts';
import styles from '../trace-screen.module.css';

const figures = (row: GraphRow) => (row.kind === 'node' ? row.node : row.edge);
const number = (text: string): ReactNode => <span className="numeric">{text}</span>;

const columns: readonly Column<GraphRow>[] = [
  {
    id: 'name',
    title: 'Service, or calls between two',
    width: 170,
    grow: 1,
    cell: (row) => (
      <span className={styles['fitting']} title={row.title}>
        {row.title}
      </span>
    ),
  },
  { id: 'calls', title: 'Calls', width: 62, align: 'end', cell: (row) => number(formatCount(figures(row).calls)) },
  {
    id: 'errors',
    title: 'Failed',
    width: 60,
    align: 'end',
    cell: (row) => number(formatShare(figures(row).errors, figures(row).calls)),
  },
  { id: 'p50', title: 'p50', width: 70, align: 'end', cell: (row) => number(durationText(figures(row).p50)) },
  { id: 'p99', title: 'p99', width: 70, align: 'end', cell: (row) => number(durationText(figures(row).p99)) },
];

function durationText(nanos: number): string {
  return Number.isNaN(nanos) ? '–' : formatNanos(nanos);
}

export function GraphView({ run, model, view, onOpen }: TraceViewProps): ReactNode {
  const { columns: trace } = model;
  const theme = useTheme();
  const { change } = useTraceAddress();
  const selected = view.at;
  const select = (at: string | undefined): void => change({ at });
  const { data, error, refetch } = useAnswer('trace.services', { run, traceId: trace.traceId }, { keepPrevious: true });
  useEffect(() => {
    // Spans arrived since.
    void refetch({ cancelRefetch: false });
  }, [trace.cursor, refetch]);
  const rows = useMemo(() => (data === undefined ? [] : graphRows(data)), [data]);
  const { boxes, arrows } = useMemo(
    () => serviceBoxes(rows, serviceColours(trace.serviceNames, theme.scheme), theme.faintText, undefined),
    [rows, trace.serviceNames, theme.scheme, theme.faintText],
  );
  const open = (id: string): void => {
    const row = rows.find((one) => one.id === id);
    const at = row === undefined ? -1 : firstSpanOf(trace, row);
    if (at < 0) return;
    model.select(at);
    onOpen();
  };
  if (error !== null && data === undefined)
    return (
      <EmptyState
        icon={<CircleAlert size={28} />}
        title="The graph could not be made"
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      >
        {error.message}
      </EmptyState>
    );
  return (
    <div className={styles['stage']}>
      <Splitter
        label="Width of the list beside the graph"
        direction="row"
        sized="second"
        initial={430}
        min={240}
        minRest={280}
        first={
          <Graph
            summary={`Services of this trace: ${plural(boxes.length, 'box', 'boxes')}, ${plural(arrows.length, 'connection')}. Arrow keys walk from box to box, Enter shows the first span; the table beside it says the same.`}
            boxes={boxes}
            arrows={arrows}
            selected={selected}
            onSelect={select}
            onOpen={open}
            tidied={0}
          />
        }
        second={
          <VirtualTable
            label="Services and calls of this trace"
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={(row) => row.id}
            selected={indexOf(rows, selected)}
            onSelect={(index) => select(rows[index]?.id)}
            onOpen={(index) => open(rows[index]?.id ?? '')}
          />
        }
      />
    </div>
  );
}

function indexOf(rows: readonly GraphRow[], id: string | undefined): number | undefined {
  const index = rows.findIndex((row) => row.id === id);
  return index < 0 ? undefined : index;
}

/** The first span that enters the service, or that is called by the other one; of what sends no spans, the first of its caller. */
function firstSpanOf(trace: TraceColumns, row: GraphRow): number {
  const service = row.kind === 'node' ? row.node : row.to.kind === 'service' ? row.to : row.from;
  const caller = row.kind === 'edge' && row.to.kind === 'service' ? row.from.name : undefined;
  for (let at = 0; at < trace.rows; at++) {
    const parent = trace.parent[at] as number;
    if (
      rowService(trace, at) === service.name &&
      (caller === undefined || (parent >= 0 && rowService(trace, parent) === caller))
    )
      return at;
  }
  return -1;
}

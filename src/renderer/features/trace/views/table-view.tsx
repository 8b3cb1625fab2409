// Where the time of the trace went, per operation or service: a row selects its longest span, and again the next one.
import { ClipboardCopy } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { SelfTimeTable } from '../../../../contract/trace-analysis.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import { useOfTrace } from '../../../data/use-of-trace.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Choice } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { BarEnd, BarText, ToolBar } from '../../../ui/tool-bar.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import { SlowestLeaves } from './slowest-leaves.tsx';
import { tableColumns } from './table-columns.tsx';
import {
  rowsOfGroup,
  sortedRows,
  tableCsv,
  tableRows,
  type SortBy,
  type Sorting,
  type TableRow,
} from './table-rows.ts';
import type { TraceViewProps } from './trace-view.ts';

interface Answered {
  readonly table: SelfTimeTable;
  readonly of: TraceColumns;
  readonly rows: readonly TableRow[];
}

export function TableView({ run, model, columns, corrected, view, onOpen }: TraceViewProps): ReactNode {
  const { change } = useTraceAddress();
  const { scheme } = useTheme();
  const { by } = view;
  const request = { run, traceId: columns.traceId, corrected, by };
  const { answer, columns: of, error } = useOfTrace('trace.selfTimes', request, columns);
  const [sorting, setSorting] = useState<Sorting>({ by: 'self', descending: true });
  const [copied, setCopied] = useState('');
  const former = useRef<Answered>(undefined);
  // The former table stays until the next is there.
  const answered = useMemo(
    () => (answer === undefined ? former.current : { table: answer, of, rows: tableRows(answer, of, by) }),
    [answer, of, by],
  );
  former.current = answered;
  const rows = useMemo(() => (answered === undefined ? [] : sortedRows(answered.rows, sorting)), [answered, sorting]);
  const duration = model.total;
  const shown = useMemo(() => {
    const colourOf = serviceColours(of.serviceNames, scheme);
    const onSort = (wanted: SortBy): void =>
      setSorting((now) => ({ by: wanted, descending: now.by === wanted ? !now.descending : wanted !== 'operation' }));
    return tableColumns({
      by,
      sorting,
      onSort,
      duration,
      colourOf: (service) => colourOf(of.serviceNames[service] ?? '').fill,
    });
  }, [of, scheme, by, sorting, duration]);
  const selectRow = useCallback((row: number) => model.select(row), [model]);

  if (answered === undefined) {
    return error === undefined ? (
      <FullColumn busy />
    ) : (
      <EmptyState title="The self times could not be worked out">{error.message}</EmptyState>
    );
  }
  // Rows of former columns are not those of the model.
  const selected = answered.of === columns ? model.selected : -1;
  const at = selected < 0 ? -1 : rows.findIndex((row) => isOf(row, answered.of, selected));
  const group = at < 0 ? [] : rowsOfGroup(answered.of, rows[at] as TableRow);
  const select = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    const spans = rowsOfGroup(answered.of, row);
    const place = index === at ? spans.indexOf(selected) : -1;
    const next = spans[(place + 1) % spans.length];
    if (next !== undefined && answered.of === columns) model.select(next);
  };
  const copy = (): void =>
    void copyText(tableCsv(rows, duration)).then((worked) =>
      setCopied(worked ? `${plural(rows.length, 'row')} copied` : 'could not copy'),
    );
  return (
    <FullColumn>
      <ToolBar>
        <Choice
          label="Sum by"
          value={by}
          options={[
            ['operation', 'Operations', 'A row for each service and span name'],
            ['service', 'Services', 'A row for each service'],
          ]}
          onChange={(wanted) => change({ by: wanted })}
        />
        <BarText spoken>
          {at < 0
            ? `${plural(rows.length, by)}: choose one to go through its spans, longest first`
            : `span ${formatCount(group.indexOf(selected) + 1)} of ${formatCount(group.length)}, longest first`}
        </BarText>
        <BarEnd>
          {error === undefined ? undefined : <BarText tone="warning">not up to date: {error.message}</BarText>}
          <BarText spoken>{copied}</BarText>
          <Button look="ghost" onClick={copy}>
            <ClipboardCopy size={13} aria-hidden="true" /> Copy as CSV
          </Button>
        </BarEnd>
      </ToolBar>
      <Splitter
        label="Width of the slowest spans"
        direction="row"
        sized="second"
        initial={380}
        min={220}
        minRest={360}
        first={
          <VirtualTable
            label={`Self time by ${by}`}
            columns={shown}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={(row) => `${row.service} ${row.name}`}
            selected={at < 0 ? undefined : at}
            onSelect={select}
            onOpen={onOpen}
            autoFocus
            empty="No span was received yet."
          />
        }
        second={
          <SlowestLeaves
            rows={answered.table.slowestLeaves}
            columns={answered.of}
            selected={selected}
            onSelect={selectRow}
            onOpen={onOpen}
          />
        }
      />
    </FullColumn>
  );
}

function isOf(
  { service, name }: { readonly service: number; readonly name: number },
  columns: TraceViewProps['columns'],
  row: number,
): boolean {
  if (columns.missing[row] === 1 || columns.service[row] !== service) return false;
  return name < 0 || columns.name[row] === name;
}

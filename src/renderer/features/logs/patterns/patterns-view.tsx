// Message templates that the records were made from, most frequent first: count, severities, course over time, first and
// last, and an example. Enter or a click shows the records of one.
import { SearchX } from 'lucide-react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, type ReactNode, type Ref } from 'react';
import { severityClasses, type LogPattern, type LogPatterns, type LogSelection } from '../../../../contract/logs.ts';
import { valueText } from '../../../../contract/search/print.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { useRunInfo } from '../../../data/use-run-info.ts';
import { usePacedAnswer } from '../../../data/use-paced-answer.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { formatMoment, type Zone } from '../../../ui/time-text.ts';
import { VirtualTable, type Column, type TableHandle } from '../../../ui/virtual-table.tsx';
import { unixNanosOfMillis } from '../../../../contract/time.ts';
import type { LogListHandle } from '../list/log-list.tsx';
import { useChosen } from '../use-chosen.ts';
import type { Conditions } from '../use-conditions.ts';
import type { LogsAddress } from '../use-logs-address.ts';
import { lineText } from '../list/line-text.ts';
import { ListFailed, NothingReceived } from '../list-state.tsx';
import { PatternText } from './pattern-text.tsx';
import { Sparkline } from './sparkline.tsx';
import styles from './patterns.module.css';

interface PatternsViewProps {
  readonly address: LogsAddress;
  readonly selection: LogSelection | undefined;
  readonly flowing: boolean;
  readonly conditions: Conditions;
  readonly zone: Zone;
  readonly handle: Ref<LogListHandle>;
}

/** Milliseconds between two questions while records stream in. */
const pace = 4000;
const limit = 500;
const buckets = 60;

export function PatternsView({ address, selection, flowing, conditions, zone, handle }: PatternsViewProps): ReactNode {
  const info = useRunInfo();
  const asked = useMemo(() => (selection === undefined ? undefined : { ...selection, limit, buckets }), [selection]);
  const { data, error, refetch, isFetching } = usePacedAnswer('logs.patterns', asked, pace, flowing, 'logs');
  const { view, change } = address;
  const write = useCallback((pattern: string | undefined) => change({ pattern }, true), [change]);
  const [chosen, choose] = useChosen(view.pattern, write);
  const table = useRef<TableHandle>(null);
  const exact = data?.exact;
  useEffect(() => {
    if (exact !== false || isFetching) return undefined;
    const timer = setTimeout(() => void refetch(), 150);
    return () => clearTimeout(timer);
  }, [exact, isFetching, refetch]);

  const columns = useMemo(() => patternColumns(data, zone), [data, zone]);
  const rows = useMemo(() => data?.patterns ?? [], [data]);
  const selected = useMemo(() => {
    const index = rows.findIndex(({ pattern }) => pattern === chosen);
    return index < 0 ? undefined : index;
  }, [rows, chosen]);
  const show = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    // Back comes to the pattern, also when it was chosen a moment ago.
    change({ pattern: row.pattern }, true);
    conditions.add(`pattern = ${valueText(row.pattern)}`, { view: 'list' });
  };
  const step = (by: number): void => {
    if (rows.length === 0) return;
    const next = Math.max(0, Math.min(rows.length - 1, (selected ?? -1) + by));
    choose(rows[next]?.pattern);
    table.current?.show(next);
  };
  useImperativeHandle(handle, () => ({
    focus: () => table.current?.focus(),
    step,
    toggle: () => {
      if (selected !== undefined) show(selected);
    },
    show: (index) => table.current?.show(index),
  }));
  const nothing = info?.logs === 0;
  return (
    <div className={styles['view']}>
      <div className={styles['bar']} role="status">
        {data === undefined
          ? 'Looking for patterns…'
          : `${plural(data.total, 'pattern')} in ${plural(data.records, 'record')}${data.exact ? '' : ', still reading older ones…'}`}
        <span className={styles['hint']}>Enter or a double click shows the records of a pattern</span>
      </div>
      <VirtualTable
        label="Patterns"
        columns={columns}
        count={data === undefined ? (error === null ? 12 : 0) : rows.length}
        rowAt={(index) => rows[index]}
        rowKey={(row) => row.pattern}
        rowHeight={24}
        rowClass={(row) => ((row.classes[5] ?? 0) + (row.classes[6] ?? 0) > 0 ? styles['failed'] : undefined)}
        selected={selected}
        onSelect={(index) => choose(rows[index]?.pattern)}
        onOpen={show}
        handle={table}
        autoFocus
        empty={
          error === null && nothing ? (
            <NothingReceived />
          ) : error === null ? (
            <EmptyState icon={<SearchX size={28} strokeWidth={1.5} />} title="No record matches">
              Loosen the search or the time range; without records there are no patterns.
            </EmptyState>
          ) : (
            <ListFailed error={error} onRetry={() => void refetch()} />
          )
        }
      />
    </div>
  );
}

function patternColumns(data: LogPatterns | undefined, zone: Zone): readonly Column<LogPattern>[] {
  const now = unixNanosOfMillis(Date.now());
  const all = Math.max(1, data?.records ?? 1);
  return [
    {
      id: 'records',
      title: 'Records',
      width: 84,
      align: 'end',
      cell: (row) => (
        <span className="numeric" title={`${formatShare(row.records, all)} of the records`}>
          {formatCount(row.records)}
        </span>
      ),
    },
    { id: 'mix', title: 'Severity', width: 76, cell: (row) => <SeverityMix row={row} /> },
    {
      id: 'course',
      title: 'Over time',
      width: 110,
      cell: (row, _, width) => <Sparkline counts={row.counts} width={width - 16} />,
    },
    {
      id: 'pattern',
      title: 'Pattern',
      width: 280,
      grow: 3,
      cell: (row) => (
        <span className={styles['pattern']} title={row.pattern}>
          {row.pattern === '' ? (
            <span className={styles['example']}>(no message)</span>
          ) : (
            <PatternText pattern={row.pattern} />
          )}
        </span>
      ),
    },
    {
      id: 'example',
      title: 'Newest example',
      width: 160,
      grow: 2,
      cell: (row) => (
        <span className={styles['example']} title={row.exampleText.slice(0, 1000)}>
          {lineText(row.exampleText)}
        </span>
      ),
    },
    { id: 'first', title: 'First', width: 110, cell: (row) => <Moment time={row.first} now={now} zone={zone} /> },
    { id: 'last', title: 'Last', width: 110, cell: (row) => <Moment time={row.last} now={now} zone={zone} /> },
  ];
}

function Moment({ time, now, zone }: { readonly time: bigint; readonly now: bigint; readonly zone: Zone }): ReactNode {
  const text = formatMoment(time, now, zone);
  return (
    <span className={styles['moment']} title={text}>
      {text.replace(/^\d{4}-/, '').replace(/\.\d+$/, '')}
    </span>
  );
}

function SeverityMix({ row }: { readonly row: LogPattern }): ReactNode {
  const parts = severityClasses
    .map((name, at) => ({ name, count: row.classes[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toReversed();
  const text = parts.map(({ name, count }) => `${formatCount(count)} ${name === 'none' ? 'without severity' : name}`);
  return (
    <span className={styles['mix']} role="img" aria-label={text.join(', ')} title={text.join('\n')}>
      {parts.map(({ name, count }) => (
        <span key={name} style={{ flexGrow: count, background: `var(--level-${name})` }} />
      ))}
    </span>
  );
}

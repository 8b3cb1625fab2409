// Every metric of the run: name, what it says of itself, type, number of series, its course. Searched as one types.
import { Search } from 'lucide-react';
import { memo, useMemo, useRef, type ReactNode, type Ref } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { formatAge } from '../../../ui/time-text.ts';
import { VirtualTable, type Column, type TableHandle } from '../../../ui/virtual-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { foundRows, type MetricRow } from '../model/metric-rows.ts';
import { Sparkline } from './sparkline.tsx';
import { useSparklines, type Sparks } from './use-sparklines.ts';
import styles from './metric-list.module.css';

interface MetricListProps {
  readonly rows: readonly MetricRow[] | undefined;
  readonly newest: number;
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly selected: string | undefined;
  /** Whether the selected one is what is shown beside. */
  readonly charted: boolean;
  readonly onSelect: (row: MetricRow) => void;
  readonly onLeave: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** Drawn anew only when something of it changes, not with each tick of the clock. */
export const MetricList = memo(function MetricList(props: MetricListProps): ReactNode {
  const { rows, find, onFind, selected, charted, onSelect } = props;
  const table = useRef<TableHandle>(null);
  const found = useMemo(() => foundRows(rows ?? [], find), [rows, find]);
  const sparks = useSparklines(found, props.newest);
  const columns = useMemo(() => columnsOf(sparks), [sparks]);
  const at = found.findIndex(({ name }) => name === selected);
  return (
    <section className={styles['list']} aria-label="Metrics of this run">
      <div className={styles['search']}>
        <TextField
          ref={props.inputRef}
          label="Search metrics"
          labelHidden
          placeholder="Name, description, unit, type, source"
          before={<Search size={13} aria-hidden="true" />}
          value={find}
          onChange={(event) => onFind(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'Enter') table.current?.focus();
            else if (event.key === 'Escape') props.onLeave();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span className={styles['count']} role="status">
          {rows === undefined
            ? ''
            : found.length === rows.length
              ? plural(rows.length, 'metric')
              : `${formatCount(found.length)} of ${formatCount(rows.length)}`}
        </span>
      </div>
      <VirtualTable
        label="Metrics"
        columns={columns}
        count={rows === undefined ? 14 : found.length}
        rowAt={(index) => found[index]}
        rowKey={(row) => String(row.number)}
        rowHeight={38}
        selected={at < 0 ? undefined : at}
        onSelect={(index) => {
          const row = found[index];
          if (row !== undefined && (row.name !== selected || !charted)) onSelect(row);
        }}
        onVisible={sparks.onVisible}
        handle={table}
        empty={
          rows === undefined ? undefined : (
            <EmptyState title="No metric is called that" actions={<Button onClick={() => onFind('')}>Show all</Button>}>
              Every word must occur in the name, description, unit, type or source.
            </EmptyState>
          )
        }
      />
    </section>
  );
});

function columnsOf(sparks: Sparks): readonly Column<MetricRow>[] {
  return [
    {
      id: 'metric',
      title: 'Metric',
      width: 150,
      grow: 1,
      cell: (row) => (
        <span className={styles['metric']} title={titleOf(row)}>
          <span className={styles['name']}>{row.name}</span>
          <span className={styles['about']}>
            {row.type}
            {row.unit === '' ? '' : ` · ${row.unit}`}
            {row.description === '' ? '' : ` · ${row.description}`}
          </span>
        </span>
      ),
    },
    {
      id: 'series',
      title: 'Series',
      width: 56,
      align: 'end',
      cell: (row) => <span className="numeric">{formatCount(row.series)}</span>,
    },
    {
      id: 'course',
      title: '15 min',
      width: 92,
      cell: (row, _, width) => {
        const values = sparks.of(row);
        return values === undefined ? undefined : <Sparkline values={values} width={width - 16} />;
      },
    },
  ];
}

function titleOf(row: MetricRow): string {
  const lines = [row.name];
  if (row.translated !== '' && row.translated !== row.name) lines.push(`In Prometheus' form: ${row.translated}`);
  lines.push(`${row.type}${row.unit === '' ? '' : `, unit ${row.unit}`}, ${plural(row.series, 'series', 'series')}`);
  if (row.description !== '') lines.push(row.description);
  if (row.sources.length > 0) lines.push(`From ${row.sources.join(', ')}`);
  if (row.spacing > 0) lines.push(`A sample about every ${row.spacing / 1000} s`);
  if (row.last > 0) lines.push(`Last sample ${formatAge(Date.now() - row.last)}`);
  return lines.join('\n');
}

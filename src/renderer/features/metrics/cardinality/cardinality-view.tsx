// What the series are made of: per metric, per label, per value, and how many of them began in the last minutes.
import { CircleAlert } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { CardinalityRow } from '../../../../contract/metrics.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import type { CardinalityPart } from '../../../routes/metrics-route.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { sortedPlaces, type SortOrder } from '../../../ui/sort-order.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { useSortOrder, type SortHeading } from '../../../ui/use-sort-order.ts';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import { useClock } from '../use-clock.ts';
import styles from './cardinality.module.css';

const window = 10 * 60_000;
const pace = 15_000;

interface CardinalityViewProps {
  /** Time of the newest sample of a run that is not live. */
  readonly newest: number;
  readonly part: CardinalityPart;
  readonly onPart: (part: CardinalityPart) => void;
  readonly onMetric: (name: string) => void;
  readonly order: SortOrder | undefined;
  readonly onOrder: (order: SortOrder | undefined) => void;
}

export function CardinalityView(props: CardinalityViewProps): ReactNode {
  const { newest, part, onPart, onMetric, order, onOrder } = props;
  const { run, live } = useSelectedRun();
  const now = useClock(pace, live);
  const since = Math.floor((live ? now : newest) / pace) * pace - window;
  const { data, error, refetch } = useAnswer('metrics.cardinality', run === undefined ? undefined : { run, since }, {
    keepPrevious: true,
  });
  if (error !== null && data === undefined)
    return (
      <EmptyState
        icon={<CircleAlert size={28} strokeWidth={1.5} />}
        title="The series could not be counted"
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      >
        {error.message}
      </EmptyState>
    );
  return (
    <div className={styles['view']}>
      <p className={styles['facts']} role="status">
        {data === undefined
          ? 'Counting…'
          : `${plural(data.series, 'series', 'series')} in Prometheus' form, ${data.added === 0 ? 'none' : formatCount(data.added)} of them new in the last ${window / 60_000} minutes; a run takes ${formatCount(data.limit)}. A label whose values keep growing (ids, paths, times) makes a new series with each. Enter or a double click shows a metric in Explore.`}
      </p>
      {data !== undefined && data.refused > 0 && (
        <p className={styles['refused']} role="status">
          <CircleAlert size={14} strokeWidth={1.5} aria-hidden />
          {`${plural(data.refused, 'sample was', 'samples were')} refused because of a limit: too many series, or labels that are too many or too long. Problems names who sent them.`}
        </p>
      )}
      <Tabs
        label="Series by"
        fills
        value={part}
        onChange={onPart}
        tabs={[
          {
            id: 'metrics',
            title: 'By metric',
            count: data?.metrics.length,
            content: (
              <Rows
                label="Series by metric"
                heading="Metric"
                rows={data?.metrics}
                order={order}
                onOrder={onOrder}
                onOpen={(row) => onMetric(row.text)}
              />
            ),
          },
          {
            id: 'labels',
            title: 'By label',
            count: data?.labels.length,
            content: (
              <Rows
                label="Series by label"
                heading="Label"
                rows={data?.labels}
                values
                order={order}
                onOrder={onOrder}
              />
            ),
          },
          {
            id: 'pairs',
            title: 'By value',
            count: data?.pairs.length,
            content: (
              <Rows
                label="Series by value"
                heading="Label and value"
                rows={data?.pairs}
                order={order}
                onOrder={onOrder}
              />
            ),
          },
        ]}
      />
    </div>
  );
}

const sortable: ReadonlySet<string> = new Set(['text', 'series', 'added', 'values']);

type Row = CardinalityRow & { readonly values?: number };

interface RowsProps {
  readonly label: string;
  readonly heading: string;
  readonly rows: readonly Row[] | undefined;
  readonly values?: boolean;
  readonly onOpen?: (row: Row) => void;
  readonly order: SortOrder | undefined;
  readonly onOrder: (order: SortOrder | undefined) => void;
}

function Rows({ label, heading, rows, values = false, onOpen, order, onOrder }: RowsProps): ReactNode {
  const [selected, setSelected] = useState<number>();
  const most = rows?.reduce((high, { series }) => Math.max(high, series), 0) ?? 0;
  const sortedBy = useSortOrder(order, onOrder);
  const columns = useMemo(() => columnsOf(heading, values, most, sortedBy), [heading, values, most, sortedBy]);
  const sorted = useMemo(() => sortedRows(rows, order), [rows, order]);
  return (
    <VirtualTable
      label={label}
      columns={columns}
      count={rows?.length ?? 12}
      rowAt={(index) => sorted?.[index]}
      selected={selected}
      onSelect={setSelected}
      onOpen={(index) => {
        const row = sorted?.[index];
        if (row !== undefined) onOpen?.(row);
      }}
    />
  );
}

function sortedRows(rows: readonly Row[] | undefined, order: SortOrder | undefined): readonly Row[] | undefined {
  if (rows === undefined || order === undefined) return rows;
  const { column, descending } = order;
  if (!sortable.has(column)) return rows;
  const keyOf = (row: Row | undefined): number | string => {
    if (column === 'text') return row?.text ?? '';
    return (column === 'values' ? row?.values : column === 'added' ? row?.added : row?.series) ?? 0;
  };
  return Array.from(
    sortedPlaces(rows.length, (at) => keyOf(rows[at]), descending),
    (at) => rows[at],
  ).filter((row) => row !== undefined);
}

function columnsOf(heading: string, values: boolean, most: number, sortedBy: SortHeading): readonly Column<Row>[] {
  const count = (id: string, title: string, of: (row: Row) => number): Column<Row> => ({
    id,
    title,
    width: 110,
    align: 'end',
    ...sortedBy(id),
    cell: (row) => <span className="numeric">{formatCount(of(row))}</span>,
  });
  return [
    {
      id: 'text',
      title: heading,
      width: 240,
      grow: 1,
      ...sortedBy('text', 'ascending'),
      cell: (row) => (
        <span className={styles['text']} title={row.text}>
          {row.text}
        </span>
      ),
    },
    ...(values ? [count('values', 'Values', (row) => row.values ?? 0)] : []),
    count('series', 'Series', ({ series }) => series),
    {
      id: 'share',
      title: '',
      width: 120,
      cell: ({ series }) => (
        <span className={styles['share']}>
          <span style={{ width: `${most > 0 ? (series / most) * 100 : 0}%` }} />
        </span>
      ),
    },
    {
      id: 'added',
      title: 'New, 10 min',
      width: 110,
      align: 'end',
      ...sortedBy('added'),
      cell: ({ added }) => <span className="numeric">{added === 0 ? '–' : `+${formatCount(added)}`}</span>,
    },
  ];
}

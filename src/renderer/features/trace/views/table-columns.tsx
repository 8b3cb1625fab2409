// The columns of the self-time table; a click on a title sorts by it.
import { ArrowDown, ArrowUp, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import cells from '../../../ui/cell-text.module.css';
import { formatCount } from '../../../ui/number-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import type { TableBy } from '../../../routes/trace-route.ts';
import type { SortBy, Sorting, TableRow } from './table-rows.ts';
import styles from './table-columns.module.css';

interface TableColumnsOptions {
  readonly by: TableBy;
  readonly sorting: Sorting;
  readonly onSort: (by: SortBy) => void;
  /** CSS colour of a service. */
  readonly colourOf: (service: number) => string;
  /** Nanoseconds. */
  readonly duration: number;
}

export function tableColumns(options: TableColumnsOptions): readonly Column<TableRow>[] {
  const { by, colourOf, duration } = options;
  const nanos = (id: SortBy, text: string, about: string, width = 84): Column<TableRow> => ({
    id,
    title: <SortTitle {...options} id={id} text={text} about={about} />,
    width,
    align: 'end',
    cell: (row) => <span className="numeric">{formatNanos(id === 'operation' ? 0 : row[id])}</span>,
  });
  return [
    {
      id: 'operation',
      title: <SortTitle {...options} id="operation" text={by === 'service' ? 'Service' : 'Operation'} about="name" />,
      width: 180,
      grow: 1,
      cell: (row) => (
        <span className={styles['name']} title={`${row.serviceName} ${row.operation}`}>
          <span className={styles['dot']} style={{ background: colourOf(row.service) }} />
          <span>
            {row.operation === '' ? row.serviceName : row.operation}{' '}
            {row.operation === '' ? undefined : <span className={cells['faint']}>{row.serviceName}</span>}
          </span>
        </span>
      ),
    },
    {
      id: 'spans',
      title: <SortTitle {...options} id="spans" text="Spans" about="number of spans" />,
      width: 66,
      align: 'end',
      cell: (row) => <span className="numeric">{formatCount(row.spans)}</span>,
    },
    {
      id: 'errors',
      title: <SortTitle {...options} id="errors" text="Errors" about="spans with errors" />,
      width: 66,
      align: 'end',
      cell: (row) =>
        row.errors === 0 ? (
          <span className={cells['faint']}>0</span>
        ) : (
          <span className={styles['failed']}>
            <CircleAlert size={11} aria-hidden="true" /> {formatCount(row.errors)}
          </span>
        ),
    },
    nanos('self', 'Self', 'time in the spans and not in their children, summed'),
    {
      id: 'share',
      title: (
        <span title="Self time in relation to the duration of the trace; parallel spans add up to more">Self %</span>
      ),
      width: 64,
      align: 'end',
      cell: (row) => <span className="numeric">{formatShare(row.self, duration)}</span>,
    },
    nanos('total', 'Total', 'durations of the spans, summed'),
    nanos('average', 'Average', 'mean duration'),
    nanos('longest', 'Max', 'longest duration'),
    nanos('path', 'Critical path', 'time on the critical path', 98),
  ];
}

interface SortTitleProps {
  readonly id: SortBy;
  readonly text: string;
  readonly about: string;
  readonly sorting: Sorting;
  readonly onSort: (by: SortBy) => void;
}

function SortTitle({ id, text, about, sorting, onSort }: SortTitleProps): ReactNode {
  const active = sorting.by === id;
  const way = sorting.descending ? 'largest first' : 'smallest first';
  const Arrow = sorting.descending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      className={styles['sort']}
      aria-pressed={active}
      title={`Sort by ${about}${active ? ` (now ${way})` : ''}`}
      onClick={() => onSort(id)}
    >
      {text}
      {active ? <Arrow size={11} aria-label={way} /> : undefined}
    </button>
  );
}

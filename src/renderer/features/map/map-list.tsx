// Everything on the map as a table: participants first, then the calls between them.
import { ArrowRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { formatNanos } from '../../../contract/duration-text.ts';
import { formatShare } from '../../../contract/share-text.ts';
import { participantWords, type GraphRow } from '../../draw/graph/service-boxes.ts';
import { formatCount } from '../../ui/number-text.ts';
import { VirtualTable, type Column, type TableHandle } from '../../ui/virtual-table.tsx';
import styles from './map.module.css';

interface MapListProps {
  readonly rows: readonly GraphRow[];
  /** The row that keys have come to. */
  readonly at: string | undefined;
  readonly onMove: (id: string) => void;
  /** A click, or Enter. */
  readonly onSelect: (id: string) => void;
}

const figures = (row: GraphRow) => (row.kind === 'node' ? row.node : row.edge);

const columns: readonly Column<GraphRow>[] = [
  {
    id: 'name',
    title: 'Service, or calls between two',
    width: 170,
    grow: 1,
    cell: (row) => (
      <span className={styles['name']} title={row.title}>
        {row.kind === 'edge' ? <ArrowRight size={12} aria-label="calls" className={styles['faint']} /> : undefined}
        <span className={styles['text']}>{row.title}</span>
        {row.kind === 'node' && row.node.kind !== 'service' ? (
          <span className={styles['faint']}>{participantWords[row.node.kind]}</span>
        ) : undefined}
      </span>
    ),
  },
  {
    id: 'calls',
    title: 'Calls',
    width: 66,
    align: 'end',
    cell: (row) => <span className="numeric">{formatCount(figures(row).calls)}</span>,
  },
  {
    id: 'errors',
    title: 'Failed',
    width: 60,
    align: 'end',
    cell: (row) => (
      <span className={`numeric ${figures(row).errors > 0 ? styles['failed'] : styles['faint']}`}>
        {formatShare(figures(row).errors, figures(row).calls)}
      </span>
    ),
  },
  { id: 'p50', title: 'p50', width: 66, align: 'end', cell: (row) => <Duration nanos={figures(row).p50} /> },
  { id: 'p99', title: 'p99', width: 66, align: 'end', cell: (row) => <Duration nanos={figures(row).p99} /> },
];

function Duration({ nanos }: { readonly nanos: number }): ReactNode {
  return Number.isNaN(nanos) ? (
    <span className={styles['faint']}>–</span>
  ) : (
    <span className="numeric">{formatNanos(nanos)}</span>
  );
}

export function MapList({ rows, at, onMove, onSelect }: MapListProps): ReactNode {
  const table = useRef<TableHandle>(null);
  useEffect(() => {
    if (document.activeElement === document.body) table.current?.focus();
  }, []);
  const index = rows.findIndex(({ id }) => id === at);
  const calling = (act: (id: string) => void) => (row: number) => {
    const id = rows[row]?.id;
    if (id !== undefined) act(id);
  };
  return (
    <VirtualTable
      label="Services and calls"
      columns={columns}
      count={rows.length}
      rowAt={(row) => rows[row]}
      rowKey={(row) => row.id}
      selected={index < 0 ? undefined : index}
      onSelect={calling(onSelect)}
      onMove={calling(onMove)}
      onOpen={calling(onSelect)}
      handle={table}
    />
  );
}

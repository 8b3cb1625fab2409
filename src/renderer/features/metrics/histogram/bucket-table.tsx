// Counts per bucket over the whole range, greatest values on top as in the heat map.
import { useMemo, useState, type ReactNode } from 'react';
import { bucketText } from '../../../draw/heat-map/bound-text.ts';
import type { BucketSum } from '../../../draw/heat-map/heat-data.ts';
import { formatCount } from '../../../ui/number-text.ts';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import styles from './histogram.module.css';

interface BucketTableProps {
  /** Lowest first. */
  readonly sums: readonly BucketSum[];
  readonly total: number;
  readonly format: (value: number) => string;
}

export function BucketTable({ sums, total, format }: BucketTableProps): ReactNode {
  const [selected, setSelected] = useState<number>();
  const most = sums.reduce((high, { count }) => Math.max(high, count), 0);
  const columns = useMemo(() => columnsOf(total, most, format), [total, most, format]);
  return (
    <VirtualTable
      label="Counts per bucket"
      columns={columns}
      count={sums.length}
      rowAt={(index) => sums[sums.length - 1 - index]}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

function columnsOf(total: number, most: number, format: (value: number) => string): readonly Column<BucketSum>[] {
  return [
    {
      id: 'bucket',
      title: 'Bucket',
      width: 116,
      grow: 1,
      cell: ({ lower, upper }) => (
        <span title={`above ${lower}, up to ${upper}`}>{bucketText(lower, upper, format)}</span>
      ),
    },
    {
      id: 'count',
      title: 'Count',
      width: 76,
      align: 'end',
      cell: ({ count }) => <span className="numeric">{formatCount(Math.round(count))}</span>,
    },
    {
      id: 'share',
      title: 'Share',
      width: 84,
      cell: ({ count }) => (
        <span className={styles['share']} title={total > 0 ? `${((count / total) * 100).toFixed(2)} %` : ''}>
          <span style={{ width: `${most > 0 ? (count / most) * 100 : 0}%` }} />
        </span>
      ),
    },
  ];
}

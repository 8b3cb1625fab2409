// Columns of the compared operations: what became of each, and its figures on both sides.
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { formatCount } from '../../../ui/number-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import { ChangeMark } from '../traces/change-mark.tsx';
import { differenceText, shareOfChange } from '../traces/difference-text.ts';
import type { OperationRow, SideFigures } from './operation-rows.ts';
import styles from './groups.module.css';

type Figure = 'spans' | 'failed' | 'p50' | 'p99' | 'self';

export const operationColumns: readonly Column<OperationRow>[] = [
  {
    id: 'operation',
    title: 'Operation',
    width: 200,
    grow: 1,
    cell: ({ service, name }) => (
      <span className={styles['operation']} title={`${serviceLabel(service)} ${name}`}>
        {name === '' ? '(no name)' : name} <span className={styles['faint']}>{serviceLabel(service)}</span>
      </span>
    ),
  },
  { id: 'change', title: 'Median', width: 92, cell: (row) => <ChangeMark change={row.change} /> },
  ...pair('spans', 'Spans', 66),
  ...pair('failed', 'Failed', 62),
  ...pair('p50', 'p50', 74),
  {
    id: 'p50-share',
    title: 'Δ',
    width: 60,
    align: 'end',
    cell: ({ left, right }) => <span className="numeric">{shareOfChange(left.p50, right.p50 - left.p50)}</span>,
  },
  ...pair('p99', 'p99', 74),
  {
    id: 'p99-share',
    title: 'Δ',
    width: 60,
    align: 'end',
    cell: ({ left, right }) => <span className="numeric">{shareOfChange(left.p99, right.p99 - left.p99)}</span>,
  },
  {
    id: 'self',
    title: 'Δ self per trace',
    width: 104,
    align: 'end',
    cell: ({ left, right }) => (
      <span className="numeric" title={`${figureText(left, 'self')} left, ${figureText(right, 'self')} right`}>
        {differenceText((right.self || 0) - (left.self || 0))}
      </span>
    ),
  },
];

function pair(figure: Figure, title: string, width: number): Column<OperationRow>[] {
  const column = (side: 'left' | 'right'): Column<OperationRow> => ({
    id: `${figure}-${side}`,
    title: (
      <>
        <span className={styles['sign']} data-side={side} aria-label={side} /> {title}
      </>
    ),
    width,
    align: 'end',
    cell: (row) => <Value side={row[side]} figure={figure} />,
  });
  return [column('left'), column('right')];
}

function Value({ side, figure }: { readonly side: SideFigures; readonly figure: Figure }): ReactNode {
  if (side.spans === 0) return <span className={styles['faint']}>–</span>;
  const bad = figure === 'failed' && side.failed > 0;
  return <span className={`numeric ${bad ? styles['failed'] : ''}`}>{figureText(side, figure)}</span>;
}

function figureText(side: SideFigures, figure: Figure): string {
  if (figure === 'spans') return formatCount(side.spans);
  if (figure === 'failed') return formatShare(side.failed);
  return Number.isNaN(side[figure]) ? '–' : formatNanos(side[figure]);
}

// Columns of a list of program points.
import type { AllocationColumns, OpenedAllocations } from '../../../../contract/profiles/allocations.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import { AllocationValue, columnTitle, recordedColumns } from '../allocation-values.tsx';
import type { PointRow } from './questions-tab.tsx';
import styles from '../allocations-page.module.css';

export function pointColumns({ facts, totals }: OpenedAllocations): readonly Column<PointRow>[] {
  const text = (id: 'site' | 'caller', title: string): Column<PointRow> => ({
    id,
    title,
    width: 180,
    grow: 1,
    cell: ({ answer, row }) => (
      <span className={styles['clipped']} title={answer[id][row]}>
        {answer[id][row]}
      </span>
    ),
  });
  const each = (id: string, title: string, of: keyof AllocationColumns): Column<PointRow> => ({
    id,
    title,
    width: 92,
    align: 'end',
    cell: ({ answer, row }) => {
      const [part, count] = [answer[of][row] as number, answer.totalBlocks[row] as number];
      return <AllocationValue value={part === 0 && count === 0 ? 0 : part / count} />;
    },
  });
  return [
    text('site', 'Allocated at'),
    text('caller', 'Called from'),
    ...recordedColumns(facts)
      .filter((id) => id !== 'lifetimes' && id !== 'peakBlocks' && id !== 'endBlocks')
      .map((id): Column<PointRow> => ({
        id,
        title: columnTitle(id, facts.units),
        width: 130,
        align: 'end',
        cell: ({ answer, row }) => <AllocationValue value={answer[id][row] as number} whole={totals[id]} />,
      })),
    each('size', `Avg size, ${facts.units.bytes}`, 'totalBytes'),
    ...(facts.hasLifetimes
      ? [
          each('life', `Avg life, ${facts.units.time}`, 'lifetimes'),
          {
            id: 'turnover',
            title: <span title="Total by the most that it held at once">Turnover</span>,
            width: 84,
            align: 'end',
            cell: ({ answer, row }) => <AllocationValue value={answer.turnover[row] as number} />,
          } satisfies Column<PointRow>,
        ]
      : []),
  ];
}

// Columns of a list of program points.
import type {
  AllocationColumn,
  AllocationColumns,
  OpenedAllocations,
} from '../../../../contract/profiles/allocations.ts';
import { textColumn } from '../../../ui/text-column.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { AllocationValue, columnTitle, recordedColumns, shareWidth, valueWidth } from '../allocation-values.tsx';
import type { PointRow } from './questions-tab.tsx';

const callerWords = 'The first caller that is neither of an allocator nor of a standard library';

/** @param by what the points are sorted by: it stands next to the names */
export function pointColumns({ facts, totals }: OpenedAllocations, by: AllocationColumn): readonly Column<PointRow>[] {
  const each = (id: string, title: string, of: keyof AllocationColumns): Column<PointRow> => ({
    id,
    title,
    width: valueWidth(0, title) + 12,
    align: 'end',
    cell: ({ answer, row }) => {
      const [part, count] = [answer[of][row] as number, answer.totalBlocks[row] as number];
      return <AllocationValue value={part === 0 && count === 0 ? 0 : part / count} />;
    },
  });
  const caller = <span title={callerWords}>Called from</span>;
  return [
    textColumn('site', 'Allocated at', 180, 1, ({ answer, row }) => answer.site[row] ?? ''),
    textColumn('caller', caller, 180, 1, ({ answer, row }) => answer.caller[row] ?? ''),
    ...recordedColumns(facts)
      .filter((id) => id !== 'lifetimes' && id !== 'peakBlocks' && id !== 'endBlocks')
      .toSorted((a, b) => Number(b === by) - Number(a === by))
      .map((id): Column<PointRow> => ({
        id,
        title: id === by ? <strong>{columnTitle(id, facts.units)}</strong> : columnTitle(id, facts.units),
        width: shareWidth(totals[id], columnTitle(id, facts.units)),
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

// A row of the tree as cells of a CSV file: where it stands, its own frames, its sums.
import {
  AllocationRow,
  type AllocationRows,
  type OpenedAllocations,
} from '../../../../contract/profiles/allocations.ts';
import { cellOf, sumCells, sumTitles } from '../save-csv.tsx';

export function treeHeader(opened: OpenedAllocations): readonly string[] {
  const { bytes, blocks } = opened.facts.units;
  return [
    'Program point',
    'First frame',
    'Last frame',
    'Frames',
    ...sumTitles(opened),
    `Max, ${bytes}`,
    `Max, ${blocks}`,
  ];
}

export function treeCells(opened: OpenedAllocations, rows: AllocationRows, row: number): readonly (string | number)[] {
  const aggregate = ((rows.state[row] ?? 0) & AllocationRow.aggregate) !== 0;
  return [
    rows.ids[row] ?? '',
    aggregate ? `[${rows.children[row] ?? 0} insignificant]` : (rows.first[row] ?? ''),
    rows.last[row] ?? '',
    rows.frames[row] ?? 0,
    ...sumCells(opened, rows, row),
    cellOf(rows.maximumBytes[row]),
    cellOf(rows.maximumBlocks[row]),
  ];
}

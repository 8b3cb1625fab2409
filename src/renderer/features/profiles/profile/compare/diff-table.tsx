// What changed by function, the largest difference first; what is new, what is gone.
import { useMemo, useState, type ReactNode } from 'react';
import type { DiffOrder, ProfileDiffAnswer } from '../../../../../contract/profiles/flame.ts';
import { useTablePages } from '../../../../data/use-table-pages.ts';
import { Badge } from '../../../../ui/badge.tsx';
import cells from '../../../../ui/cell-text.module.css';
import { cx } from '../../../../ui/cx.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { numberColumn } from '../../../../ui/number-column.tsx';
import { textColumn } from '../../../../ui/text-column.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import { changeText, pointsText, shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { rowMenu } from '../row-menu.ts';

interface DiffRow {
  readonly name: string;
  readonly leftSelf: number;
  readonly leftTotal: number;
  readonly rightSelf: number;
  readonly rightTotal: number;
}

export function DiffTable({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, sampleType, change, frameMenu } = screen;
  const [selected, setSelected] = useState<number>();
  const by: DiffOrder = place.sort === 'self' ? 'self' : 'total';
  const { relative, find: text } = place;
  const pages = useTablePages('profiles.diff', (offset, limit) => ({ view, by, relative, text, offset, limit }));
  const { first: answer, error } = pages;
  const rowAt = (index: number): DiffRow | undefined => {
    const found = pages.at(index);
    return found === undefined ? undefined : rowOf(found.answer, found.row);
  };
  const columns = useMemo(
    () => diffColumns(answer, by, relative, sampleType, (next) => change({ sort: next })),
    [answer, by, relative, sampleType, change],
  );
  if (error !== null && answer === undefined)
    return <EmptyState title="The profiles could not be compared">{error.message}</EmptyState>;
  return (
    <VirtualTable
      label="Differences by function"
      columns={columns}
      count={answer?.functions ?? 0}
      rowAt={rowAt}
      selected={selected}
      onSelect={setSelected}
      onOpen={(index) => change({ tab: 'sandwich', fn: rowAt(index)?.name }, true)}
      onContextMenu={rowMenu(frameMenu, rowAt, setSelected)}
      onVisible={pages.onVisible}
      autoFocus
      empty={
        answer === undefined ? undefined : (
          <EmptyState title={text === '' ? 'Nothing differs' : 'No function matches'}>
            {text === '' ? 'Both profiles have the same values in what is shown of them.' : 'Look for another name.'}
          </EmptyState>
        )
      }
    />
  );
}

function rowOf(answer: ProfileDiffAnswer, row: number): DiffRow | undefined {
  const name = answer.names[row];
  if (name === undefined) return undefined;
  return {
    name,
    leftSelf: answer.leftSelf[row] ?? 0,
    leftTotal: answer.leftTotal[row] ?? 0,
    rightSelf: answer.rightSelf[row] ?? 0,
    rightTotal: answer.rightTotal[row] ?? 0,
  };
}

function diffColumns(
  answer: ProfileDiffAnswer | undefined,
  by: DiffOrder,
  relative: boolean,
  type: ProfileScreen['sampleType'],
  sortBy: (by: DiffOrder) => void,
): readonly Column<DiffRow>[] {
  const sums = [answer?.left ?? 0, answer?.right ?? 0] as const;
  const text = (value: number, side: 0 | 1): string =>
    relative ? shareText(value, sums[side]) : valueText(value, type);
  const delta = (left: number, right: number): string => {
    if (!relative) return changeText(right - left, type);
    return pointsText(left, sums[0], right, sums[1]);
  };
  const change = (id: DiffOrder, title: string, of: (row: DiffRow) => readonly [number, number]): Column<DiffRow> => ({
    id,
    title,
    width: 116,
    align: 'end',
    onSort: () => sortBy(id),
    sorted: by === id ? 'descending' : undefined,
    cell: (row) => {
      const [left, right] = of(row);
      const look = right > left ? cells['grew'] : right < left ? cells['shrank'] : cells['faint'];
      return <span className={cx(cells['number'], look)}>{delta(left, right)}</span>;
    },
  });
  return [
    change('total', 'Change, cum', ({ leftTotal, rightTotal }) => [leftTotal, rightTotal]),
    change('self', 'Change, flat', ({ leftSelf, rightSelf }) => [leftSelf, rightSelf]),
    numberColumn<DiffRow>('leftTotal', 'Cum before', 88, ({ leftTotal }) => text(leftTotal, 0)),
    numberColumn<DiffRow>('rightTotal', 'Cum now', 88, ({ rightTotal }) => text(rightTotal, 1)),
    numberColumn<DiffRow>('leftSelf', 'Flat before', 88, ({ leftSelf }) => text(leftSelf, 0)),
    numberColumn<DiffRow>('rightSelf', 'Flat now', 88, ({ rightSelf }) => text(rightSelf, 1)),
    {
      id: 'state',
      title: '',
      width: 52,
      cell: ({ leftTotal, rightTotal }) =>
        leftTotal === 0 ? <Badge tone="warning">new</Badge> : rightTotal === 0 ? <Badge>gone</Badge> : undefined,
    },
    textColumn('name', 'Function', 260, 1, ({ name }) => name),
  ];
}

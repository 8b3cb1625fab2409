// What changed by function, the largest difference first; what is new, what is gone.
import { useCallback, useMemo, useState, type MouseEvent, type ReactNode } from 'react';
import type { DiffOrder, ProfileDiffAnswer } from '../../../../../contract/profiles/flame.ts';
import { usePages } from '../../../../data/use-pages.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import { changeText, pointsText, shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import styles from '../profile-page.module.css';

const pageSize = 200;

interface DiffRow {
  readonly name: string;
  readonly leftSelf: number;
  readonly leftTotal: number;
  readonly rightSelf: number;
  readonly rightTotal: number;
}

export function DiffTable({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, sampleType, change, frameMenu } = screen;
  const [visible, setVisible] = useState<readonly [number, number]>([0, 40]);
  const [selected, setSelected] = useState<number>();
  const by: DiffOrder = place.sort === 'self' ? 'self' : 'total';
  const { relative, find: text } = place;
  const request = useMemo(
    () => (offset: number) => ({ view, by, relative, text, offset, limit: pageSize }),
    [view, by, relative, text],
  );
  const pages = usePages({
    method: 'profiles.diff',
    request,
    visible,
    pageSize,
    live: false,
    listKey: JSON.stringify(request(0)),
  });
  const { first: answer, error } = pages;
  const rowAt = (index: number): DiffRow | undefined => {
    const found = pages.at(index);
    return found === undefined ? undefined : rowOf(found.answer, found.row);
  };
  const columns = useMemo(
    () => diffColumns(answer, by, relative, sampleType, (next) => change({ sort: next })),
    [answer, by, relative, sampleType, change],
  );
  const onVisible = useCallback((from: number, to: number) => setVisible([from, to]), []);
  const onContextMenu = (index: number, event: MouseEvent): void => {
    const row = rowAt(index);
    if (row === undefined) return;
    event.preventDefault();
    setSelected(index);
    frameMenu.open({ name: row.name, file: '' }, event.clientX, event.clientY);
  };
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
      onContextMenu={onContextMenu}
      onVisible={onVisible}
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
  const number = (id: string, title: string, width: number, of: (row: DiffRow) => string): Column<DiffRow> => ({
    id,
    title,
    width,
    align: 'end',
    cell: (row) => <span className={styles['number']}>{of(row)}</span>,
  });
  const change = (id: DiffOrder, title: string, of: (row: DiffRow) => readonly [number, number]): Column<DiffRow> => ({
    id,
    title,
    width: 116,
    align: 'end',
    onSort: () => sortBy(id),
    sorted: by === id ? 'descending' : undefined,
    cell: (row) => {
      const [left, right] = of(row);
      const look = right > left ? styles['grew'] : right < left ? styles['shrank'] : styles['faint'];
      return <span className={`${styles['number']} ${look}`}>{delta(left, right)}</span>;
    },
  });
  return [
    change('total', 'Change, cum', ({ leftTotal, rightTotal }) => [leftTotal, rightTotal]),
    change('self', 'Change, flat', ({ leftSelf, rightSelf }) => [leftSelf, rightSelf]),
    number('leftTotal', 'Cum before', 88, ({ leftTotal }) => text(leftTotal, 0)),
    number('rightTotal', 'Cum now', 88, ({ rightTotal }) => text(rightTotal, 1)),
    number('leftSelf', 'Flat before', 88, ({ leftSelf }) => text(leftSelf, 0)),
    number('rightSelf', 'Flat now', 88, ({ rightSelf }) => text(rightSelf, 1)),
    {
      id: 'state',
      title: '',
      width: 52,
      cell: ({ leftTotal, rightTotal }) =>
        leftTotal === 0 ? <Badge tone="warning">new</Badge> : rightTotal === 0 ? <Badge>gone</Badge> : undefined,
    },
    {
      id: 'name',
      title: 'Function',
      width: 260,
      grow: 1,
      cell: ({ name }) => (
        <span className={styles['clipped']} title={name}>
          {name}
        </span>
      ),
    },
  ];
}

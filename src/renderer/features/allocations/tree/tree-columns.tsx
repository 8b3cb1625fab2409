// Columns of the tree of program points: id and frames, then every sum with its share of the whole file.
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { allocationMetrics, type AllocationField } from '../../../../contract/profiles/allocation-metric.ts';
import {
  AllocationRow,
  type AllocationRows,
  type OpenedAllocations,
} from '../../../../contract/profiles/allocations.ts';
import cells from '../../../ui/cell-text.module.css';
import { formatCount } from '../../../ui/number-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import { AllocationValue, shareWidth, valueWidth } from '../allocation-values.tsx';
import styles from './tree-columns.module.css';

export interface TreeRow {
  readonly answer: AllocationRows;
  readonly row: number;
  readonly node: number;
  readonly state: number;
  readonly depth: number;
}

export function treeRowOf(answer: AllocationRows, row: number): TreeRow | undefined {
  if (row >= answer.node.length) return undefined;
  return {
    answer,
    row,
    node: answer.node[row] as number,
    state: answer.state[row] as number,
    depth: answer.depth[row] as number,
  };
}

type Field =
  | 'totalBytes'
  | 'totalBlocks'
  | 'peakBytes'
  | 'peakBlocks'
  | 'endBytes'
  | 'endBlocks'
  | 'readBytes'
  | 'writeBytes';

export function treeColumns(
  { facts, totals }: OpenedAllocations,
  metric: number,
  onToggle: (row: TreeRow) => void,
): readonly Column<TreeRow>[] {
  const { bytes, blocks, time } = facts.units;
  const field = allocationMetrics[metric]?.field ?? 'totalBlocks';
  const sum = (id: Field, title: string): Column<TreeRow> => ({
    id,
    title: id === field ? <strong>{title}</strong> : title,
    width: shareWidth(totals[id], title),
    align: 'end',
    cell: ({ answer, row }) => <AllocationValue value={answer[id][row] as number} whole={answer.root[id]} />,
  });
  const maximum: Column<TreeRow> = {
    id: 'maximum',
    title: <span title={facts.maximumIsLowerBound ? lowerBound : 'The most that it held at once'}>Max, {bytes}</span>,
    width: valueWidth(totals.totalBytes, `≥ Max, ${bytes}`),
    align: 'end',
    cell: ({ answer, row }) => {
      const most = answer.maximumBytes[row] as number;
      if (Number.isNaN(most)) return undefined;
      return (
        <span className={cells['number']}>
          {facts.maximumIsLowerBound ? '≥ ' : ''}
          {formatCount(most)}
        </span>
      );
    },
  };
  const all = [
    sum('totalBytes', `Total, ${bytes}`),
    sum('totalBlocks', `Total, ${blocks}`),
    ...(facts.hasLifetimes
      ? [
          maximum,
          sum('peakBytes', `At t-gmax, ${bytes}`),
          sum('endBytes', `At t-end, ${bytes}`),
          average('lifetime', `Avg life, ${time}`, 112, 'lifetimes', 'totalBlocks'),
        ]
      : []),
    average('size', `Avg size, ${bytes}`, 108, 'totalBytes', 'totalBlocks'),
    ...(facts.hasAccesses ? [sum('readBytes', `Reads, ${bytes}`), sum('writeBytes', `Writes, ${bytes}`)] : []),
  ];
  // What the tree is sorted by stands next to the names, wherever the table ends.
  return [
    {
      id: 'point',
      title: 'Program point',
      width: 420,
      grow: 1,
      cell: (row) => <Point row={row} field={field} whole={totals[field]} onToggle={onToggle} />,
    },
    ...all.filter(({ id }) => id === field),
    ...all.filter(({ id }) => id !== field),
  ];
}

const lowerBound =
  "At least this: Valgrind notes a point's maximum only while the whole heap grows beyond its own. Shown is the greatest of what the file says, t-gmax, t-end and a block of average size.";

function average(
  id: string,
  title: string,
  width: number,
  of: 'lifetimes' | 'totalBytes',
  by: 'totalBlocks',
): Column<TreeRow> {
  return {
    id,
    title,
    width,
    align: 'end',
    cell: ({ answer, row }) => {
      const [part, count] = [answer[of][row] as number, answer[by][row] as number];
      return <AllocationValue value={part === 0 && count === 0 ? 0 : part / count} />;
    },
  };
}

/** Bands of the share that a point has of what the tree is sorted by, as in DHAT's viewer. */
function bandOf(share: number): number {
  return Math.min(6, Math.max(0, Math.floor(Math.log2(share * 100)) + 1));
}

/** Characters of a position in the tree; of a longer one the end, so that names of deep points are still there. */
const longestId = 19;

interface PointProps {
  readonly row: TreeRow;
  readonly field: AllocationField;
  readonly whole: number;
  readonly onToggle: (row: TreeRow) => void;
}

function Point({ row: tree, field, whole, onToggle }: PointProps): ReactNode {
  const { answer, row, state, depth } = tree;
  const aggregate = (state & AllocationRow.aggregate) !== 0;
  const foldable = (state & AllocationRow.foldable) !== 0;
  const open = (state & AllocationRow.open) !== 0;
  const id = answer.ids[row] ?? '';
  const share = whole > 0 ? (answer[field][row] as number) / whole : 0;
  return (
    <span className={styles['point']} style={{ paddingInlineStart: Math.min(depth, 40) * 12 }}>
      <span
        className={styles['band']}
        data-band={(state & AllocationRow.significant) === 0 ? 'none' : bandOf(share)}
        aria-hidden="true"
      />
      {foldable ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles['fold']}
          aria-label={`${open ? 'Fold' : 'Unfold'} ${id}`}
          aria-expanded={open}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => onToggle(tree)}
        >
          {open ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        </button>
      ) : (
        <span className={styles['fold']} />
      )}
      <span className={styles['id']} title={id.length > longestId ? id : undefined}>
        {id.length > longestId ? `…${id.slice(-longestId)}` : id}
      </span>
      {aggregate ? (
        <span className={cells['faint']}>[{formatCount(answer.children[row] as number)} insignificant]</span>
      ) : (
        <Frames row={tree} />
      )}
    </span>
  );
}

function Frames({ row: { answer, row, node } }: { readonly row: TreeRow }): ReactNode {
  const [first = '', last = ''] = [answer.first[row], answer.last[row]];
  const frames = answer.frames[row] as number;
  if (frames === 0) return <span className={cells['faint']}>{node === 0 ? 'all program points' : 'ends here'}</span>;
  const between = frames > 2 ? ` … ${frames - 2} more … ` : ' ‹ ';
  return (
    <span className={cells['clipped']} title={last === '' ? first : `${first}\n${last}`}>
      {first}
      {last === '' ? undefined : (
        <span className={cells['faint']}>
          {between}
          {last}
        </span>
      )}
    </span>
  );
}

// Columns of the compared rows: the span, what became of it, both durations, their difference, and two bars in time.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { ErrorChange, type ComparedSide, type TraceComparison } from '../../../../contract/compare.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { ServiceColours } from '../../../draw/palette.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import { ChangeMark } from './change-mark.tsx';
import { differenceText, shareOfChange } from './difference-text.ts';
import styles from './compare.module.css';

/** `tree`: rows stand below their parents, so that they are indented. */
export function compareColumns(
  comparison: TraceComparison,
  colourOf: ServiceColours,
  tree: boolean,
): readonly Column<number>[] {
  const { left, right, delta, selfDelta, change } = comparison;
  const longest = Math.max(Number(left.columns.duration), Number(right.columns.duration), 1);
  return [
    {
      id: 'span',
      title: 'Span',
      width: 300,
      grow: 2,
      cell: (row) => <SpanCell comparison={comparison} row={row} colourOf={colourOf} indent={tree} />,
    },
    { id: 'change', title: 'Change', width: 92, cell: (row) => <ChangeMark change={change[row] as number} /> },
    {
      id: 'left',
      title: 'Left',
      width: 78,
      align: 'end',
      cell: (row) => <Length side={left} row={comparison.leftRow[row]} />,
    },
    {
      id: 'right',
      title: 'Right',
      width: 78,
      align: 'end',
      cell: (row) => <Length side={right} row={comparison.rightRow[row]} />,
    },
    { id: 'delta', title: 'Δ', width: 84, align: 'end', cell: (row) => <Delta nanos={delta[row] as number} /> },
    {
      id: 'share',
      title: 'Δ %',
      width: 66,
      align: 'end',
      cell: (row) => (
        <span className="numeric">
          {shareOfChange(left.columns.length[comparison.leftRow[row] as number] ?? NaN, delta[row] as number)}
        </span>
      ),
    },
    { id: 'self', title: 'Δ self', width: 84, align: 'end', cell: (row) => <Delta nanos={selfDelta[row] as number} /> },
    {
      id: 'bars',
      title: 'Left over right, from the start of each trace',
      width: 260,
      grow: 2,
      cell: (row) => <Bars comparison={comparison} row={row} longest={longest} />,
    },
  ];
}

function SpanCell({
  comparison,
  row,
  colourOf,
  indent,
}: {
  readonly comparison: TraceComparison;
  readonly row: number;
  readonly colourOf: ServiceColours;
  readonly indent: boolean;
}): ReactNode {
  const l = comparison.leftRow[row] as number;
  const r = comparison.rightRow[row] as number;
  const [{ columns }, at] = r >= 0 ? [comparison.right, r] : [comparison.left, l];
  const service = rowService(columns, at);
  const label = serviceLabel(service, '');
  const name = rowName(columns, at);
  const before = l >= 0 && r >= 0 ? rowName(comparison.left.columns, l) : name;
  return (
    <span
      className={styles['span']}
      style={{ paddingLeft: indent ? 12 * Math.min(30, comparison.depth[row] as number) : 0 }}
    >
      <span className={styles['dot']} style={{ background: colourOf(service).fill }} />
      <ErrorSign error={comparison.error[row] as number} />
      <span className={styles['name']} title={`${label} ${name}`}>
        {before === name ? name : `${before} → ${name}`} <span className={styles['faint']}>{label}</span>
      </span>
    </span>
  );
}

const errorWords: Readonly<Record<number, string>> = {
  [ErrorChange.both]: 'failed on both sides',
  [ErrorChange.appeared]: 'failed only on the right',
  [ErrorChange.gone]: 'failed only on the left',
};

function ErrorSign({ error }: { readonly error: number }): ReactNode {
  const words = errorWords[error];
  if (words === undefined) return undefined;
  return (
    <span className={styles['error']} title={words} data-quiet={error === ErrorChange.appeared ? undefined : ''}>
      <CircleAlert size={12} aria-label={words} />
    </span>
  );
}

function Length({ side, row }: { readonly side: ComparedSide; readonly row: number | undefined }): ReactNode {
  if (row === undefined || row < 0) return <span className={styles['faint']}>–</span>;
  return <span className="numeric">{formatNanos(side.columns.length[row] as number)}</span>;
}

function Delta({ nanos }: { readonly nanos: number }): ReactNode {
  if (Number.isNaN(nanos)) return undefined;
  return <span className={nanos === 0 ? `numeric ${styles['faint']}` : 'numeric'}>{differenceText(nanos)}</span>;
}

function Bars({
  comparison,
  row,
  longest,
}: {
  readonly comparison: TraceComparison;
  readonly row: number;
  readonly longest: number;
}): ReactNode {
  const bar = (side: ComparedSide, at: number, name: 'left' | 'right'): ReactNode => {
    if (at < 0) return undefined;
    const from = Math.max(0, side.columns.offset[at] as number);
    const lasts = Math.max(0, side.columns.length[at] as number);
    return (
      <span
        className={styles['barOf']}
        data-side={name}
        style={{
          left: `${Math.min(100, (100 * from) / longest)}%`,
          width: `${Math.min(100, (100 * lasts) / longest)}%`,
        }}
      />
    );
  };
  return (
    <span className={styles['bars']} data-change={comparison.change[row]} aria-hidden="true">
      {bar(comparison.left, comparison.leftRow[row] as number, 'left')}
      {bar(comparison.right, comparison.rightRow[row] as number, 'right')}
    </span>
  );
}

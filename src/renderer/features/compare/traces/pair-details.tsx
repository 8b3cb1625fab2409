// The chosen pair: times of both spans side by side, then what differs in what they say.
import { useMemo, useState, type ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import type { TraceComparison } from '../../../../contract/compare.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { RequestOf } from '../../../../contract/methods.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import type { TracesComparison } from '../../../routes/compare-route.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SidePane } from '../../../ui/side-pane.tsx';
import { Switch } from '../../../ui/toggle.tsx';
import { ChangeMark } from './change-mark.tsx';
import type { SideIndexes } from './compare-screen.tsx';
import { differenceText } from './difference-text.ts';
import { DifferenceTable } from './difference-table.tsx';
import { spanDifferences } from './span-difference.ts';
import styles from './compare.module.css';

interface PairDetailsProps {
  readonly comparison: TraceComparison;
  readonly row: number;
  readonly view: TracesComparison;
  readonly indexes: SideIndexes;
  readonly onClose: () => void;
}

export function PairDetails({ comparison, row, view, indexes, onClose }: PairDetailsProps): ReactNode {
  const [all, setAll] = useState(false);
  const l = comparison.leftRow[row] as number;
  const r = comparison.rightRow[row] as number;
  const left = useAnswer('trace.span', requestOf('left', l), { keepPrevious: true });
  const right = useAnswer('trace.span', requestOf('right', r), { keepPrevious: true });
  const [leftSpan, rightSpan] = [l < 0 ? undefined : left.data, r < 0 ? undefined : right.data];
  const groups = useMemo(() => spanDifferences(leftSpan, rightSpan), [leftSpan, rightSpan]);
  const error = left.error ?? right.error;
  const [{ columns }, at] = r >= 0 ? [comparison.right, r] : [comparison.left, l];

  function requestOf(name: 'left' | 'right', of: number): RequestOf<'trace.span'> | undefined {
    if (of < 0 || comparison[name].columns.missing[of] === 1) return undefined;
    return { ...view[name], ...indexes[name].refOf(of) };
  }
  const linkOf = (name: 'left' | 'right', of: number, title: string): ReactNode =>
    of < 0 ? (
      <span className={styles['faint']}>not there</span>
    ) : (
      <Link href={traceLink({ ...view[name], span: indexes[name].refOf(of).spanId })}>{title}</Link>
    );
  const figure = (name: string, of: (side: TraceComparison['left'], at: number) => number): ReactNode => {
    const [before, after] = [l < 0 ? NaN : of(comparison.left, l), r < 0 ? NaN : of(comparison.right, r)];
    return (
      <tr>
        <th scope="row">{name}</th>
        <td>{l < 0 ? '–' : formatNanos(before)}</td>
        <td>{r < 0 ? '–' : formatNanos(after)}</td>
        <td>{differenceText(after - before)}</td>
      </tr>
    );
  };
  return (
    <SidePane
      label="Compared pair"
      title={rowName(columns, at)}
      subtitle={serviceLabel(rowService(columns, at), '')}
      actions={<ChangeMark change={comparison.change[row] as number} />}
      closeLabel="Close"
      onClose={onClose}
    >
      <table className={styles['figures']}>
        <thead>
          <tr>
            <td />
            <th scope="col">{linkOf('left', l, 'Left')}</th>
            <th scope="col">{linkOf('right', r, 'Right')}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {figure('Duration', (side, of) => side.columns.length[of] as number)}
          {figure('Self time', (side, of) => side.self[of] as number)}
          {figure('Starts after', (side, of) => side.columns.offset[of] as number)}
        </tbody>
      </table>
      {error === null ? (
        <>
          <div className={styles['pairTools']}>
            <Switch label="Also what is the same" checked={all} onChange={setAll} />
          </div>
          <DifferenceTable groups={groups} all={all || l < 0 || r < 0} />
        </>
      ) : (
        <EmptyState title="The spans could not be read">{error.message}</EmptyState>
      )}
    </SidePane>
  );
}

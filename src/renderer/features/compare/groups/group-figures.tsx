// The figures beside the distributions: of whole traces or of the chosen operation, with the way to the traces of a side.
import type { ReactNode } from 'react';
import type { GroupComparison } from '../../../../contract/compare.ts';
import { condition } from '../../../../contract/search/print.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import type { GroupsComparison } from '../../../routes/compare-groups-route.ts';
import { tracesLink } from '../../../routes/traces-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { differenceText, shareOfChange } from '../traces/difference-text.ts';
import type { OperationRow } from './operation-rows.ts';
import styles from './groups.module.css';

interface GroupFiguresProps {
  readonly groups: GroupComparison;
  readonly row: OperationRow | undefined;
  readonly view: GroupsComparison;
}

export function GroupFigures({ groups, row, view }: GroupFiguresProps): ReactNode {
  const { left, right } = groups;
  const quantile = (name: 'p50' | 'p90' | 'p99'): readonly [number, number] =>
    row === undefined
      ? [left[name], right[name]]
      : [groups.leftOperations[name][row.index] ?? NaN, groups.rightOperations[name][row.index] ?? NaN];
  const failed: readonly [number, number] =
    row === undefined ? [left.errors / left.traces, right.errors / right.traces] : [row.left.failed, row.right.failed];
  const [counted, counts] =
    row === undefined
      ? (['Traces', [left.traces, right.traces]] as const)
      : (['Spans', [row.left.spans, row.right.spans]] as const);
  return (
    <section className={styles['figures']} aria-label="Figures of both groups">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span className={styles['sign']} data-side="left" /> Left
            </th>
            <th scope="col">
              <span className={styles['sign']} data-side="right" /> Right
            </th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{counted}</th>
            <td>{formatCount(counts[0])}</td>
            <td>{formatCount(counts[1])}</td>
            <td />
          </tr>
          <tr>
            <th scope="row">Failed</th>
            <td className={failed[0] > 0 ? styles['failed'] : undefined}>{formatShare(failed[0]) || '–'}</td>
            <td className={failed[1] > 0 ? styles['failed'] : undefined}>{formatShare(failed[1]) || '–'}</td>
            <td />
          </tr>
          {(['p50', 'p90', 'p99'] as const).map((name) => {
            const [before, after] = quantile(name);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{durationText(before)}</td>
                <td>{durationText(after)}</td>
                <td>
                  {differenceText(after - before)} {after === before ? '' : shareOfChange(before, after - before)}
                </td>
              </tr>
            );
          })}
          <tr>
            <td />
            {(['left', 'right'] as const).map((side) => (
              <td key={side}>
                <Link href={tracesOfSide(view, side, row)}>Traces</Link>
              </td>
            ))}
            <td />
          </tr>
        </tbody>
      </table>
      <p className={styles['faint']}>
        {[exactness('Left', left), exactness('Right', right)].filter((text) => text !== '').join(' ')} Quantiles are
        within 2.2 %.
      </p>
    </section>
  );
}

function durationText(nanos: number): string {
  return Number.isNaN(nanos) ? '–' : formatNanos(nanos);
}

/** Said where not all traces of a group were looked at. */
function exactness(side: string, facts: GroupComparison['left']): string {
  const { traces, total, totalIsExact, spans, spansLeftOut } = facts;
  const newest =
    totalIsExact && traces >= total
      ? ''
      : `${side}: the newest ${formatCount(traces)} of ${totalIsExact ? '' : 'at least '}${formatCount(total)} traces.`;
  const rest =
    spansLeftOut === 0
      ? ''
      : `${side}: ${formatCount(spansLeftOut)} of ${formatCount(spans)} spans are of too many further operations to be compared one by one.`;
  return [newest, rest].filter((text) => text !== '').join(' ');
}

function tracesOfSide(view: GroupsComparison, side: 'left' | 'right', row: OperationRow | undefined): string {
  const { run, from, to } = view[side];
  const conditions =
    row === undefined ? [] : [condition('service', '=', row.service, true), condition('name', '=', row.name, true)];
  const where = view.where === '' ? conditions : [...conditions, `(${view.where})`];
  return tracesLink({ run, filter: { where: row === undefined ? view.where : where.join(' and '), from, to } });
}

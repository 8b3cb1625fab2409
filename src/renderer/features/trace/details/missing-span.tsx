// What can be said about a parent that was never received.
import type { ReactNode } from 'react';
import { spanIdAt } from '../../../../contract/ids.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { plural } from '../../../ui/number-text.ts';
import { formatAge, formatExactClock } from '../../../ui/time-text.ts';
import { Fact, Id } from './fact.tsx';
import styles from './details.module.css';

export function MissingSpan({ columns, row }: { readonly columns: TraceColumns; readonly row: number }): ReactNode {
  const { live } = useSelectedRun();
  let children = 0;
  let since = Number.POSITIVE_INFINITY;
  const end = row + (columns.subtree[row] as number);
  for (let child = row + 1; child < end; child += columns.subtree[child] as number) {
    children++;
    since = Math.min(since, (columns.offset[child] as number) + Math.max(0, columns.length[child] as number));
  }
  const heard = columns.start + BigInt(Math.round(since));
  return (
    <>
      <p className={styles['words']}>
        {plural(children, 'span')} {children === 1 ? 'names' : 'name'} this span as parent, but it was not received
        {live ? ' yet' : ''}. It may not have ended, may have been sampled away, or its service does not send here.
        {live ? ' It takes its place as soon as it arrives.' : ''}
      </p>
      <dl className={styles['facts']}>
        <Fact name="Span id">
          <Id label="Copy span id" text={spanIdAt(columns.spanIds, row * 8)} />
        </Fact>
        <Fact name="Missing since">
          {formatExactClock(heard)}{' '}
          <span className={styles['dim']}>
            {formatAge(Date.now() - Number(heard / 1_000_000n))}, when the first of its children ended
          </span>
        </Fact>
        <Fact name="First child">+{formatNanos(columns.offset[row] as number)}</Fact>
        <Fact name="Extent">{formatNanos(columns.length[row] as number)}</Fact>
      </dl>
    </>
  );
}

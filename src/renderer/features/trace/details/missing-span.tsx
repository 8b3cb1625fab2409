// What can be said about a parent that was never received.
import type { ReactNode } from 'react';
import { spanIdAt } from '../../../../contract/ids.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import { plural } from '../../../ui/number-text.ts';
import { Fact, Id } from './fact.tsx';
import styles from './details.module.css';

export function MissingSpan({ columns, row }: { readonly columns: TraceColumns; readonly row: number }): ReactNode {
  let children = 0;
  const end = row + (columns.subtree[row] as number);
  for (let child = row + 1; child < end; child += columns.subtree[child] as number) children++;
  return (
    <>
      <p className={styles['words']}>
        {plural(children, 'span')} {children === 1 ? 'names' : 'name'} this span as parent, but it was not received. It
        may not have ended yet, may have been sampled away, or its service does not send here. It takes its place as
        soon as it arrives.
      </p>
      <dl className={styles['facts']}>
        <Fact name="Span id">
          <Id label="Copy span id" text={spanIdAt(columns.spanIds, row * 8)} />
        </Fact>
        <Fact name="First child">+{formatNanos(columns.offset[row] as number)}</Fact>
        <Fact name="Extent">{formatNanos(columns.length[row] as number)}</Fact>
      </dl>
    </>
  );
}

// One side of the comparison: which trace of which run it is, and its figures beside those of the other.
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { formatDuration, formatNanos } from '../../../../contract/duration-text.ts';
import { isoOfUnixNanos } from '../../../../contract/iso-time.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import type { TraceSide } from '../../../routes/compare-route.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { plural } from '../../../ui/number-text.ts';
import { formatClock, formatDay } from '../../../ui/time-text.ts';
import styles from './compare.module.css';

interface SideHeadProps {
  readonly name: 'Left' | 'Right';
  readonly side: TraceSide;
  readonly columns: TraceColumns;
  /** Figures to tell the difference from. */
  readonly against?: TraceColumns;
}

export function SideHead({ name, side, columns, against }: SideHeadProps): ReactNode {
  const { data: runs = [] } = useAnswer('runs.list', {});
  const run = runs.find(({ id }) => id === side.run);
  const runTitle = run === undefined || run.name === '' ? side.run : run.name;
  const longer = against === undefined ? 0 : Number(columns.duration - against.duration);
  return (
    <section className={styles['side']} aria-label={`${name} trace`} data-side={name.toLowerCase()}>
      <h2 className={styles['sideTitle']}>
        <span className={styles['sideName']}>{name}</span>
        <Link href={traceLink(side)} title={`${columns.traceId} in run ${runTitle}`}>
          {columns.rows === 0 ? columns.traceId : `${serviceLabel(rowService(columns, 0), '')} ${rowName(columns, 0)}`}
        </Link>
      </h2>
      <p className={styles['sideFacts']}>
        <code title={columns.traceId}>{columns.traceId.slice(0, 8)}</code>
        <span title={side.run}>{runTitle}</span>
        <time title={isoOfUnixNanos(columns.start)}>
          {formatDay(columns.start)} {formatClock(columns.start)}
        </time>
        <strong>{formatDuration(columns.duration)}</strong>
        {longer === 0 ? undefined : (
          <span data-change={longer > 0 ? 'slower' : 'faster'} className={styles['delta']}>
            {longer > 0 ? '+' : '−'}
            {formatNanos(Math.abs(longer))}
          </span>
        )}
        <span>{plural(columns.spans, 'span')}</span>
        <span className={columns.errors > 0 ? styles['failed'] : undefined}>{plural(columns.errors, 'error')}</span>
      </p>
    </section>
  );
}

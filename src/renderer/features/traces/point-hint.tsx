// The hint at a point of the scatter. The columns know service, time and counts; the operation is asked for,
// by the point's start, once the pointer rests on it.
import { useEffect, useState, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import { traceIdAt } from '../../../contract/ids.ts';
import { durationNanos, unixNanosOfMillis } from '../../../contract/time.ts';
import type { ScatterAnswer, TraceListRequest } from '../../../contract/traces.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { formatCount } from '../../ui/number-text.ts';
import { formatMoment } from '../../ui/time-text.ts';
import styles from './scatter-panel.module.css';

interface PointHintProps {
  readonly points: ScatterAnswer;
  readonly index: number;
  readonly colourOf: ServiceColours;
}

/** Milliseconds that the pointer rests before the engine is asked. */
const rest = 60;
/** A double holds today's milliseconds to a quarter of a microsecond. */
const slack = 0.001;

export function PointHint({ points, index, colourOf }: PointHintProps): ReactNode {
  const { run } = useSelectedRun();
  const start = points.startMillis[index] as number;
  const traceId = traceIdAt(points.traceIds, index * 16);
  const [asked, setAsked] = useState<TraceListRequest>();
  useEffect(() => {
    if (run === undefined) return undefined;
    const filter = { from: unixNanosOfMillis(start - slack), to: unixNanosOfMillis(start + slack) };
    const timer = setTimeout(() => setAsked({ run, filter, offset: 0, limit: 50 }), rest);
    return () => clearTimeout(timer);
  }, [run, start]);
  const answer = useAnswer('traces.list', asked, { live: false });
  const row = answer.data?.rows.find((one) => one.traceId === traceId);
  const service = points.serviceNames[points.service[index] as number] ?? '';
  const errors = points.errors[index] as number;
  const spans = points.spans[index] as number;
  return (
    <div className={styles['hint']}>
      <div className={styles['hintHead']}>
        <span className={styles['dot']} style={{ background: colourOf(service).fill }} />
        <span className={styles['hintName']}>{serviceLabel(service)}</span>
        <span className="numeric">
          {formatDuration(durationNanos(BigInt(Math.round((points.durationMillis[index] as number) * 1e6))))}
        </span>
      </div>
      <div className={styles['hintOperation']}>{row?.rootOperation ?? '\u00a0'}</div>
      <div className={styles['hintFacts']}>
        <span className="numeric">{formatMoment(unixNanosOfMillis(start), unixNanosOfMillis(Date.now()))}</span>
        <span>{spans === 1 ? '1 span' : `${formatCount(spans)} spans`}</span>
        {errors === 0 ? undefined : (
          <span className={styles['hintErrors']}>◆ {errors === 1 ? '1 error' : `${formatCount(errors)} errors`}</span>
        )}
      </div>
    </div>
  );
}

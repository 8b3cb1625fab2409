// The heap over the time of the program, as far as the file tells: empty at the beginning, its greatest, what was left at the
// end. Those are points; what lies between them is not recorded, and dashed.
import type { ReactNode } from 'react';
import type { OpenedAllocations } from '../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../contract/profiles/dhat-number.ts';
import { shareText } from './allocation-values.tsx';
import styles from './heap-course.module.css';

const width = 108;
const height = 24;
/** Between the points and the border. */
const margin = 3;

export function HeapCourse({ opened }: { readonly opened: OpenedAllocations }): ReactNode {
  const { facts, totals } = opened;
  const { timeAtEnd, timeAtPeak = 0, units } = facts;
  if (!facts.hasLifetimes || totals.peakBytes === 0) return undefined;
  const x = (time: number): number =>
    margin + (timeAtEnd > 0 ? Math.min(1, time / timeAtEnd) : 0) * (width - 2 * margin);
  const y = (bytes: number): number => height - margin - (bytes / totals.peakBytes) * (height - 2 * margin);
  const points: readonly (readonly [number, number])[] = [
    [x(0), y(0)],
    [x(timeAtPeak), y(totals.peakBytes)],
    [x(timeAtEnd), y(Math.min(totals.endBytes, totals.peakBytes))],
  ];
  const words = `The heap was largest, ${dhatNumber(totals.peakBytes)} ${units.bytes}, after ${shareText(timeAtPeak, timeAtEnd)} of the program; ${shareText(totals.endBytes, totals.peakBytes)} of that was left at its end. What it was in between is not recorded.`;
  return (
    <span className={styles['course']} title={words}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
        <line className={styles['ground']} x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        <polyline points={points.map((point) => point.join()).join(' ')} />
        {points.map(([left, top], at) => (
          <g key={at} data-peak={at === 1 ? '' : undefined}>
            <line x1={left} x2={left} y1={top} y2={height} />
            <circle cx={left} cy={top} r="2.5" />
          </g>
        ))}
      </svg>
    </span>
  );
}

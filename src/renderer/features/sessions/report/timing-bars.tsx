// How long each stage of a job took: bars one behind the other, as the stages were, with the waiting in the queue first.
import type { ReactNode } from 'react';
import { formatDuration } from '../../../../contract/duration-text.ts';
import { durationNanos } from '../../../../contract/time.ts';
import type { Timing } from './report-parts.ts';
import styles from './timing-bars.module.css';

interface TimingBarsProps {
  readonly timings: readonly Timing[];
  readonly queueMillis: number | undefined;
}

export function TimingBars({ timings, queueMillis }: TimingBarsProps): ReactNode {
  const rows = [
    ...(queueMillis === undefined ? [] : [{ stage: 'in the queue', millis: queueMillis, waits: true }]),
    ...timings.map((one) => ({ ...one, waits: false })),
  ];
  if (rows.length === 0) return <p className={styles['none']}>The report tells no times.</p>;
  const total = rows.reduce((sum, { millis }) => sum + millis, 0);
  let before = 0;
  return (
    <table className={styles['bars']} aria-label="Time of each stage">
      <tbody>
        {rows.map(({ stage, millis, waits }) => {
          const from = before;
          before += millis;
          return (
            <tr key={stage}>
              <th scope="row">{stage.replaceAll('_', ' ')}</th>
              <td className={styles['track']} aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                  <rect
                    className={waits ? styles['waits'] : styles['bar']}
                    x={total === 0 ? 0 : (100 * from) / total}
                    width={total === 0 ? 0 : Math.max(0.5, (100 * millis) / total)}
                    y="1"
                    height="8"
                  />
                </svg>
              </td>
              <td className={styles['length']}>{millisText(millis)}</td>
              <td className={styles['share']}>{total === 0 ? '' : `${Math.round((100 * millis) / total)} %`}</td>
            </tr>
          );
        })}
        <tr className={styles['total']}>
          <th scope="row">together</th>
          <td />
          <td className={styles['length']}>{millisText(total)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

function millisText(millis: number): string {
  return formatDuration(durationNanos(BigInt(Math.round(millis * 1e6))));
}

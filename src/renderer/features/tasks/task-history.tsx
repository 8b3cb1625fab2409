// How busy a task was in the last minutes: shares of the time between two points.
import { useMemo, type ReactNode } from 'react';
import { millisOfUnixNanos, unixNanos } from '../../../contract/time.ts';
import type { RunId } from '../../../contract/ids.ts';
import type { TaskHistory as History, TaskId } from '../../../contract/tasks.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import { TimeChart } from '../../draw/time-chart/time-chart.tsx';
import { useTheme } from '../../draw/use-theme.ts';
import { formatClock } from '../../ui/time-text.ts';
import styles from './task-history.module.css';

interface TaskHistoryProps {
  readonly run: RunId;
  readonly service: string;
  readonly task: TaskId;
  readonly at: bigint;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

export function TaskHistory({ run, service, task, at }: TaskHistoryProps): ReactNode {
  const theme = useTheme();
  const request = useMemo(() => ({ run, service, key: task, at: unixNanos(at) }), [run, service, task, at]);
  const { data } = usePacedAnswer('tasks.history', request, 2000, false);
  const shares = useMemo(() => (data === undefined ? undefined : sharesOf(data)), [data]);
  if (shares === undefined)
    return (
      <p className={styles['words']} role="status">
        Reading what was told about it…
      </p>
    );
  if (shares.times.length < 2)
    return <p className={styles['words']}>Its numbers have not changed since it was first seen.</p>;
  const [from, to] = [shares.times[0] ?? 0, shares.times.at(-1) ?? 0];
  return (
    <>
      <p className={styles['words']}>
        Share of the time in which it was <span className={styles['busy']}>busy</span>, and{' '}
        <span className={styles['scheduled']}>scheduled</span>.
      </p>
      <div className={styles['chart']}>
        <TimeChart
          summary={`Busy for up to ${percent(Math.max(...shares.busy))} of the time, the last ${Math.round((to - from) / 1000)} seconds`}
          data={{
            times: shares.times,
            series: [
              { key: 'busy', name: 'busy', colour: theme.accent, values: shares.busy, fill: 0.2 },
              { key: 'scheduled', name: 'scheduled', colour: theme.warning, values: shares.scheduled },
            ],
          }}
          from={from}
          to={to}
          axis={{ format: percent, min: 0, softMax: 0.1 }}
          formatTime={(time) => formatClock(BigInt(Math.round(time)) * 1_000_000n)}
        />
      </div>
    </>
  );
}

function sharesOf({ times, busy, scheduled }: History): {
  readonly times: Float64Array;
  readonly busy: readonly number[];
  readonly scheduled: readonly number[];
} {
  const share = (totals: Float64Array): number[] =>
    Array.from({ length: Math.max(0, times.length - 1) }, (_, i) => {
      const nanos = Number((times[i + 1] as bigint) - (times[i] as bigint));
      return nanos <= 0 ? 0 : Math.max(0, (totals[i + 1] as number) - (totals[i] as number)) / nanos;
    });
  const later = Float64Array.from(times.subarray(1), (time) => millisOfUnixNanos(unixNanos(time)));
  return { times: later, busy: share(busy), scheduled: share(scheduled) };
}

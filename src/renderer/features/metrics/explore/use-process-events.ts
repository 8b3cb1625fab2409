// Starts and exits of processes that send, as events of a chart: a step in a curve is often one of these.
import { useMemo } from 'react';
import { unixNanos } from '../../../../contract/time.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import type { ChartEvent } from '../../../draw/time-chart/chart-data.ts';
import type { Theme } from '../../../draw/theme.ts';

interface ProcessEvents {
  readonly events: readonly ChartEvent[];
  readonly tip: (index: number) => string;
}

/** Ranges are asked for in these steps, so that a following chart does not ask with every sample. */
const stepMillis = 10_000;
const most = 200;

/** @param from, to Unix milliseconds */
export function useProcessEvents(from: number, to: number, theme: Theme): ProcessEvents {
  const { run } = useSelectedRun();
  const nanos = (millis: number) => unixNanos(BigInt(millis) * 1_000_000n);
  const request =
    run === undefined || !(from > 0 && to > from)
      ? undefined
      : {
          run,
          where: 'event in ("process.start", "process.exit")',
          from: nanos(Math.floor(from / stepMillis) * stepMillis),
          to: nanos(Math.ceil(to / stepMillis) * stepMillis),
          order: 'newest' as const,
          limit: most,
        };
  const { data } = useAnswer('logs.list', request, { keepPrevious: true });
  return useMemo((): ProcessEvents => {
    if (data === undefined) return { events: [], tip: () => '' };
    const names = Array.from(data.eventName, (at) => data.texts[at] ?? '');
    return {
      events: names.map((name, row) => ({
        time: Number((data.time[row] ?? 0n) / 1_000_000n),
        colour: name === 'process.start' ? theme.accent : theme.warning,
      })),
      tip: (row) => `${data.texts[data.service[row] ?? 0] ?? ''}: ${data.body[row] ?? ''}`,
    };
  }, [data, theme]);
}

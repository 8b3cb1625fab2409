// Starts and exits of processes that send, for time axes: a step in a curve is often one of these.
import { useMemo } from 'react';
import { unixNanos } from '../../contract/time.ts';
import { useSelectedRun } from './selected-run.tsx';
import { usePacedAnswer } from './use-paced-answer.ts';

export interface ProcessMark {
  /** Unix milliseconds. */
  readonly time: number;
  readonly kind: 'start' | 'exit';
  /** For people: the service and what happened. */
  readonly text: string;
}

/** Ranges are asked for in these steps, so that a following chart does not ask with every sample. */
const stepMillis = 10_000;
/** Milliseconds between two questions. */
const pace = 3000;
const most = 200;
const none: readonly ProcessMark[] = [];

/** The newest 200 of a stretch, newest first. @param from, to Unix milliseconds; without `to` up to now, as it goes on */
export function useProcessMarks(from: number, to: number | undefined): readonly ProcessMark[] {
  const { run, live } = useSelectedRun();
  const nanos = (millis: number) => unixNanos(BigInt(millis) * 1_000_000n);
  const request =
    run === undefined || !(from > 0 && (to === undefined || to > from))
      ? undefined
      : {
          run,
          where: 'event in ("process.start", "process.exit")',
          from: nanos(Math.floor(from / stepMillis) * stepMillis),
          ...(to === undefined ? {} : { to: nanos(Math.ceil(to / stepMillis) * stepMillis) }),
          order: 'newest' as const,
          limit: most,
        };
  // A range with an end moves with its chart; without one the answer has to.
  const { data } = usePacedAnswer('logs.list', request, pace, live && to === undefined, 'logs');
  return useMemo(() => {
    if (data === undefined) return none;
    return Array.from(data.eventName, (at, row) => ({
      time: Number((data.time[row] ?? 0n) / 1_000_000n),
      kind: data.texts[at] === 'process.start' ? ('start' as const) : ('exit' as const),
      text: `${data.texts[data.service[row] ?? 0] ?? ''}: ${data.body[row] ?? ''}`,
    }));
  }, [data]);
}

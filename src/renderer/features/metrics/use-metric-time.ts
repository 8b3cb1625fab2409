// The stretch of time that all charts of the page show: held, or the last minutes, following the clock of a live run or up
// to the last sample of another one.
import { useMemo, useRef, useState } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { automaticStep, evaluations, type Evaluations } from './model/time-steps.ts';
import { useClock } from './use-clock.ts';
import type { MetricsAddress } from './use-metrics-address.ts';

export interface MetricTime {
  /** The ends of the time axes, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly at: Evaluations;
  readonly following: boolean;
  /** The width of the charts, for the step; CSS pixels. */
  readonly setWidth: (width: number) => void;
  readonly zoom: (from: number, to: number) => void;
  readonly reset: () => void;
  /** Holds what is shown. */
  readonly pause: () => void;
}

/** `newest`: time of the newest sample, 0 without any; `spacing`: of what is asked for, milliseconds. */
export function useMetricTime({ view, change }: MetricsAddress, newest: number, spacing: number): MetricTime {
  const { live } = useSelectedRun();
  const [width, setWidth] = useState(900);
  const held = view.from !== undefined && view.to !== undefined;
  const range = held ? (view.to ?? 0) - (view.from ?? 0) : view.last;
  const step = view.step ?? automaticStep(range, width, spacing);
  const following = live && !held;
  const now = useClock(Math.max(1000, step), following);
  const end = live || newest === 0 ? now : newest + 1;
  const from = held ? (view.from ?? 0) : end - view.last;
  const to = held ? (view.to ?? 0) : end;
  const newestRange = useRef({ from, to });
  newestRange.current = { from, to };
  return useMemo(
    () => ({
      from,
      to,
      at: evaluations(from, to, step),
      following,
      setWidth: (next: number) => setWidth(Math.round(next / 50) * 50),
      zoom: (zoomFrom: number, zoomTo: number) => {
        if (zoomTo - zoomFrom >= 100) change({ from: zoomFrom, to: zoomTo });
      },
      reset: () => change({ from: undefined, to: undefined }),
      pause: () => change(newestRange.current, 'adjust'),
    }),
    [from, to, step, following, change],
  );
}

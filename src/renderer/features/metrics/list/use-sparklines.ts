// Sparklines of the metrics on screen, asked for in stretches of the list, anew every 15 seconds while the run is live.
import { useMemo, useState } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import type { MetricRow } from '../model/metric-rows.ts';
import { useClock } from '../use-clock.ts';

const points = 30;
const span = 15 * 60_000;
const pace = 15_000;
const stretch = 40;
const most = 160;

export interface Sparks {
  readonly of: (row: MetricRow) => Float64Array | undefined;
  readonly onVisible: (first: number, last: number) => void;
}

export function useSparklines(rows: readonly MetricRow[], newest: number): Sparks {
  const { run, live } = useSelectedRun();
  const now = useClock(pace, live);
  const [first, setFirst] = useState(0);
  const [last, setLast] = useState(stretch);
  const asked = useMemo(
    () => Uint32Array.from(rows.slice(first, Math.min(last, first + most)), ({ number }) => number),
    [rows, first, last],
  );
  const end = Math.floor((live ? now : newest + 1) / pace) * pace;
  const { data } = useAnswer(
    'metrics.sparklines',
    run === undefined || asked.length === 0 ? undefined : { run, metrics: asked, end, span, points },
    { keepPrevious: true },
  );
  // While a new answer is on its way the former one may be of other rows: it is kept with what it was asked for.
  const [shown, setShown] = useState<{ readonly data: typeof data; readonly places: ReadonlyMap<number, number> }>();
  if (data !== undefined && data !== shown?.data && data.values.length === asked.length * data.points)
    setShown({ data, places: new Map([...asked].map((number, place) => [number, place])) });
  return useMemo(
    () => ({
      of: (row) => {
        const place = shown?.places.get(row.number);
        const given = shown?.data;
        return place === undefined || given === undefined
          ? undefined
          : given.values.subarray(place * given.points, (place + 1) * given.points);
      },
      onVisible: (from, to) => {
        setFirst(Math.max(0, Math.floor(from / stretch) * stretch));
        setLast(Math.ceil((to + 1) / stretch) * stretch);
      },
    }),
    [shown],
  );
}

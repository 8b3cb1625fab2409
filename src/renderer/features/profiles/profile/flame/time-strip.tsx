// How much a profile with times spent when: a drag chooses a stretch, which is a filter of all views; Escape or a double click
// shows all of it again.
import { useMemo, type ReactNode } from 'react';
import { formatNanos } from '../../../../../contract/duration-text.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import { TimeChart } from '../../../../draw/time-chart/time-chart.tsx';
import { useTheme } from '../../../../draw/use-theme.ts';
import { valueText, type ProfileScreen } from '../profile-screen.ts';
import styles from './time-strip.module.css';

const buckets = 200;
const millis = 1e6;
/** The axis counts from zero, wherever the clock stands. */
const noOffset = (): number => 0;

const elapsed = (time: number): string => (time === 0 ? '0' : formatNanos(time * millis));

export function TimeStrip({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, change, sampleType } = screen;
  const theme = useTheme();
  const request = useMemo(() => ({ view: { ...view, base: undefined }, buckets }), [view]);
  const { data } = useAnswer('profiles.overTime', request, { keepPrevious: true });
  const chart = useMemo(() => {
    if (data === undefined || data.values.length === 0) return undefined;
    const { from, to, values } = data;
    const step = (to - from) / values.length;
    return {
      from: from / millis,
      to: to / millis,
      // The middle of each stretch; the axis counts from the profile's beginning.
      times: Float64Array.from(values, (_, at) => (from + (at + 0.5) * step) / millis),
      values: [...values],
    };
  }, [data]);
  if (chart === undefined) return undefined;
  const { from, to, times, values } = chart;
  const choose = (first: number, last: number): void =>
    change({ filter: { ...place.filter, from: Math.max(0, first * millis), to: last * millis } }, true);
  return (
    <div className={styles['strip']}>
      <TimeChart
        summary={`${sampleType.type} over ${formatNanos((to - from) * millis)}`}
        data={{
          times,
          series: [
            {
              key: 'value',
              name: sampleType.type,
              colour: theme.accent,
              values,
              style: 'bars',
              barAlign: 0,
              barWidth: 1,
              fill: 0.6,
            },
          ],
        }}
        from={from}
        to={to}
        axis={{ format: (value) => valueText(value, sampleType), min: 0 }}
        offsetMinutes={noOffset}
        timeText={elapsed}
        formatTime={(time) => `${formatNanos(Math.max(0, time) * millis)} in`}
        onZoom={choose}
        onReset={() => {
          if (place.filter.from !== undefined || place.filter.to !== undefined)
            change({ filter: { ...place.filter, from: undefined, to: undefined } }, true);
        }}
      />
    </div>
  );
}

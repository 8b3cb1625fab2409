// What the chart has at the pointer's time: the series around the nearest one, by value, and the mark that is pointed at.
import type { ReactNode } from 'react';
import type { ChartAxis, ChartData } from './chart-data.ts';
import type { ChartHover } from './time-chart-surface.ts';
import styles from './time-chart.module.css';

interface ChartTipProps {
  readonly hover: ChartHover;
  readonly time: string;
  readonly data: ChartData;
  readonly axis: ChartAxis;
  readonly rightAxis: ChartAxis | undefined;
  /** Width of the chart, CSS pixels. */
  readonly wide: number;
  readonly mark: ReactNode;
  readonly events: readonly ReactNode[];
  readonly tip: TipChoice;
}

/** `single`: the nearest series alone. Sorted by value, or in the order of the series. */
export interface TipChoice {
  readonly mode: 'multi' | 'single' | 'none';
  readonly sort: 'none' | 'asc' | 'desc';
}

const shown = 8;

export function ChartTip({ hover, time, data, axis, rightAxis, wide, mark, events, tip }: ChartTipProps): ReactNode {
  const entries = entriesAround(data, hover, tip);
  return (
    <div
      role="status"
      className={styles['tip']}
      style={{ left: hover.x, transform: `translateX(${hover.x > wide / 2 ? 'calc(-100% - 12px)' : '12px'})` }}
    >
      <div className={styles['time']}>{time}</div>
      {mark === undefined ? undefined : <div className={styles['mark']}>{mark}</div>}
      {events.map((event, index) => (
        <div key={index} className={styles['mark']}>
          {event}
        </div>
      ))}
      {entries.list.map(({ index, value }) => {
        const series = data.series[index];
        const format = (series?.axis === 'right' ? rightAxis : undefined)?.format ?? axis.format;
        return (
          <div key={index} className={styles['line']} data-nearest={index === hover.nearest ? '' : undefined}>
            <span className={styles['swatch']} style={{ background: series?.colour }} />
            <span className={styles['name']}>{series?.name}</span>
            <span className={styles['value']}>{format(value)}</span>
          </div>
        );
      })}
      {entries.more > 0 ? <div className={styles['more']}>and {entries.more} more</div> : undefined}
      {entries.list.length === 0 ? <div className={styles['more']}>no samples here</div> : undefined}
    </div>
  );
}

interface Entry {
  readonly index: number;
  readonly value: number;
}

/** Where there are too many, those around the nearest series. */
function entriesAround(
  data: ChartData,
  { at, nearest }: ChartHover,
  { mode, sort }: TipChoice,
): { list: readonly Entry[]; more: number } {
  const all = data.series.flatMap(({ values, hidden, quiet }, index): readonly Entry[] => {
    const value = values[at];
    if (hidden === true || quiet === true || value === null || value === undefined) return [];
    return [{ index, value }];
  });
  if (sort !== 'none') all.sort((a, b) => (sort === 'asc' ? a.value - b.value : b.value - a.value));
  if (mode === 'single' && nearest >= 0) return { list: all.filter(({ index }) => index === nearest), more: 0 };
  const middle = Math.max(
    0,
    all.findIndex(({ index }) => index === nearest),
  );
  const first = Math.max(0, Math.min(all.length - shown, middle - Math.floor(shown / 2)));
  const list = all.slice(first, first + shown);
  return { list, more: all.length - list.length };
}

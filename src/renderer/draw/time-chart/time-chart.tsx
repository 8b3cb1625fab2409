// A chart over time for React: hands data to the surface, shows what is under the pointer, and gives keys a way in: arrows
// move, Home and End jump, Enter opens the mark that is there, Escape shows the whole range again. The figures beside it (legend) are its accessible table.
import 'uplot/dist/uPlot.min.css';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useFrame } from '../use-frame.ts';
import type { LaneContent } from '../time-lane/lane-content.ts';
import { WithLane } from '../time-lane/with-lane.tsx';
import { useTheme } from '../use-theme.ts';
import type { ChartAxis, ChartData, ChartEvent, ChartMark, ChartStyle, ChartThreshold } from './chart-data.ts';
import { ChartTip, type TipChoice } from './chart-tip.tsx';
import { useChartSync } from './chart-sync.ts';
import type { TimeChartInput } from './time-chart-options.ts';
import {
  createTimeChartSurface,
  type ChartHover,
  type TimeChartEvents,
  type TimeChartSurface,
} from './time-chart-surface.ts';
import styles from './time-chart.module.css';

export interface TimeChartProps {
  /** What the picture shows, in words; said by screen readers. */
  readonly summary: string;
  readonly data: ChartData;
  /** The ends of the time axis, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  /** `line` unless given. */
  readonly style?: ChartStyle | undefined;
  readonly stack?: 'none' | 'normal' | 'percent' | undefined;
  readonly axis: ChartAxis;
  /** For series whose `axis` is `right`. */
  readonly rightAxis?: ChartAxis | undefined;
  readonly thresholds?: readonly ChartThreshold[] | undefined;
  readonly marks?: readonly ChartMark[] | undefined;
  readonly events?: readonly ChartEvent[] | undefined;
  /** Marked above the chart. */
  readonly lane?: LaneContent | undefined;
  /** What the tip says of an event. */
  readonly eventTip?: ((index: number) => ReactNode) | undefined;
  /** What the tip says of a mark. */
  readonly markTip?: ((index: number) => ReactNode) | undefined;
  readonly onMark?: ((index: number) => void) | undefined;
  /** A click on what is no mark: index of the time, and of the series nearest to it. */
  readonly onPoint?: ((at: number, series: number) => void) | undefined;
  /** All series, the greatest first, unless given. */
  readonly tip?: TipChoice | undefined;
  /** The time that a tip shows; Unix milliseconds. */
  readonly formatTime: (time: number) => string;
  readonly offsetMinutes?: ((time: number) => number) | undefined;
  /** What the axis says of a time, where that is no time of the day. */
  readonly timeText?: ((time: number) => string) | undefined;
  /** A drag across the chart: Unix milliseconds. */
  readonly onZoom?: ((from: number, to: number) => void) | undefined;
  /** Double click or Escape. */
  readonly onReset?: (() => void) | undefined;
}

const nothing: readonly never[] = [];
const usualTip: TipChoice = { mode: 'multi', sort: 'desc' };

export function TimeChart(props: TimeChartProps): ReactNode {
  const { summary, data, from, to, style = 'line', stack = 'none', axis, rightAxis, offsetMinutes, timeText } = props;
  const { thresholds = nothing, marks = nothing, events = nothing, tip = usualTip } = props;
  const frame = useFrame();
  const theme = useTheme();
  const sync = useChartSync();
  const host = useRef<HTMLDivElement>(null);
  const surface = useRef<TimeChartSurface>(undefined);
  const [hover, setHover] = useState<ChartHover>();
  const [room, setRoom] = useState<{ readonly left: number; readonly right: number }>();
  const newest = useRef(props);
  newest.current = props;

  useEffect(() => {
    if (host.current === null) return undefined;
    const handlers: TimeChartEvents = {
      onHover: setHover,
      onRoom: setRoom,
      onZoom: (zoomFrom, zoomTo) => newest.current.onZoom?.(zoomFrom, zoomTo),
      onReset: () => newest.current.onReset?.(),
      onMark: (index) => newest.current.onMark?.(index),
      onPoint: ({ at, nearest }) => {
        if (nearest >= 0) newest.current.onPoint?.(at, nearest);
      },
    };
    const created = createTimeChartSurface(host.current, frame, sync, handlers);
    surface.current = created;
    return () => created.destroy();
  }, [frame, sync]);
  const input = useMemo(
    (): TimeChartInput => ({
      data,
      from,
      to,
      style,
      stack,
      left: axis,
      right: rightAxis,
      thresholds,
      marks,
      events,
      theme,
      offsetMinutes,
      timeText,
    }),
    [data, from, to, style, stack, axis, rightAxis, thresholds, marks, events, theme, offsetMinutes, timeText],
  );
  useEffect(() => surface.current?.update(input), [input, frame, sync]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const far = data.times.length;
    if (event.key === 'ArrowLeft') surface.current?.step(event.shiftKey ? -10 : -1);
    else if (event.key === 'ArrowRight') surface.current?.step(event.shiftKey ? 10 : 1);
    else if (event.key === 'Home') surface.current?.step(-far);
    else if (event.key === 'End') surface.current?.step(far);
    else if (event.key === 'Escape') props.onReset?.();
    else if (event.key === 'Enter' && hover !== undefined && hover.mark >= 0) props.onMark?.(hover.mark);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <WithLane lane={props.lane} axis={room === undefined ? undefined : { from, to, ...room }}>
      <div
        className={styles['host']}
        role="application"
        aria-roledescription="chart"
        aria-label={summary}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div ref={host} className={styles['plot']} />
        {hover === undefined ||
        data.times[hover.at] === undefined ||
        (tip.mode === 'none' && hover.mark < 0) ? undefined : (
          <ChartTip
            hover={hover}
            time={props.formatTime(data.times[hover.at] as number)}
            data={data}
            axis={axis}
            rightAxis={rightAxis}
            wide={host.current?.clientWidth ?? 0}
            mark={hover.mark < 0 ? undefined : props.markTip?.(hover.mark)}
            events={hover.events.flatMap((index) => (index < events.length ? [props.eventTip?.(index)] : []))}
            tip={tip}
          />
        )}
      </div>
    </WithLane>
  );
}

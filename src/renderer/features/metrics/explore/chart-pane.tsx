// The chart of all queries with its legend. Of very many series those with the greatest mean are drawn, and that is said.
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { hex, parseSpanId, parseTraceId } from '../../../../contract/ids.ts';
import type { ExemplarTable } from '../../../../contract/metrics.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useProcessMarks } from '../../../data/use-process-marks.ts';
import { useProfileLane } from '../../../data/use-profile-lane.ts';
import { colourOfSlot } from '../../../draw/palette.ts';
import { seriesSlots } from '../../../draw/series-slots.ts';
import type { ChartData, ChartMark } from '../../../draw/time-chart/chart-data.ts';
import { TimeChart } from '../../../draw/time-chart/time-chart.tsx';
import { processMarks } from '../../../draw/time-marks.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { SeriesLegend, type LegendRow } from '../../../ui/series-legend.tsx';
import type { SortOrder } from '../../../ui/sort-order.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { formatClock, formatDay, type Zone } from '../../../ui/time-text.ts';
import { useDayTime } from '../../../ui/use-day-time.ts';
import { formatValue, plainUnit, sameUnit, type ValueUnit } from '../../../ui/value-unit.ts';
import { chartTimes, greatestLines, linesOf, type AnsweredQuery, type ChartLine } from '../model/chart-lines.ts';
import { spreadExemplars } from '../model/spread-exemplars.ts';
import type { MetricTime } from '../use-metric-time.ts';
import type { MetricsAddress } from '../use-metrics-address.ts';
import { useUnitAxis } from './use-unit-axis.ts';
import { useWidth } from '../use-width.ts';
import styles from './explore.module.css';

interface ChartPaneProps {
  readonly queries: readonly AnsweredQuery[];
  readonly time: MetricTime;
  readonly address: MetricsAddress;
  readonly zone: Zone;
  readonly exemplars: ExemplarTable | undefined;
  /** What the values of the exemplars are measured in. */
  readonly exemplarUnit: ValueUnit;
}

/** More series are drawn only when asked for. */
const usuallyDrawn = 100;
const headings = ['Last', 'Min', 'Max', 'Mean'] as const;
const utc = (): number => 0;

export function ChartPane({ queries, time, address, zone, exemplars, exemplarUnit }: ChartPaneProps): ReactNode {
  const { view, change } = address;
  const theme = useTheme();
  const { param } = useSelectedRun();
  const navigate = useNavigate();
  // The unit of the first query is on the left; what is measured otherwise is on the right.
  const unit = queries.find(({ result }) => result !== undefined)?.unit ?? plainUnit;
  const other = queries.find((query) => query.result !== undefined && !sameUnit(query.unit, unit))?.unit;
  const axis = useUnitAxis(unit);
  const rightAxis = useUnitAxis(other ?? plainUnit);
  const hidden = useMemo((): ReadonlySet<string> => new Set(view.off), [view.off]);
  const [most, setMost] = useState(usuallyDrawn);
  const box = useRef<HTMLDivElement>(null);
  useWidth(box, time.setWidth);

  const times = useMemo(() => chartTimes(queries), [queries]);
  const { from, to } = shownRange(time, times);
  const lines = useMemo(() => queries.flatMap((query) => linesOf(query, times)), [queries, times]);
  const colourOf = useSeriesColours(lines, theme.scheme);
  const alone = lines.find(({ key }) => key === view.only)?.key;
  const drawn = useMemo(() => {
    const greatest = greatestLines(lines, most);
    const missing = lines.find(({ key }) => key === alone && !greatest.some((line) => line.key === key));
    return missing === undefined ? greatest : [...greatest, missing];
  }, [lines, most, alone]);
  const data = useMemo(
    (): ChartData => ({
      times,
      series: drawn.map(({ key, name, values, unit: own }) => ({
        key,
        name,
        values,
        colour: colourOf(key),
        hidden: alone === undefined ? hidden.has(key) : key !== alone,
        ...(sameUnit(own, unit) ? {} : { axis: 'right' as const }),
      })),
    }),
    [times, drawn, colourOf, alone, hidden, unit],
  );
  const rows = useMemo(
    () =>
      lines.map(({ key, name, labels, figures, unit: own }): LegendRow => ({
        key,
        name: sameUnit(own, unit) ? name : `${name} (right axis)`,
        title: labels,
        colour: colourOf(key),
        hidden: alone === undefined ? hidden.has(key) : key !== alone,
        figures: [figures.last, figures.min, figures.max, figures.mean].map((value) =>
          figures.count === 0 ? '–' : formatValue(value, own),
        ),
        values: [figures.last, figures.min, figures.max, figures.mean].map((value) =>
          figures.count === 0 ? Number.NaN : value,
        ),
      })),
    [lines, colourOf, alone, hidden, unit],
  );
  const marked = useMemo(
    () => (exemplars === undefined ? [] : spreadExemplars(exemplars, from, to)),
    [exemplars, from, to],
  );
  const marks = useMemo(
    () =>
      marked.map((row): ChartMark => ({
        time: exemplars?.time[row] ?? 0,
        value: exemplars?.value[row] ?? 0,
        colour: theme.warning,
      })),
    [exemplars, marked, theme],
  );
  const processes = useProcessMarks(from, to);
  const lane = useProfileLane(from, to, useDayTime());
  const events = useMemo(() => processMarks(processes, theme), [processes, theme]);
  const onOrder = useCallback((sort: SortOrder | undefined) => change({ sort }, 'adjust'), [change]);
  const onToggle = useCallback(
    (key: string) => {
      const next = new Set(hidden);
      if (!next.delete(key)) next.add(key);
      change({ off: [...next] }, 'adjust');
    },
    [hidden, change],
  );
  const traceOf = (mark: number): string | undefined => {
    const row = marked[mark];
    if (exemplars === undefined || row === undefined) return undefined;
    const traceId = parseTraceId(hex(exemplars.traceIds, row * 16, 16));
    const span = parseSpanId(hex(exemplars.spanIds, row * 8, 8));
    return traceId === undefined ? undefined : traceLink({ traceId, span, run: param });
  };
  const markTip = (mark: number): string => {
    const text = `exemplar ${formatValue(exemplars?.value[marked[mark] ?? 0] ?? 0, exemplarUnit)}`;
    return `${text}, ${traceOf(mark) === undefined ? 'without a trace' : 'click or press Enter for its trace'}`;
  };
  return (
    <Splitter
      label="Height of the legend"
      direction="column"
      sized="second"
      initial={190}
      min={70}
      minRest={140}
      first={
        <div className={styles['chart']} ref={box}>
          <TimeChart
            summary={summaryOf(lines)}
            data={data}
            from={from}
            to={to}
            style={view.style}
            stack={view.stack ? 'normal' : 'none'}
            axis={axis}
            rightAxis={other === undefined ? undefined : rightAxis}
            events={events}
            eventTip={(index) => events[index]?.text}
            lane={lane}
            marks={marks}
            markTip={markTip}
            onMark={(mark) => {
              const trace = traceOf(mark);
              if (trace !== undefined) navigate(trace);
            }}
            formatTime={(millis) => timeText(millis, zone)}
            offsetMinutes={zone === 'utc' ? utc : undefined}
            onZoom={time.zoom}
            onReset={time.reset}
          />
          {lines.length > drawn.length || most > usuallyDrawn ? (
            <div className={styles['cap']} role="status">
              {lines.length > drawn.length ? (
                <>
                  {formatCount(drawn.length)} of {plural(lines.length, 'series', 'series')} drawn, those with the
                  greatest mean; the legend has all.
                  <Button onClick={() => setMost(lines.length)}>Draw all</Button>
                </>
              ) : (
                <Button onClick={() => setMost(usuallyDrawn)}>Draw {usuallyDrawn} at most</Button>
              )}
            </div>
          ) : undefined}
        </div>
      }
      second={
        <SeriesLegend
          label="Series"
          rows={rows}
          headings={headings}
          only={alone}
          onOnly={(key) => change({ only: key }, 'adjust')}
          onToggle={onToggle}
          order={view.sort}
          onOrder={onOrder}
        />
      }
    />
  );
}

/** While following the axis moves when samples arrive, not before: one drawing for both. */
function shownRange(time: MetricTime, times: Float64Array): { readonly from: number; readonly to: number } {
  const last = times.at(-1);
  const near = last !== undefined && Math.abs(time.to - last) <= 4 * time.at.step;
  return time.following && near ? { from: last - (time.to - time.from), to: last } : time;
}

/** A series keeps its colour while others come and go, and when a new sample arrives. */
function useSeriesColours(lines: readonly ChartLine[], scheme: 'light' | 'dark'): (key: string) => string {
  const keys = lines.map(({ key }) => key).join('\n');
  const before = useRef<ReadonlyMap<string, number>>(undefined);
  return useMemo(() => {
    const slots = seriesSlots(keys.split('\n'), before.current);
    before.current = slots;
    return (key) => colourOfSlot(slots.get(key) ?? 0, scheme).fill;
  }, [keys, scheme]);
}

function timeText(millis: number, zone: Zone): string {
  const time = BigInt(Math.round(millis)) * 1_000_000n;
  return `${formatDay(time, zone)} ${formatClock(time, zone)}`;
}

function summaryOf(lines: readonly ChartLine[]): string {
  const few = lines
    .slice(0, 5)
    .map(({ name, figures, unit }) => `${name} last ${formatValue(figures.last, unit)}`)
    .join(', ');
  return `Chart of ${plural(lines.length, 'series', 'series')}: ${few}. Arrows move the cursor; the table below has the figures.`;
}

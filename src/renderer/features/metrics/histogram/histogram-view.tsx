// One distribution: heat map, percentiles below it, counts per bucket beside. Where all mass lies in one bucket percentiles
// would be made up, so that is said and mean, least and greatest are shown instead.
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useMemo, useRef, type ReactNode } from 'react';
import { useProcessMarks } from '../../../data/use-process-marks.ts';
import { useProfileLane } from '../../../data/use-profile-lane.ts';
import { bucketSums, onlyBucket } from '../../../draw/heat-map/heat-data.ts';
import { leftRoom } from '../../../draw/heat-map/heat-paint.ts';
import { boundText } from '../../../draw/heat-map/bound-text.ts';
import { HeatMap } from '../../../draw/heat-map/heat-map.tsx';
import type { ChartData } from '../../../draw/time-chart/chart-data.ts';
import { TimeChart } from '../../../draw/time-chart/time-chart.tsx';
import { colourOfSlot } from '../../../draw/palette.ts';
import { processMarks } from '../../../draw/time-marks.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { plural } from '../../../ui/number-text.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { formatClock, formatDay, type Zone } from '../../../ui/time-text.ts';
import { useDayTime } from '../../../ui/use-day-time.ts';
import { formatValue, valueUnit } from '../../../ui/value-unit.ts';
import { EmptyReason } from '../explore/findings.tsx';
import { useUnitAxis } from '../explore/use-unit-axis.ts';
import { chartTimes, linesOf } from '../model/chart-lines.ts';
import type { MetricRow } from '../model/metric-rows.ts';
import type { MetricTime } from '../use-metric-time.ts';
import type { MetricsAddress } from '../use-metrics-address.ts';
import { BucketTable } from './bucket-table.tsx';
import { useDistribution } from './use-distribution.ts';
import { useWidth } from '../use-width.ts';
import styles from './histogram.module.css';

interface HistogramViewProps {
  readonly row: MetricRow;
  readonly time: MetricTime;
  readonly address: MetricsAddress;
  readonly zone: Zone;
}

const utc = (): number => 0;
/** Slots of the palette, far apart in hue. */
const slots = [0, 4, 1, 8, 2, 5, 7] as const;

export function HistogramView({ row, time, address, zone }: HistogramViewProps): ReactNode {
  const { change } = address;
  const theme = useTheme();
  const unit = useMemo(() => valueUnit(row.unit), [row.unit]);
  const axis = useUnitAxis(unit, leftRoom);
  const distribution = useDistribution(row, time);
  const { heat, state, percentiles, figures } = distribution;
  const sums = useMemo(() => (heat === undefined ? [] : bucketSums(heat)), [heat]);
  const alone = useMemo(() => onlyBucket(sums), [sums]);
  const total = sums.reduce((sum, { count }) => sum + count, 0);
  const box = useRef<HTMLDivElement>(null);
  useWidth(box, time.setWidth);
  const processes = useProcessMarks(time.from, time.to);
  const lane = useProfileLane(time.from, time.to, useDayTime());
  const marks = useMemo(() => processMarks(processes, theme), [processes, theme]);
  const chosen = alone === undefined ? percentiles : figures;
  const data = useMemo((): ChartData => {
    const times = chartTimes(chosen);
    const lines = chosen.flatMap((query) => linesOf(query, times));
    return {
      times,
      series: lines.map(({ key, name, query, values }) => ({
        key,
        name,
        values,
        colour: colourOfSlot(slots[query % slots.length] ?? 0, theme.scheme).fill,
      })),
    };
  }, [chosen, theme.scheme]);
  const formatTime = (millis: number): string => {
    const moment = BigInt(Math.round(millis)) * 1_000_000n;
    return `${formatDay(moment, zone)} ${formatClock(moment, zone)}`;
  };
  const explore = (text: string): void => change({ view: 'explore', queries: [{ text, name: '', hidden: false }] });

  if (state?.error !== undefined)
    return (
      <EmptyState
        icon={<CircleAlert size={28} strokeWidth={1.5} />}
        title="The distribution could not be read"
        actions={<Button onClick={state.retry}>Try again</Button>}
      >
        {state.error.message}
      </EmptyState>
    );
  if (heat === undefined && state?.answer?.result.kind === 'failed')
    return (
      <EmptyState icon={<CircleAlert size={28} strokeWidth={1.5} />} title="This distribution has no answer">
        {state.answer.result.remark.text}
      </EmptyState>
    );
  if (heat !== undefined && total === 0)
    return <EmptyReason query={distribution.bucketQuery} at={time.at} onInstead={explore} onTime={time.zoom} />;
  return (
    <div className={styles['view']}>
      <div className={styles['head']}>
        <h2 className={styles['name']}>{row.name}</h2>
        <span className={styles['about']}>
          {heat === undefined ? 'asking…' : `about ${plural(Math.round(total), 'observation')}`}
          {row.description === '' ? '' : ` · ${row.description}`}
        </span>
        <span className={styles['space']} />
        <Button onClick={() => explore(distribution.percentileQuery)}>As a query</Button>
      </div>
      {alone === undefined ? undefined : (
        <div className={styles['warning']} role="note">
          <TriangleAlert size={14} aria-hidden="true" />
          <span>
            {formatShare(alone.count, total)} of the observations lie in one bucket,{' '}
            {boundText(alone.lower, axis.format)} to {boundText(alone.upper, axis.format)}: a percentile inside of it
            would only be a point between these bounds. Mean, least and greatest are shown instead. Finer bucket
            boundaries in the SDK (a View), or exponential histograms, tell more.
          </span>
        </div>
      )}
      <Splitter
        label="Width of the counts per bucket"
        direction="row"
        sized="second"
        initial={300}
        min={200}
        minRest={320}
        first={
          <div className={styles['charts']} ref={box}>
            <div className={styles['chart']}>
              {heat === undefined ? undefined : (
                <HeatMap
                  summary={`Heat map of ${row.name}: ${plural(Math.round(total), 'observation')} in ${plural(sums.length, 'bucket')} over time. Arrows move from cell to cell; the table beside has the counts.`}
                  data={heat}
                  from={time.from}
                  to={time.to}
                  format={axis.format}
                  formatTime={formatTime}
                  formatCount={(count) => plural(Math.round(count), 'observation')}
                  lane={lane}
                  marks={marks}
                  offsetMinutes={zone === 'utc' ? utc : undefined}
                  onZoom={time.zoom}
                  onReset={time.reset}
                />
              )}
            </div>
            <div className={styles['legend']} aria-hidden="true">
              {data.series.map(({ key, name, colour, values }) => (
                <span key={key} className={styles['entry']}>
                  <span className={styles['swatch']} style={{ background: colour }} />
                  {name} <b>{formatValue(values.findLast((value) => value !== null) ?? Number.NaN, unit)}</b>
                </span>
              ))}
            </div>
            <div className={styles['chart']}>
              <TimeChart
                summary={`${alone === undefined ? 'Percentiles' : 'Mean, least and greatest'} of ${row.name} over time`}
                data={data}
                from={time.from}
                to={time.to}
                axis={axis}
                lane={lane}
                events={marks}
                eventTip={(index) => marks[index]?.text}
                formatTime={formatTime}
                offsetMinutes={zone === 'utc' ? utc : undefined}
                onZoom={time.zoom}
                onReset={time.reset}
              />
            </div>
          </div>
        }
        second={<BucketTable sums={sums} total={total} format={axis.format} />}
      />
    </div>
  );
}

function formatShare(part: number, whole: number): string {
  return part >= whole ? 'All' : `${((part / whole) * 100).toFixed(1)} %`;
}

// Records over time by severity, above the list. Dragging over it asks for that time only.
import { X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import { severityClasses, type LogHistogram } from '../../../contract/logs.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import { useProcessMarks } from '../../data/use-process-marks.ts';
import { useProfileLane } from '../../data/use-profile-lane.ts';
import { bucketSum, timesOfBuckets } from '../../draw/histogram/histogram-bars.ts';
import { Histogram } from '../../draw/histogram/histogram.tsx';
import { readLevelColours } from '../../draw/level-colours.ts';
import type { Theme } from '../../draw/theme.ts';
import { processMarks } from '../../draw/time-marks.ts';
import { useTheme } from '../../draw/use-theme.ts';
import { formatCount, plural } from '../../ui/number-text.ts';
import { formatClock, formatDay, type Zone } from '../../ui/time-text.ts';
import { useDayTime } from '../../ui/use-day-time.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './logs-page.module.css';

interface HistogramPanelProps {
  readonly histogram: LogHistogram | undefined;
  readonly zone: Zone;
  readonly ranged: boolean;
  readonly onRange: (from: UnixNanos | undefined, to: UnixNanos | undefined) => void;
}

const parts = severityClasses.length;
const noOffset = (): number => 0;

export function HistogramPanel({ histogram, zone, ranged, onRange }: HistogramPanelProps): ReactNode {
  const theme = useTheme();
  // A new array with each theme: the tokens have then changed.
  const colours = useMemo(() => levelColours(theme), [theme]);
  const processes = useProcessMarks(...endsOf(histogram));
  const lane = useProfileLane(...endsOf(histogram), useDayTime());
  const marks = useMemo(() => processMarks(processes, theme), [processes, theme]);
  const data = useMemo(() => (histogram === undefined ? undefined : { ...histogram, parts }), [histogram]);
  if (data === undefined || histogram === undefined || histogram.total === 0)
    return <div className={styles['histogram']} />;
  const tip = (bucket: number): ReactNode => {
    const { from, to } = timesOfBuckets(data, bucket, bucket);
    const happened = processes.filter(
      ({ time }) => time >= Number(from / 1_000_000n) && time <= Number(to / 1_000_000n),
    );
    return (
      <>
        <div>
          {formatDay(from, zone)} {formatClock(from, zone)}{' '}
          <span className={styles['faint']}>+{formatDuration(histogram.width)}</span>
        </div>
        {bucketSum(data, bucket) === 0 ? <div className={styles['faint']}>no records</div> : undefined}
        {severityClasses.toReversed().map((name, reversed) => {
          const count = data.counts[parts * bucket + parts - 1 - reversed] ?? 0;
          return count === 0 ? undefined : (
            <div key={name} className={styles['tipLine']}>
              <span className={styles['swatch']} style={{ background: colours[parts - 1 - reversed] }} />
              {name === 'none' ? 'no severity' : name} <span>{formatCount(count)}</span>
            </div>
          );
        })}
        {happened.slice(0, 4).map(({ time, text }) => (
          <div key={`${time} ${text}`} className={styles['faint']}>
            {text}
          </div>
        ))}
      </>
    );
  };
  return (
    <div className={styles['histogram']} data-lane={lane === undefined ? undefined : ''}>
      <Histogram
        summary={summaryOf(histogram)}
        data={data}
        colours={colours}
        marks={marks}
        offsetMinutes={zone === 'utc' ? noOffset : undefined}
        lane={lane}
        tip={tip}
        onSelect={(from, to) => onRange(unixNanos(from), unixNanos(to))}
        onReset={() => onRange(undefined, undefined)}
      />
      {ranged ? (
        <span className={styles['reset']}>
          <IconButton label="All times" onClick={() => onRange(undefined, undefined)}>
            <X size={13} />
          </IconButton>
        </span>
      ) : undefined}
      {histogram.exact ? undefined : <span className={styles['partial']}>counting older records…</span>}
    </div>
  );
}

/** Unix milliseconds. */
function endsOf(histogram: LogHistogram | undefined): readonly [from: number, to: number] {
  if (histogram === undefined) return [0, 0];
  const { start, width, buckets } = histogram;
  return [Number(start / 1_000_000n), Number((start + width * BigInt(buckets)) / 1_000_000n)];
}

function summaryOf(histogram: LogHistogram): string {
  const sums = severityClasses.map((name, part) => {
    let sum = 0;
    for (let bucket = 0; bucket < histogram.buckets; bucket++) sum += histogram.counts[parts * bucket + part] ?? 0;
    return sum === 0 ? '' : `${formatCount(sum)} ${name === 'none' ? 'without severity' : name}`;
  });
  return `${plural(histogram.total, 'record')} over time: ${sums.filter((text) => text !== '').join(', ')}. Arrows move, Enter selects a range.`;
}

/** Of the theme that is on the page now. */
function levelColours(_: Theme): readonly string[] {
  return readLevelColours(document.body);
}

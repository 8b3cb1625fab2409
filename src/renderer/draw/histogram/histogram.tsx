// The histogram for React: hands data to the surface, shows the tip that the feature words, and gives keys a way in:
// arrows move, Shift extends, Enter selects, Escape resets.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useFrame } from '../use-frame.ts';
import type { LaneContent } from '../time-lane/lane-content.ts';
import { WithLane } from '../time-lane/with-lane.tsx';
import type { TimeMark } from '../time-marks.ts';
import { useTheme } from '../use-theme.ts';
import { timesOfBuckets, type HistogramData } from './histogram-bars.ts';
import { createHistogramSurface, type HistogramEvents, type HistogramSurface } from './histogram-surface.ts';
import styles from '../layered-canvas.module.css';

interface HistogramProps {
  /** What the picture shows, in words; said by screen readers. */
  readonly summary: string;
  readonly data: HistogramData;
  readonly colours: readonly string[];
  readonly marks?: readonly TimeMark[] | undefined;
  /** Marked above the bars. */
  readonly lane?: LaneContent | undefined;
  readonly offsetMinutes: ((time: number) => number) | undefined;
  readonly tip: (bucket: number) => ReactNode;
  /** Unix nanoseconds, both ends included. */
  readonly onSelect: (from: bigint, to: bigint) => void;
  /** Double click, or Escape while the chart has the focus. */
  readonly onReset: () => void;
}

const noMarks: readonly TimeMark[] = [];

export function Histogram({
  summary,
  data,
  colours,
  marks = noMarks,
  lane,
  offsetMinutes,
  tip,
  onSelect,
  onReset,
}: HistogramProps): ReactNode {
  const frame = useFrame();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const lower = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HistogramSurface>(undefined);
  const [hovered, setHovered] = useState<{ readonly bucket: number; readonly x: number }>();
  const events = useRef<HistogramEvents['onSelect']>(() => undefined);
  events.current = (first, last) => {
    const { from, to } = timesOfBuckets(data, first, last);
    onSelect(from, to);
  };

  useEffect(() => {
    if (host.current === null || lower.current === null || upper.current === null) return undefined;
    const created = createHistogramSurface(host.current, lower.current, upper.current, frame, {
      onHover: (bucket, x) => setHovered(bucket < 0 ? undefined : { bucket, x }),
      onSelect: (first, last) => events.current(first, last),
    });
    surface.current = created;
    return () => created.destroy();
  }, [frame]);
  useEffect(
    () => surface.current?.update({ data, look: { theme, colours, marks, offsetMinutes } }),
    [frame, data, theme, colours, marks, offsetMinutes],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = surface.current?.chosen;
    if (event.key === 'ArrowLeft') surface.current?.step(-1, event.shiftKey);
    else if (event.key === 'ArrowRight') surface.current?.step(1, event.shiftKey);
    else if (event.key === 'Enter' && chosen !== undefined) events.current(chosen.first, chosen.last);
    else if (event.key === 'Escape') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = hovered !== undefined && hovered.bucket < data.buckets ? hovered : undefined;
  const wide = host.current?.clientWidth ?? 0;
  return (
    <WithLane lane={lane} axis={axisOf(data)}>
      <div
        ref={host}
        className={styles['host']}
        role="application"
        aria-roledescription="histogram"
        aria-label={summary}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDoubleClick={onReset}
      >
        <canvas ref={lower} className={styles['canvas']} aria-hidden="true" />
        <canvas ref={upper} className={styles['canvas']} aria-hidden="true" />
        {shown === undefined ? undefined : (
          <div
            role="status"
            className={styles['tip']}
            style={{ left: shown.x, transform: `translateX(${shown.x > wide / 2 ? 'calc(-100% - 10px)' : '10px'})` }}
          >
            {tip(shown.bucket)}
          </div>
        )}
      </div>
    </WithLane>
  );
}

function axisOf({ start, width, buckets }: HistogramData) {
  return {
    from: Number(start / 1_000_000n),
    to: Number((start + width * BigInt(buckets)) / 1_000_000n),
    left: 0,
    right: 0,
  };
}

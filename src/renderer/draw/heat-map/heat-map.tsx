// The heat map for React: hands data to the surface, shows what is under the pointer, and gives keys a way in: arrows move
// from cell to cell, Escape shows the whole range again.
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useChartSync } from '../time-chart/chart-sync.ts';
import { useFrame } from '../use-frame.ts';
import type { LaneContent } from '../time-lane/lane-content.ts';
import { WithLane } from '../time-lane/with-lane.tsx';
import type { TimeMark } from '../time-marks.ts';
import { useTheme } from '../use-theme.ts';
import { boundText } from './bound-text.ts';
import { heatColours } from './heat-colours.ts';
import type { HeatData } from './heat-data.ts';
import { leftRoom, rightRoom } from './heat-paint.ts';
import { createHeatSurface, type HeatHover, type HeatSurface } from './heat-surface.ts';
import styles from '../layered-canvas.module.css';

interface HeatMapProps {
  /** What the picture shows, in words; said by screen readers. */
  readonly summary: string;
  readonly data: HeatData;
  /** The ends of the time axis, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly format: (value: number) => string;
  readonly formatTime: (time: number) => string;
  readonly formatCount: (count: number) => string;
  readonly offsetMinutes?: ((time: number) => number) | undefined;
  /** From least to most; those of the theme unless given. */
  readonly colours?: readonly string[] | undefined;
  readonly marks?: readonly TimeMark[] | undefined;
  /** Marked above the cells. */
  readonly lane?: LaneContent | undefined;
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
}

/** Marks of one column that the tip names. */
const mostWords = 4;
const noMarks: readonly TimeMark[] = [];

export function HeatMap(props: HeatMapProps): ReactNode {
  const { summary, data, from, to, format: plain, offsetMinutes, marks = noMarks } = props;
  const format = useCallback((bound: number) => boundText(bound, plain), [plain]);
  const frame = useFrame();
  const theme = useTheme();
  const sync = useChartSync();
  const host = useRef<HTMLDivElement>(null);
  const lower = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HeatSurface>(undefined);
  const [hover, setHover] = useState<HeatHover>();
  const newest = useRef(props);
  newest.current = props;

  useEffect(() => {
    if (host.current === null || lower.current === null || upper.current === null) return undefined;
    const created = createHeatSurface(host.current, lower.current, upper.current, frame, sync, {
      onHover: setHover,
      onZoom: (zoomFrom, zoomTo) => newest.current.onZoom(zoomFrom, zoomTo),
    });
    surface.current = created;
    return () => created.destroy();
  }, [frame, sync]);
  const usual = useMemo(() => heatColours(theme.scheme), [theme.scheme]);
  const { colours = usual } = props;
  useEffect(
    () => surface.current?.update({ data, from, to, look: { theme, colours, format, marks, offsetMinutes } }),
    [frame, sync, data, from, to, theme, colours, format, marks, offsetMinutes],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') surface.current?.step(-1, 0);
    else if (event.key === 'ArrowRight') surface.current?.step(1, 0);
    else if (event.key === 'ArrowUp') surface.current?.step(0, 1);
    else if (event.key === 'ArrowDown') surface.current?.step(0, -1);
    else if (event.key === 'Escape') props.onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rows = data.bounds.length - 1;
  const shown = hover !== undefined && hover.step < data.steps && hover.row < rows ? hover : undefined;
  const wide = host.current?.clientWidth ?? 0;
  return (
    <WithLane lane={props.lane} axis={{ from, to, left: leftRoom, right: rightRoom }}>
      <div
        ref={host}
        className={styles['host']}
        role="application"
        aria-roledescription="heat map"
        aria-label={summary}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDoubleClick={props.onReset}
      >
        <canvas ref={lower} className={styles['canvas']} aria-hidden="true" />
        <canvas ref={upper} className={styles['canvas']} aria-hidden="true" />
        {shown === undefined ? undefined : (
          <div
            role="status"
            className={styles['tip']}
            style={{ left: shown.x, transform: `translateX(${shown.x > wide / 2 ? 'calc(-100% - 10px)' : '10px'})` }}
          >
            <div>{props.formatTime(data.start + shown.step * data.step)}</div>
            <div>
              {format(data.bounds[shown.row] as number)} to {format(data.bounds[shown.row + 1] as number)}
            </div>
            <div>{props.formatCount(data.counts[shown.step * rows + shown.row] as number)}</div>
            {marksOfStep(marks, data, shown.step).map(({ time, text }) => (
              <div key={`${time} ${text}`}>{text}</div>
            ))}
          </div>
        )}
      </div>
    </WithLane>
  );
}

/** Marks in the time that a column stands for: up to its own time. */
function marksOfStep(marks: readonly TimeMark[], { start, step }: HeatData, column: number): readonly TimeMark[] {
  const end = start + column * step;
  return marks.filter(({ time }) => time > end - step && time <= end).slice(0, mostWords);
}

// The scatter for React: hands data to the surface, shows the tooltip that the feature words, and gives keys a way in.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ServiceColour } from '../palette.ts';
import { useFrame } from '../use-frame.ts';
import type { LaneContent } from '../time-lane/lane-content.ts';
import { WithLane } from '../time-lane/with-lane.tsx';
import type { TimeMark } from '../time-marks.ts';
import { useTheme } from '../use-theme.ts';
import type { ScatterSelection } from './drag-selection.ts';
import type { ScatterData } from './scatter-points.ts';
import { createScatterSurface, type Hovered, type ScatterEvents, type ScatterSurface } from './scatter-surface.ts';
import { plotInsets, timesShown, type ScatterSettings } from './scatter-view.ts';
import styles from './scatter.module.css';

interface ScatterProps {
  /** What the picture shows, in words; said by screen readers. */
  readonly summary: string;
  readonly data: ScatterData;
  /** A new object only when something changed: it redraws everything. */
  readonly settings: ScatterSettings;
  readonly colourOf: (service: string) => ServiceColour;
  readonly marks: readonly TimeMark[];
  /** Marked above the points. */
  readonly lane: LaneContent | undefined;
  readonly selected: number | undefined;
  readonly tooltip: (index: number) => ReactNode;
  readonly onOpen: (index: number) => void;
  readonly onSelect: (selection: ScatterSelection) => void;
  /** Double click, or Escape while the chart has the focus. */
  readonly onReset: () => void;
}

/** Marks at one place that the tip names. */
const mostWords = 6;
const nowhere = { marks: [], x: 0 };

export function Scatter({
  summary,
  data,
  settings,
  colourOf,
  marks,
  lane,
  selected,
  tooltip,
  onOpen,
  onSelect,
  onReset,
}: ScatterProps): ReactNode {
  const frame = useFrame();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const lower = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const surface = useRef<ScatterSurface>(undefined);
  const [hovered, setHovered] = useState<Hovered>();
  const [pointed, setPointed] = useState<{ readonly marks: readonly TimeMark[]; readonly x: number }>(nowhere);
  const events = useRef<Omit<ScatterEvents, 'onHover' | 'onMarks'>>({ onOpen, onSelect });
  events.current = { onOpen, onSelect };

  useEffect(() => {
    if (host.current === null || lower.current === null || upper.current === null) return undefined;
    const created = createScatterSurface(host.current, lower.current, upper.current, frame, {
      onHover: setHovered,
      onMarks: (found, x) =>
        setPointed((before) => (found.length === 0 && before.marks.length === 0 ? before : { marks: found, x })),
      onOpen: (index) => events.current.onOpen(index),
      onSelect: (selection) => events.current.onSelect(selection),
    });
    surface.current = created;
    return () => created.destroy();
  }, [frame]);
  useEffect(
    () => surface.current?.update({ data, settings, look: { theme, colourOf, marks }, selected }),
    [frame, data, settings, theme, colourOf, marks, selected],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = surface.current?.hovered;
    if (event.key === 'ArrowLeft') surface.current?.step(-1);
    else if (event.key === 'ArrowRight') surface.current?.step(1);
    else if (event.key === 'Enter' && at !== undefined) onOpen(at);
    else if (event.key === 'Escape') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const axis = useMemo(() => axisOf(data, settings), [data, settings]);
  const shown = hovered !== undefined && hovered.index < data.count ? hovered : undefined;
  const wide = host.current?.clientWidth ?? 0;
  return (
    <WithLane lane={lane} axis={axis}>
      <div
        ref={host}
        className={styles['host']}
        role="application"
        aria-roledescription="scatter chart"
        aria-label={summary}
        tabIndex={0}
        data-pointing={shown === undefined ? undefined : ''}
        onKeyDown={onKeyDown}
        onDoubleClick={onReset}
      >
        <canvas ref={lower} className={styles['canvas']} aria-hidden="true" />
        <canvas ref={upper} className={styles['canvas']} aria-hidden="true" />
        {pointed.marks.length === 0 ? undefined : (
          <div
            role="status"
            className={styles['tooltip']}
            style={{
              left: pointed.x,
              top: 8,
              transform: `translateX(${pointed.x > wide / 2 ? 'calc(-100% - 12px)' : '12px'})`,
            }}
          >
            {pointed.marks.slice(0, mostWords).map(({ time, text }) => (
              <div key={`${time} ${text}`}>{text}</div>
            ))}
          </div>
        )}
        {shown === undefined ? undefined : (
          <div
            role="status"
            className={styles['tooltip']}
            style={{
              left: shown.x,
              top: `clamp(38px, ${shown.y}px, 100% - 38px)`,
              transform: `translate(${shown.x > wide / 2 ? 'calc(-100% - 12px)' : '12px'}, -50%)`,
            }}
          >
            {tooltip(shown.index)}
          </div>
        )}
      </div>
    </WithLane>
  );
}

function axisOf(data: ScatterData, settings: ScatterSettings) {
  if (data.count === 0) return undefined;
  const { min, max } = timesShown(data, settings);
  return { from: min, to: max, left: plotInsets.left, right: plotInsets.right };
}

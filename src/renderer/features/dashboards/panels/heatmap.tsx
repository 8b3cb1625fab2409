// Counts per bucket over time, the fuller the stronger.
import { useMemo, type ReactNode } from 'react';
import { formatValue } from '../../../../contract/dashboards/format/format-value.ts';
import { fieldName, numberOf, timeField, type Frame } from '../../../../contract/dashboards/frame.ts';
import type { HeatmapPanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { CellCanvas, type PaintedCell } from './cell-canvas.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';

interface Bucket {
  readonly name: string;
  readonly counts: readonly (number | undefined)[];
}

interface Grid {
  readonly times: readonly number[];
  /** From the lowest. */
  readonly buckets: readonly Bucket[];
}

export function Heatmap({ panel, result }: PanelProps<HeatmapPanel>): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const { from, to } = result.range;
  const grid = useMemo(() => (panel.calculate ? calculated(result.frames) : counted(result.frames)), [panel, result]);
  const step = Number.isFinite(result.step) ? result.step : 1;
  const cells = useMemo(() => {
    const most = grid.buckets.reduce(
      (high, { counts }) => counts.reduce((max: number, count) => Math.max(max, count ?? 0), high),
      0,
    );
    const scheme = panel.scheme === '' ? 'continuous-blues' : schemeOf(panel.scheme);
    const painted: PaintedCell[] = [];
    grid.buckets.forEach(({ counts }, row) => {
      grid.times.forEach((time, column) => {
        const count = counts[column];
        if (count === undefined || count <= 0 || most === 0) return;
        // Square root, so that rare things are still seen beside frequent ones.
        const colour = namedColour(scheme, theme, Math.sqrt(count / most)) ?? theme.accent;
        const h = 1 / grid.buckets.length;
        painted.push({ x: (time - step - from) / (to - from), y: 1 - (row + 1) * h, w: step / (to - from), h, colour });
      });
    });
    return painted;
  }, [grid, panel, theme, from, to, step]);
  const unit = panel.yUnit || panel.fields.defaults.unit;
  const bound = (name: string): string => {
    const number = numberOf(name);
    return number === undefined ? name : formatValue(number, unit);
  };
  const wordsAt = (x: number, y: number): string | undefined => {
    const bucket = grid.buckets[Math.floor((1 - y) * grid.buckets.length)];
    const time = from + x * (to - from);
    const column = grid.times.findIndex((one) => one >= time);
    if (bucket === undefined || column < 0) return undefined;
    const moment = formatDayTime(BigInt(Math.round(grid.times[column] ?? 0)) * 1_000_000n, zone);
    return `${moment}, up to ${bound(bucket.name)}: ${formatValue(bucket.counts[column] ?? 0, 'short')}`;
  };
  const every = Math.max(1, Math.ceil(grid.buckets.length / 8));
  return (
    <div className={styles['heat']}>
      <ol className={styles['heatAxis']} aria-hidden="true">
        {grid.buckets
          .map(({ name }, at) => ({ name, at }))
          .filter(({ at }) => at % every === 0)
          .toReversed()
          .map(({ name, at }) => (
            <li key={at} style={{ bottom: `${((at + 1) / grid.buckets.length) * 100}%` }}>
              {bound(name)}
            </li>
          ))}
      </ol>
      <CellCanvas
        summary={`${panel.title}: ${grid.buckets.length} buckets over ${grid.times.length} steps`}
        cells={cells}
        gap={0}
        font={theme.font}
        wordsAt={wordsAt}
      />
    </div>
  );
}

/** Fields that are counts already, one per bucket. */
function counted(frames: readonly Frame[]): Grid {
  const times = timesOf(frames);
  const place = new Map(times.map((time, at) => [time, at]));
  const buckets = frames.flatMap((frame) => {
    const time = timeField(frame);
    if (time === undefined) return [];
    return frame.fields.flatMap((field): readonly Bucket[] => {
      if (field.kind !== 'number') return [];
      const counts = Array.from({ length: times.length }, (): number | undefined => undefined);
      field.values.forEach((cell, row) => {
        const at = place.get(numberOf(time.values[row]) ?? Number.NaN);
        if (at !== undefined) counts[at] = numberOf(cell);
      });
      return [{ name: fieldName(field, frame), counts }];
    });
  });
  return { times, buckets };
}

const calculatedBuckets = 12;

/** Values of all series in equal buckets. */
function calculated(frames: readonly Frame[]): Grid {
  const plain = counted(frames);
  const all = plain.buckets.flatMap(({ counts }) =>
    counts.filter((one) => one !== undefined && Number.isFinite(one)),
  ) as number[];
  const least = all.reduce((low, one) => Math.min(low, one), Infinity);
  const most = all.reduce((high, one) => Math.max(high, one), -Infinity);
  if (!(most >= least)) return { times: plain.times, buckets: [] };
  const size = (most - least) / calculatedBuckets || 1;
  const counts = Array.from({ length: calculatedBuckets }, () => plain.times.map(() => 0));
  for (const bucket of plain.buckets) {
    bucket.counts.forEach((value, column) => {
      if (value === undefined || !Number.isFinite(value)) return;
      const row = counts[Math.min(calculatedBuckets - 1, Math.floor((value - least) / size))];
      if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
    });
  }
  return {
    times: plain.times,
    buckets: counts.map((one, at) => ({ name: String(least + (at + 1) * size), counts: one })),
  };
}

function timesOf(frames: readonly Frame[]): readonly number[] {
  const all = new Set<number>();
  for (const frame of frames)
    for (const cell of timeField(frame)?.values ?? []) if (typeof cell === 'number') all.add(cell);
  return [...all].toSorted((a, b) => a - b);
}

/** Grafana's names of schemes are those of d3 (`Oranges`, `interpolateBlues`). */
function schemeOf(scheme: string): string {
  const name = scheme.replace(/^interpolate/, '').toLowerCase();
  return ['blues', 'greens', 'oranges', 'purples', 'reds'].includes(name) ? `continuous-${name}` : 'continuous-blues';
}

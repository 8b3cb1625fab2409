// Buckets that have names instead of bounds, over time.
import { useMemo, type ReactNode } from 'react';
import { formatValue } from '../../../../contract/dashboards/format/format-value.ts';
import { numberOf } from '../../../../contract/dashboards/frame.ts';
import type { HeatmapPanel } from '../../../../contract/dashboards/panels.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import type { PanelResult } from '../model/ask-panel.ts';
import type { BucketGrid } from '../model/bucket-grid.ts';
import { CellCanvas, type PaintedCell } from './cell-canvas.tsx';
import styles from './panels.module.css';

interface NamedBucketsProps {
  readonly panel: HeatmapPanel;
  readonly result: PanelResult;
  readonly grid: BucketGrid;
  /** Of colours, as `namedColour` knows it. */
  readonly scheme: string;
}

export function NamedBuckets({ panel, result, grid, scheme }: NamedBucketsProps): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const { from, to } = result.range;
  const step = Number.isFinite(result.step) ? result.step : 1;
  const cells = useMemo(() => {
    const most = grid.buckets.reduce(
      (high, { counts }) => counts.reduce((max: number, count) => Math.max(max, count ?? 0), high),
      0,
    );
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
  }, [grid, scheme, theme, from, to, step]);
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

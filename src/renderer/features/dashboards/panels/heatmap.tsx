// Counts per bucket over time, the fuller the stronger: native histograms, classic buckets, or values counted here.
import { useMemo, type ReactNode } from 'react';
import { formatValue } from '../../../../contract/dashboards/format/format-value.ts';
import type { HeatmapPanel } from '../../../../contract/dashboards/panels.ts';
import { heatOfHistograms } from '../../../draw/heat-map/heat-data.ts';
import { HeatMap } from '../../../draw/heat-map/heat-map.tsx';
import { namedColour } from '../../../draw/named-colour.ts';
import { processMarks } from '../../../draw/time-marks.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { formatDayTime } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { bucketGrid, heatOfGrid } from '../model/bucket-grid.ts';
import { usePanelSurround } from '../panel-surround.ts';
import { NamedBuckets } from './named-buckets.tsx';
import type { PanelProps } from './panel-props.ts';

const utc = (): number => 0;
const shades = 64;

export function Heatmap({ panel, result, onZoom, onReset }: PanelProps<HeatmapPanel>): ReactNode {
  const theme = useTheme();
  const [zone] = useZoneChoice();
  const { histograms } = result;
  const { processes, lane } = usePanelSurround();
  const marks = useMemo(() => processMarks(processes, theme), [processes, theme]);
  const grid = useMemo(() => bucketGrid(result.frames, panel.calculate), [panel, result]);
  const heat = useMemo(
    () => (histograms === undefined ? heatOfGrid(grid, result.step) : heatOfHistograms(histograms.cells, histograms)),
    [histograms, grid, result.step],
  );
  const scheme = panel.scheme === '' ? undefined : schemeOf(panel.scheme);
  const colours = useMemo(
    () =>
      scheme === undefined
        ? undefined
        : Array.from({ length: shades }, (_, at) => namedColour(scheme, theme, at / (shades - 1)) ?? theme.accent),
    [scheme, theme],
  );
  const unit = panel.yUnit || panel.fields.defaults.unit;
  const format = useMemo(
    () =>
      (value: number): string =>
        Number.isFinite(value) ? formatValue(value, unit) : value > 0 ? '+Inf' : '-Inf',
    [unit],
  );
  const formatTime = (time: number): string => formatDayTime(BigInt(Math.round(time)) * 1_000_000n, zone);
  if (heat === undefined) {
    return <NamedBuckets panel={panel} result={result} grid={grid} scheme={scheme ?? 'continuous-blues'} />;
  }
  return (
    <HeatMap
      summary={`${panel.title}: ${Math.max(0, heat.bounds.length - 1)} buckets over ${heat.steps} steps`}
      data={heat}
      from={result.range.from}
      to={result.range.to}
      format={format}
      formatTime={formatTime}
      formatCount={(count) => formatValue(count, 'short')}
      colours={colours}
      marks={marks}
      lane={lane}
      offsetMinutes={zone === 'utc' ? utc : undefined}
      onZoom={onZoom}
      onReset={onReset}
    />
  );
}

/** Grafana's names of schemes are those of d3 (`Oranges`, `interpolateBlues`). */
function schemeOf(scheme: string): string {
  const name = scheme.replace(/^interpolate/, '').toLowerCase();
  return ['blues', 'greens', 'oranges', 'purples', 'reds'].includes(name) ? `continuous-${name}` : 'continuous-blues';
}

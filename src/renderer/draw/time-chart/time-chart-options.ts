// From what a chart shows to the options of uPlot: scales, axes, series and how each is drawn. No titles, no legend of its
// own, no hover points: those are ours.
import uPlot from 'uplot';
import { timeTicks } from '../scatter/time-ticks.ts';
import { createScale } from '../scatter/value-scale.ts';
import type { Theme } from '../theme.ts';
import type { ChartAxis, ChartData, ChartMark, ChartSeries, ChartStyle, ChartThreshold } from './chart-data.ts';
import { stacked } from './stacked.ts';
import { tickIncrements } from './y-ticks.ts';

export interface TimeChartInput {
  readonly data: ChartData;
  /** The ends of the time axis, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly style: ChartStyle;
  readonly stack: 'none' | 'normal' | 'percent';
  readonly left: ChartAxis;
  readonly right?: ChartAxis | undefined;
  readonly thresholds: readonly ChartThreshold[];
  readonly marks: readonly ChartMark[];
  readonly theme: Theme;
  /** As Date.getTimezoneOffset; times are then shown in that zone. */
  readonly offsetMinutes?: ((time: number) => number) | undefined;
}

export type ChartHooks = uPlot.Hooks.Arrays;

/** More series than this are drawn with thin plain lines. */
const many = 60;
/** Of more series no points are drawn where samples stand alone. */
const mostWithPoints = 200;

const widthOfTime = 90;
const heightOfMark = 34;
const fontSize = 11;

/** The columns that uPlot draws: upper edges where stacked. */
export function alignedData({ data, stack }: Pick<TimeChartInput, 'data' | 'stack'>): uPlot.AlignedData {
  const columns = stack === 'none' ? data.series.map(({ values }) => values) : stacked(data.series, stack);
  return [data.times, ...columns] as unknown as uPlot.AlignedData;
}

/** Equal for inputs that differ in their data and times only, so that a chart need not be built anew. */
export function shapeOf(input: TimeChartInput): string {
  const series = input.data.series.map(({ values: _, name: _name, ...shape }) => shape);
  return JSON.stringify([series, input.style, input.stack, axisShape(input.left), axisShape(input.right)]);
}

function axisShape(axis: ChartAxis | undefined): unknown {
  return axis === undefined ? undefined : [axis.base, axis.log, axis.min, axis.max];
}

/** `now` answers the newest input: ranges, formats and zones may change without a new chart. */
export function chartOptions(
  input: TimeChartInput,
  now: () => TimeChartInput,
  size: { readonly width: number; readonly height: number },
  hooks: ChartHooks,
): uPlot.Options {
  const right = input.data.series.some(({ axis }) => axis === 'right') ? input.right : undefined;
  const hasRight = right !== undefined;
  return {
    ...size,
    ms: 1,
    pxAlign: false,
    padding: [8, hasRight ? 0 : 12, 0, 0],
    legend: { show: false },
    focus: { alpha: 1 },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      bind: { dblclick: () => null },
    },
    scales: {
      x: { time: false, range: () => [now().from, now().to] },
      left: valueScale(input.left, () => now().left, input),
      ...(right === undefined ? {} : { right: valueScale(right, () => now().right ?? right, input) }),
    },
    axes: [
      timeAxis(input.theme, now),
      valueAxis('left', 3, input.theme, () => now().left),
      ...(right === undefined ? [] : [valueAxis('right', 1, input.theme, () => now().right ?? right)]),
    ],
    series: [{}, ...input.data.series.map((series) => seriesOptions(series, input, hasRight))],
    bands: input.stack === 'none' ? [] : bandsOf(input.data.series),
    hooks,
  };
}

function valueScale(axis: ChartAxis, now: () => ChartAxis, input: TimeChartInput): uPlot.Scale {
  if (axis.log === true) {
    return {
      distr: 3,
      log: axis.base === 2 ? 2 : 10,
      range: (_, min, max) => uPlot.rangeLog(min > 0 ? min : 1e-3, max > 0 ? max : 1, 10, false),
    };
  }
  const filled = input.stack !== 'none' || input.style === 'bars' || input.style === 'area';
  return {
    range: (_, dataMin, dataMax) => {
      const { min, max } = now();
      // Nothing to show: an axis from 0 to 1 rather than none.
      const low = Number.isFinite(dataMin) ? dataMin : 0;
      const high = Number.isFinite(dataMax) ? dataMax : 1;
      const pad = { pad: 0.1, soft: 0, mode: filled ? 1 : 3 } as const;
      const [bottom, top] = uPlot.rangeNum(low, high === low ? low + (Math.abs(low) || 1) * 0.1 : high, {
        min: pad,
        max: pad,
      });
      const percent = input.stack === 'percent' ? 100 : undefined;
      return [min ?? bottom, max ?? percent ?? top];
    },
  };
}

function timeAxis(theme: Theme, now: () => TimeChartInput): uPlot.Axis {
  const ticks = (width: number, min: number, max: number) =>
    timeTicks(
      createScale('linear', [min, max], [0, width]),
      Math.max(1, Math.floor(width / widthOfTime)),
      now().offsetMinutes,
    );
  return {
    ...look(theme),
    size: 22,
    grid: { ...look(theme).grid, show: true },
    splits: (plot, _, min, max) => ticks(plot.bbox.width / devicePixelRatio, min, max).map(({ value }) => value),
    values: (plot, splits) => {
      const { min = 0, max = 0 } = plot.scales['x'] ?? {};
      const labels = new Map(
        ticks(plot.bbox.width / devicePixelRatio, min, max).map(({ value, label }) => [value, label]),
      );
      return splits.map((split) => labels.get(split) ?? '');
    },
  };
}

function valueAxis(scale: 'left' | 'right', side: 1 | 3, theme: Theme, now: () => ChartAxis): uPlot.Axis {
  return {
    ...look(theme),
    scale,
    side,
    space: heightOfMark,
    ...(now().log === true ? {} : { incrs: tickIncrements(now().base ?? 10) }),
    grid: { ...look(theme).grid, show: scale === 'left' },
    values: (_, splits) => {
      const { format, formatTicks } = now();
      const shown = splits.filter((split) => split !== null);
      const texts = formatTicks === undefined ? shown.map((split) => format(split)) : formatTicks(shown);
      let next = 0;
      return splits.map((split) => (split === null ? null : (texts[next++] ?? '')));
    },
    size: (_, values) => {
      const longest = (values ?? []).reduce((most, text) => Math.max(most, text?.length ?? 0), 0);
      return Math.max(now().room ?? 36, Math.ceil(longest * 6.4) + 14);
    },
  };
}

function look(theme: Theme) {
  return {
    stroke: theme.mutedText,
    font: `${fontSize}px ${theme.font}`,
    gap: 4,
    grid: { stroke: theme.line, width: 1 },
    ticks: { show: false },
    border: { show: false },
  };
}

function seriesOptions(series: ChartSeries, input: TimeChartInput, hasRight: boolean): uPlot.Series {
  const style = series.style ?? input.style;
  const crowd = input.data.series.length;
  const fill = series.fill ?? (style === 'area' ? 0.2 : style === 'bars' ? 0.6 : 0);
  const stackedFill = input.stack === 'none' ? undefined : input.data.series[0] === series;
  const filled = stackedFill ?? fill > 0;
  const paths = pathsOf(style);
  return {
    scale: series.axis === 'right' && hasRight ? 'right' : 'left',
    show: series.hidden !== true,
    stroke: series.colour,
    width: style === 'points' ? 0 : crowd > many ? 1 : (series.width ?? 1.5),
    pxAlign: 0,
    ...(series.dash === undefined ? {} : { dash: [...series.dash] }),
    ...(filled ? { fill: tinted(series.colour, fill || 0.3) } : {}),
    ...(paths === undefined ? {} : { paths }),
    points:
      style === 'points'
        ? { show: true, size: 4, fill: series.colour, stroke: series.colour, width: 0 }
        : crowd > mostWithPoints || style === 'bars'
          ? { show: false }
          : { size: 4, fill: series.colour, stroke: series.colour, width: 0 },
  };
}

function pathsOf(style: ChartStyle): uPlot.Series.PathBuilder | undefined {
  switch (style) {
    case 'bars':
      return uPlot.paths.bars?.({ size: [0.8, 60, 1] });
    case 'steps':
      return uPlot.paths.stepped?.({ align: 1 });
    case 'points':
      return () => null;
    case 'line':
    case 'area':
      return undefined;
  }
}

/** Between each visible series and the visible one below it. */
function bandsOf(series: readonly ChartSeries[]): uPlot.Band[] {
  const shown = series.flatMap(({ hidden }, at) => (hidden === true ? [] : [at]));
  return shown.slice(1).map((at, index) => ({
    series: [at + 1, (shown[index] as number) + 1],
    fill: tinted(series[at]?.colour ?? '', series[at]?.fill ?? 0.3),
  }));
}

/** The colour, let through by `alpha`. */
export function tinted(colour: string, alpha: number): string {
  return /^#[0-9a-f]{6}$/i.test(colour)
    ? `${colour}${Math.round(alpha * 255)
        .toString(16)
        .padStart(2, '0')}`
    : `color-mix(in srgb, ${colour} ${Math.round(alpha * 100)}%, transparent)`;
}

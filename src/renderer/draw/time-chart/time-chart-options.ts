// From what a chart shows to the options of uPlot: scales, axes, series and how each is drawn. No titles, no legend of its
// own, no hover points: those are ours.
import uPlot from 'uplot';
import { timeTicks } from '../scatter/time-ticks.ts';
import { createScale } from '../scatter/value-scale.ts';
import type { Theme } from '../theme.ts';
import type { ChartAxis, ChartData, ChartEvent, ChartMark, ChartStyle, ChartThreshold } from './chart-data.ts';
import { bandsOf, seriesOptions } from './series-options.ts';
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
  readonly events: readonly ChartEvent[];
  readonly theme: Theme;
  /** As Date.getTimezoneOffset; times are then shown in that zone. */
  readonly offsetMinutes?: ((time: number) => number) | undefined;
  /** What the axis says of a time; hours and minutes unless given. */
  readonly timeText?: ((time: number) => string) | undefined;
}

export type ChartHooks = uPlot.Hooks.Arrays;

const widthOfTime = 90;
/** Half of what a label of time may take, CSS pixels. */
const halfOfLabel = 18;
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
  if (axis === undefined) return undefined;
  const { base, log, min, max, softMin, softMax, centred, label, hidden } = axis;
  return [base, log, min, max, softMin, softMax, centred, label, hidden];
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
    // And half a pixel each: what uPlot clips a line to is half its width larger than the plot, and has whole edges then for
    // lines of one pixel. Clipping at parts of pixels costs as much as the lines.
    padding: [8.5, hasRight ? 0.5 : 12.5, 0.5, 0.5],
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
    bands: bandsOf(input),
    hooks,
  };
}

function valueScale(axis: ChartAxis, now: () => ChartAxis, input: TimeChartInput): uPlot.Scale {
  if (axis.log !== undefined) {
    return {
      distr: 3,
      log: axis.log,
      range: (_, dataMin, dataMax) => logRange(now(), dataMin, dataMax),
    };
  }
  const filled =
    input.stack !== 'none' ||
    input.style === 'bars' ||
    input.style === 'area' ||
    input.data.series.some(({ style }) => style === 'bars');
  return {
    range: (_, dataMin, dataMax) => {
      const { min, max, softMin, softMax, centred } = now();
      // Nothing to show: an axis from 0 to 1 rather than none.
      const low = Number.isFinite(dataMin) ? dataMin : 0;
      const high = Number.isFinite(dataMax) ? dataMax : 1;
      const pad = { pad: 0.1, soft: 0, mode: filled ? 1 : 3 } as const;
      const [bottom, top] = uPlot.rangeNum(low, high === low ? low + (Math.abs(low) || 1) * 0.1 : high, {
        min: pad,
        max: pad,
      });
      const reach = Math.max(Math.abs(bottom ?? 0), Math.abs(top ?? 0));
      if (centred === true) return [-reach, reach];
      const percent = input.stack === 'percent' ? 100 : undefined;
      return [
        min ?? Math.min(bottom ?? 0, softMin ?? Infinity),
        max ?? percent ?? Math.max(top ?? 1, softMax ?? -Infinity),
      ];
    },
  };
}

/** Whole powers of the base around the values; what is not above zero has no place. */
function logRange({ log = 10, min, max }: ChartAxis, dataMin: number | null, dataMax: number | null): [number, number] {
  const low = min !== undefined && min > 0 ? min : dataMin !== null && dataMin > 0 ? dataMin : undefined;
  const high = max !== undefined && max > 0 ? max : dataMax !== null && dataMax > 0 ? dataMax : undefined;
  const top = high ?? 1;
  const bottom = low ?? top / 1000;
  const [from, to] = uPlot.rangeLog(bottom, Math.max(top, bottom), log, false);
  return [min !== undefined && min > 0 ? min : (from ?? bottom), max !== undefined && max > 0 ? max : (to ?? top)];
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
        ticks(plot.bbox.width / devicePixelRatio, min, max).map(({ value, label }) => [
          value,
          now().timeText?.(value) ?? label,
        ]),
      );
      return splits.map((split) => (fits(plot, split) ? (labels.get(split) ?? '') : ''));
    },
  };
}

/** Whether the label of a time has room on both sides; at the end of the chart it would be cut. */
function fits(plot: uPlot, time: number): boolean {
  const at = plot.valToPos(time, 'x');
  const { left, width } = plot.bbox;
  const room = plot.width - (left + width) / devicePixelRatio;
  return width / devicePixelRatio - at + room >= halfOfLabel;
}

function valueAxis(scale: 'left' | 'right', side: 1 | 3, theme: Theme, now: () => ChartAxis): uPlot.Axis {
  const { hidden, label, log, base } = now();
  return {
    ...look(theme),
    scale,
    side,
    show: hidden !== true,
    space: heightOfMark,
    ...(label === undefined ? {} : { label, labelSize: 18, labelFont: `${fontSize}px ${theme.font}`, labelGap: 2 }),
    ...(log === undefined ? { incrs: tickIncrements(base ?? 10) } : {}),
    grid: {
      ...look(theme).grid,
      show: scale === 'left',
      ...(log === undefined ? {} : { filter: (_: uPlot, splits: number[]) => wholePowers(splits, log) }),
    },
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

/** Of a scale over many powers only these have lines. */
function wholePowers(splits: readonly number[], base: number): (number | null)[] {
  return splits.map((split) => {
    const power = Math.log(split) / Math.log(base);
    return Math.abs(power - Math.round(power)) < 1e-6 ? split : null;
  });
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

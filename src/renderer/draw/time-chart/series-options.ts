// How one series is drawn, in uPlot's words: stroke, fill, curve, dots, gaps; and the areas between two series.
import uPlot from 'uplot';
import type { ChartSeries, ChartStyle } from './chart-data.ts';
import type { TimeChartInput } from './time-chart-options.ts';

/** More series than this are drawn with thin plain lines. */
const many = 60;
/** More than this are thin unless asked for otherwise: a line of one pixel costs a twentieth of a wider one. */
const few = 20;
/** Of more series no points are drawn where samples stand alone. */
const mostWithPoints = 200;
/** Fill of stacked areas and of those between two series that do not say. */
const usualStackFill = 0.3;
const usualBandFill = 0.35;

type Input = Pick<TimeChartInput, 'data' | 'style' | 'stack'>;

export function seriesOptions(series: ChartSeries, input: Input, hasRight: boolean): uPlot.Series {
  const style = series.style ?? input.style;
  const crowd = input.data.series.length;
  const fill = fillOf(series, input);
  const paths = pathsOf(style, series);
  const size = series.pointSize ?? 4;
  const dot = { size, fill: series.colour, stroke: series.colour, width: 0 };
  return {
    scale: series.axis === 'right' && hasRight ? 'right' : 'left',
    show: series.hidden !== true,
    stroke: series.scheme === undefined ? series.colour : schemeStyle(series, 1),
    width: style === 'points' ? 0 : crowd > many ? 1 : (series.width ?? (crowd > few ? 1 : 1.5)),
    pxAlign: 0,
    ...(series.dash === undefined ? {} : { dash: [...series.dash] }),
    ...(series.round === true ? { cap: 'round' as const } : {}),
    ...(fill > 0 ? { fill: fillStyle(series, fill) } : {}),
    ...(paths === undefined ? {} : { paths }),
    ...gapsOf(series.span),
    points:
      style === 'points' || (series.points === 'always' && style !== 'bars')
        ? { ...dot, show: true }
        : crowd > mostWithPoints || style === 'bars' || series.points === 'never'
          ? { show: false }
          : dot,
  };
}

/** How strongly the area below (or down to another series) is filled; 0 for none. */
function fillOf(series: ChartSeries, { style: usual, stack }: Input): number {
  if (series.fillTo !== undefined) return series.fill || usualBandFill;
  const style = series.style ?? usual;
  const wanted = series.fill ?? (style === 'area' ? 0.2 : style === 'bars' ? 0.6 : undefined);
  if (wanted !== undefined) return wanted;
  return stack === 'none' || series.stack === false ? 0 : usualStackFill;
}

function fillStyle(series: ChartSeries, fill: number): uPlot.Series.Fill {
  if (series.scheme !== undefined) return schemeStyle(series, fill);
  const full = tinted(series.colour, fill);
  if (series.fading !== true) return full;
  return (plot) => {
    const { top, height } = plot.bbox;
    if (!(height > 0)) return full;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    gradient.addColorStop(0, full);
    gradient.addColorStop(1, tinted(series.colour, fill * 0.05));
    return gradient;
  };
}

/** A gradient along the value axis. */
function schemeStyle({ scheme, colour, axis }: ChartSeries, alpha: number): (plot: uPlot) => CanvasGradient | string {
  const { hard = false, stops = [] } = scheme ?? {};
  const shade = (one: string): string => (alpha === 1 ? one : tinted(one, alpha));
  return (plot) => {
    const { top, height } = plot.bbox;
    const scale = axis === 'right' && plot.scales['right'] !== undefined ? 'right' : 'left';
    if (!(height > 0) || plot.scales[scale]?.min === undefined) return shade(colour);
    const gradient = plot.ctx.createLinearGradient(0, top + height, 0, top);
    const shareOf = (value: number): number => {
      if (value === -Infinity) return 0;
      const share = (top + height - plot.valToPos(value, scale, true)) / height;
      return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
    };
    let before: string | undefined;
    for (const { value, colour: next } of stops) {
      const share = shareOf(value);
      if (hard && before !== undefined) gradient.addColorStop(share, shade(before));
      gradient.addColorStop(share, shade(next));
      before = next;
    }
    return gradient;
  };
}

function pathsOf(style: ChartStyle, { curve, barAlign, barWidth }: ChartSeries): uPlot.Series.PathBuilder | undefined {
  switch (style) {
    case 'bars':
      return uPlot.paths.bars?.({ size: [barWidth ?? 0.8, 60, 1], align: barAlign ?? 0 });
    case 'steps':
      return uPlot.paths.stepped?.({ align: 1 });
    case 'points':
      return () => null;
    case 'line':
    case 'area':
      if (curve === 'smooth') return uPlot.paths.spline?.();
      if (curve === undefined) return undefined;
      return uPlot.paths.stepped?.({ align: curve === 'stepBefore' ? -1 : 1 });
  }
}

/** uPlot knows gaps in pixels; those that are longer than allowed stay. */
function gapsOf(span: boolean | number | undefined): Pick<uPlot.Series, 'spanGaps' | 'gaps'> {
  if (typeof span !== 'number') return span === true ? { spanGaps: true } : {};
  return {
    gaps: (plot, _series, _from, _to, gaps) =>
      gaps.filter(([from, to]) => plot.posToVal(to, 'x', true) - plot.posToVal(from, 'x', true) > span),
  };
}

/** Between each visible series of a stack and the visible one below it, and between series that name each other. */
export function bandsOf(input: Input): uPlot.Band[] {
  const { series } = input.data;
  const bands: uPlot.Band[] = [];
  const below = new Map<string, number>();
  for (const [at, one] of series.entries()) {
    if (one.hidden === true) continue;
    const fill = fillOf(one, input);
    if (one.fillTo !== undefined && series[one.fillTo]?.hidden !== true) {
      bands.push({ series: [at + 1, one.fillTo + 1], fill: tinted(one.colour, fill) });
      continue;
    }
    if (input.stack === 'none' || one.stack === false) continue;
    const stack = one.stack ?? '';
    const under = below.get(stack);
    below.set(stack, at);
    if (under === undefined || fill === 0) continue;
    bands.push({ series: [at + 1, under + 1], fill: tinted(one.colour, fill), dir: isBelowZero(one) ? 1 : -1 });
  }
  return bands;
}

/** A stack that grows downwards is filled upwards. */
function isBelowZero({ values }: ChartSeries): boolean {
  return values.every((value) => value === null || value <= 0) && values.some((value) => value !== null && value < 0);
}

/** The colour, let through by `alpha`. */
export function tinted(colour: string, alpha: number): string {
  return /^#[0-9a-f]{6}$/i.test(colour)
    ? `${colour}${Math.round(alpha * 255)
        .toString(16)
        .padStart(2, '0')}`
    : `color-mix(in srgb, ${colour} ${Math.round(alpha * 100)}%, transparent)`;
}

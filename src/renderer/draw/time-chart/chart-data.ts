// What a chart over time shows: series over common times, and what lies over them. Times are Unix milliseconds.

/** How values are drawn. */
export const chartStyles = ['line', 'area', 'bars', 'points', 'steps'] as const;
export type ChartStyle = (typeof chartStyles)[number];

export interface ChartSeries {
  /** Stable while the same thing is meant; equal keys in the same order keep the chart from being built anew. */
  readonly key: string;
  /** What it is called in the tip. */
  readonly name: string;
  /** Any colour of CSS. */
  readonly colour: string;
  /** One entry per time; null where there is none (a gap). */
  readonly values: readonly (number | null)[];
  readonly hidden?: boolean | undefined;
  /** Instead of the chart's own. */
  readonly style?: ChartStyle | undefined;
  /** CSS pixels; 1.5 unless given. */
  readonly width?: number | undefined;
  readonly dash?: readonly number[] | undefined;
  /** Round ends: a dash of length 0 is a dot. */
  readonly round?: boolean | undefined;
  /** 0 (a line) to 1: how strongly the area below is filled. */
  readonly fill?: number | undefined;
  /** The fill fades towards the bottom of the chart. */
  readonly fading?: boolean | undefined;
  /** Colours by value instead of the one colour. */
  readonly scheme?: ColourScheme | undefined;
  /** Index of the series down to which the area reaches, instead of zero. */
  readonly fillTo?: number | undefined;
  /** Of lines and areas: how one value leads to the next; straight unless given. */
  readonly curve?: 'smooth' | 'stepBefore' | 'stepAfter' | undefined;
  /** Dots at values: `auto` where they stand alone or far apart. */
  readonly points?: 'auto' | 'always' | 'never' | undefined;
  /** Diameter of a dot, CSS pixels; 4 unless given. */
  readonly pointSize?: number | undefined;
  /** Of bars: before the time, around it, or after it. */
  readonly barAlign?: -1 | 0 | 1 | undefined;
  /** Of bars: share of the room that one has, 0 to 1. */
  readonly barWidth?: number | undefined;
  /** Drawn over gaps: all, or those up to so many milliseconds. */
  readonly span?: boolean | number | undefined;
  /** Of a stacked chart: what it is stacked with, false for nothing; all that do not say are one stack. */
  readonly stack?: string | false | undefined;
  /** Not in the tip. */
  readonly quiet?: boolean | undefined;
  /** Which axis measures it; left unless given. */
  readonly axis?: 'left' | 'right' | undefined;
}

/** Rising; `hard`: each holds up to the next, else one passes into the next. The first may be at -Infinity. */
export interface ColourScheme {
  readonly hard: boolean;
  readonly stops: readonly { readonly value: number; readonly colour: string }[];
}

export interface ChartData {
  /** Rising. */
  readonly times: Float64Array;
  readonly series: readonly ChartSeries[];
}

/** A line across, and what is above it (up to the next one) tinted where `fill`. */
export interface ChartThreshold {
  /** -Infinity: from the bottom, without a line. */
  readonly value: number;
  readonly colour: string;
  /** `dashed` unless given. */
  readonly line?: 'solid' | 'dashed' | 'none' | undefined;
  readonly fill?: boolean | undefined;
}

/** A single measurement with a way to what it belongs to: a dot that can be clicked. */
export interface ChartMark {
  readonly time: number;
  readonly value: number;
  readonly colour: string;
}

/** A moment or stretch of the time axis with something to say: a line across, its foot on the axis. */
export interface ChartEvent {
  readonly time: number;
  /** Of a stretch. */
  readonly end?: number | undefined;
  readonly colour: string;
}

/** How the values of one axis are measured and written. */
export interface ChartAxis {
  readonly format: (value: number) => string;
  /** Labels of the marks of an axis, all in one unit; `format` for each unless given. */
  readonly formatTicks?: ((values: readonly number[]) => readonly string[]) | undefined;
  /** 2: marks at powers of two (bytes); 10 unless given. */
  readonly base?: 2 | 10 | undefined;
  /** Logarithmic, with this base. */
  readonly log?: 2 | 10 | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The axis reaches at least so far, further where values do. */
  readonly softMin?: number | undefined;
  readonly softMax?: number | undefined;
  /** Zero in the middle. */
  readonly centred?: boolean | undefined;
  /** Written beside the axis, upright. */
  readonly label?: string | undefined;
  /** Neither marks nor labels, only the scale. */
  readonly hidden?: boolean | undefined;
  /** Least width for the labels, CSS pixels, so that charts below each other begin at one place. */
  readonly room?: number | undefined;
}

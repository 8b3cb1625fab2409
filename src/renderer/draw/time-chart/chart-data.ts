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
  /** 0 (a line) to 1: how strongly the area below is filled. */
  readonly fill?: number | undefined;
  /** Which axis measures it; left unless given. */
  readonly axis?: 'left' | 'right' | undefined;
}

export interface ChartData {
  /** Rising. */
  readonly times: Float64Array;
  readonly series: readonly ChartSeries[];
}

/** A line across, and what is above it (up to the next one) tinted where `fill`. */
export interface ChartThreshold {
  readonly value: number;
  readonly colour: string;
  readonly fill?: boolean | undefined;
}

/** A single measurement with a way to what it belongs to: a dot that can be clicked. */
export interface ChartMark {
  readonly time: number;
  readonly value: number;
  readonly colour: string;
}

/** How the values of one axis are measured and written. */
export interface ChartAxis {
  readonly format: (value: number) => string;
  /** Labels of the marks of an axis, all in one unit; `format` for each unless given. */
  readonly formatTicks?: ((values: readonly number[]) => readonly string[]) | undefined;
  /** 2: marks at powers of two (bytes); 10 unless given. */
  readonly base?: 2 | 10 | undefined;
  readonly log?: boolean | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Least width for the labels, CSS pixels, so that charts below each other begin at one place. */
  readonly room?: number | undefined;
}

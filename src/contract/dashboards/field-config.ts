// How the values of a panel are shown: unit, limits, thresholds, mappings, drawing; and overrides of these for some fields.

export interface FieldConfig {
  readonly defaults: FieldSettings;
  readonly overrides: readonly FieldOverride[];
}

/** undefined: as the panel does it when nothing is said. */
export interface FieldSettings {
  /** Grafana's id (`bytes`, `reqps`, `suffix:rows`); an unknown one is written behind the number. */
  readonly unit?: string | undefined;
  readonly decimals?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly displayName?: string | undefined;
  /** Written instead of nothing. */
  readonly noValue?: string | undefined;
  readonly thresholds?: Thresholds | undefined;
  readonly mappings?: readonly ValueMapping[] | undefined;
  readonly colour?: ColourChoice | undefined;
  readonly links?: readonly FieldLink[] | undefined;
  readonly draw?: DrawSettings | undefined;
}

export interface FieldLink {
  readonly title: string;
  readonly url: string;
}

export interface Thresholds {
  readonly mode: 'absolute' | 'percentage';
  /** Rising; the first one's value is -Infinity. Colours as Grafana names them (`green`, `dark-red`, `#rrggbb`). */
  readonly steps: readonly ThresholdStep[];
}

export interface ThresholdStep {
  readonly value: number;
  readonly colour: string;
}

export type SpecialValue = 'null' | 'nan' | 'null+nan' | 'true' | 'false' | 'empty';

export type ValueMapping =
  | { readonly kind: 'value'; readonly value: string; readonly result: MappedText }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly result: MappedText }
  | { readonly kind: 'regex'; readonly pattern: string; readonly result: MappedText }
  | { readonly kind: 'special'; readonly match: SpecialValue; readonly result: MappedText };

export interface MappedText {
  /** undefined: the value's own text. */
  readonly text: string | undefined;
  readonly colour: string | undefined;
}

export interface ColourChoice {
  /** `palette-classic`, `thresholds`, `fixed`, `shades` or `continuous-...`. */
  readonly mode: string;
  readonly fixed: string | undefined;
}

/** Of charts and tables. */
export interface DrawSettings {
  readonly style?: 'line' | 'bars' | 'points' | undefined;
  readonly interpolation?: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter' | undefined;
  readonly lineWidth?: number | undefined;
  /** Lengths of strokes and gaps; a stroke of 0 is a dot. */
  readonly dash?: readonly number[] | undefined;
  /** Percent. */
  readonly fillOpacity?: number | undefined;
  readonly gradient?: 'none' | 'opacity' | 'hue' | 'scheme' | undefined;
  /** Name of the field down to which the area reaches. */
  readonly fillBelowTo?: string | undefined;
  readonly pointSize?: number | undefined;
  /** Before the time, around it, after it. */
  readonly barAlign?: -1 | 0 | 1 | undefined;
  /** Share of the room of a bar, 0 to 1. */
  readonly barWidth?: number | undefined;
  readonly showPoints?: 'auto' | 'always' | 'never' | undefined;
  /** Milliseconds up to which a gap is drawn over; true: all. */
  readonly spanNulls?: boolean | number | undefined;
  /** Times without a value count as 0 (the graph of before 2021 only). */
  readonly nullsAsZero?: boolean | undefined;
  readonly stacking?: 'none' | 'normal' | 'percent' | undefined;
  readonly stackingGroup?: string | undefined;
  readonly negativeY?: boolean | undefined;
  readonly axis?: 'auto' | 'left' | 'right' | 'hidden' | undefined;
  readonly axisLabel?: string | undefined;
  readonly axisSoftMin?: number | undefined;
  readonly axisSoftMax?: number | undefined;
  /** Zero in the middle. */
  readonly axisCentred?: boolean | undefined;
  readonly scale?: { readonly kind: 'linear' } | { readonly kind: 'log'; readonly base: number } | undefined;
  readonly thresholds?: 'off' | 'line' | 'dashed' | 'area' | 'line+area' | 'dashed+area' | undefined;
  readonly hideFrom?: { readonly legend: boolean; readonly tooltip: boolean; readonly chart: boolean } | undefined;
  readonly cell?: 'auto' | 'color-text' | 'color-background' | 'gauge' | 'sparkline' | 'json-view' | undefined;
  /** Pixels of a column. */
  readonly width?: number | undefined;
  readonly align?: 'auto' | 'left' | 'center' | 'right' | undefined;
  readonly hidden?: boolean | undefined;
}

export interface FieldOverride {
  readonly matcher: FieldMatcher;
  readonly settings: FieldSettings;
}

export type FieldMatcher =
  | { readonly kind: 'byName'; readonly name: string }
  | { readonly kind: 'byRegexp'; readonly pattern: string }
  | { readonly kind: 'byType'; readonly type: string }
  | { readonly kind: 'byFrameRefID'; readonly target: string }
  | { readonly kind: 'byNames'; readonly names: readonly string[]; readonly exclude: boolean }
  | { readonly kind: 'byValue'; readonly calc: string; readonly operator: string; readonly value: number }
  | { readonly kind: 'other'; readonly id: string; readonly options: unknown };

export const noFieldConfig: FieldConfig = { defaults: {}, overrides: [] };

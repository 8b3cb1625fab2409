// Metrics as the window asks for and receives them: what there is, PromQL, what completes and explains it. Bulk answers
// are columns. Times are whole Unix milliseconds, as Prometheus keeps them.
import type { RunId } from './ids.ts';

/** How a metric is best looked at: its value, its rate of change, or how many observations it gets per second. */
export const NaturalView = { value: 0, rate: 1, countRate: 2 } as const;

/** One row per metric; texts are indexes into `texts`. */
export interface MetricListColumns {
  readonly rows: number;
  /** Number of the metric in its run. */
  readonly number: Uint32Array;
  /** As sent; of scraped metrics the family's name. */
  readonly name: Uint32Array;
  /** As Prometheus names it, without `_bucket`, `_sum` and `_count`; '' where Prometheus would refuse the name. */
  readonly translated: Uint32Array;
  readonly unit: Uint32Array;
  readonly description: Uint32Array;
  /** MetricKind (contract/metric-batch.ts); of scraped metrics ScrapedKind (contract/sample-batch.ts). */
  readonly kind: Uint8Array;
  /** Temporality. */
  readonly temporality: Uint8Array;
  readonly monotonic: Uint8Array;
  /** How many streams it has: sets of attributes, each from one sender. A histogram counts once. */
  readonly series: Uint32Array;
  /** Time of the newest sample; 0 where none is stored any more. */
  readonly last: Float64Array;
  /** Milliseconds between samples, as observed; 0 where there are too few to tell. */
  readonly spacing: Float64Array;
  /** NaturalView, and PromQL that shows it. */
  readonly view: Uint8Array;
  readonly query: Uint32Array;
  /** Services (of scraped metrics: jobs) that send it, at most 20, by name. */
  readonly sources: readonly (readonly string[])[];
  readonly texts: readonly string[];
}

export interface MetricList extends MetricListColumns {
  /** Commit cursor that the answer is true for. */
  readonly cursor: number;
}

/** The natural view of metrics over time, all series added up (rates) or averaged (values). */
export interface Sparklines {
  /** Time of the first point, and between two. */
  readonly start: number;
  readonly step: number;
  readonly points: number;
  /** `points` values per asked metric, in the order of the question; NaN where there is none. */
  readonly values: Float64Array;
}

/** A text of PromQL and when it is evaluated: `step` 0 with equal `start` and `end` is an instant query. */
export interface PromqlRequest {
  readonly run: RunId;
  readonly query: string;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

export interface MetricsQueryRequest extends PromqlRequest {
  /** 1 to 10,000. Of more series of a chart those with the largest values are given. Default 1000. */
  readonly maxSeries?: number | undefined;
  /** Most samples in memory. Default 50 million. */
  readonly maxSamples?: number | undefined;
  /** How old a sample may be to count. Default five minutes. */
  readonly lookback?: number | undefined;
}

/** Labels of series as a table: row after row, an index into `texts` per name; `texts[0]` is '', no such label. */
export interface LabelTable {
  readonly rows: number;
  readonly names: readonly string[];
  readonly cells: Uint32Array;
  readonly texts: readonly string[];
}

/** Native histograms of an answer: `series`, `step` (or place in the series' samples) and what they hold. */
export interface HistogramCells {
  readonly count: number;
  readonly series: Uint32Array;
  readonly step: Uint32Array;
  readonly total: Float64Array;
  readonly sum: Float64Array;
  /** Where the buckets of each begin; one entry more than there are histograms. Rising, without empty ones. */
  readonly bucketStart: Uint32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly bucketCount: Float64Array;
}

/** A remark or mistake. `from` and `to` are places in the query (UTF-16 units); equal where it has no length. */
export interface QueryRemark {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface QueryStats {
  /** Of the whole result, before `maxSeries`. */
  readonly series: number;
  readonly peakSamples: number;
  readonly millis: number;
}

/** What a query has for each series at each step. */
export const Presence = { absent: 0, float: 1, histogram: 2 } as const;

export type MetricsResult =
  | {
      readonly kind: 'failed';
      readonly reason: 'parse' | 'execution' | 'timeout';
      readonly remark: QueryRemark;
    }
  | { readonly kind: 'scalar'; readonly time: number; readonly value: number }
  | { readonly kind: 'string'; readonly time: number; readonly value: string }
  /** Series in the order of the expression (`sort`, `topk`). */
  | {
      readonly kind: 'vector';
      readonly time: number;
      readonly labels: LabelTable;
      readonly values: Float64Array;
      /** Presence. */
      readonly present: Uint8Array;
      readonly histograms: HistogramCells | undefined;
    }
  /** Series by labels, `steps` entries each. */
  | {
      readonly kind: 'matrix';
      readonly start: number;
      readonly step: number;
      readonly steps: number;
      readonly labels: LabelTable;
      readonly values: Float64Array;
      readonly present: Uint8Array;
      readonly histograms: HistogramCells | undefined;
    }
  /** An instant query of a range: samples at their own times. `first[i]` to `first[i + 1]` are those of series i. */
  | {
      readonly kind: 'ranges';
      readonly labels: LabelTable;
      readonly first: Uint32Array;
      readonly times: Float64Array;
      readonly values: Float64Array;
      readonly present: Uint8Array;
      readonly histograms: HistogramCells | undefined;
    };

export interface MetricsQueryAnswer {
  readonly result: MetricsResult;
  readonly warnings: readonly QueryRemark[];
  readonly infos: readonly QueryRemark[];
  readonly stats: QueryStats;
  /** Commit cursor that the answer is true for. */
  readonly cursor: number;
}

/** Series that meet one of the selectors (`{job="a"}`, `up`); all without one. With times: that have samples then. */
export interface SeriesSelection {
  readonly run: RunId;
  readonly selectors: readonly string[];
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** 1 to 100,000. */
  readonly limit: number;
}

export interface MetricsTexts {
  /** Sorted. Without `limit`, of values: those with most series are kept. */
  readonly texts: readonly string[];
  /** How many series have each. */
  readonly series: Uint32Array;
  readonly total: number;
}

export interface ExemplarsRequest {
  readonly run: RunId;
  /** PromQL: the exemplars of all series that its selectors choose. */
  readonly query: string;
  readonly from: number;
  readonly to: number;
  /** 1 to 10,000. */
  readonly limit: number;
}

/** Newest first. */
export interface ExemplarTable {
  readonly rows: number;
  /** Row of `labels`. */
  readonly series: Uint32Array;
  readonly labels: LabelTable;
  readonly time: Float64Array;
  readonly value: Float64Array;
  /** 16 and 8 bytes per row; all zero where there is none. */
  readonly traceIds: Uint8Array;
  readonly spanIds: Uint8Array;
  /** Further labels of each, name and value. */
  readonly attributes: readonly (readonly (readonly [string, string])[])[];
  readonly more: boolean;
}

/** Most first. `added`: how many of the series began within the asked time. */
export interface CardinalityRow {
  readonly text: string;
  readonly series: number;
  readonly added: number;
}

export interface Cardinality {
  readonly series: number;
  readonly added: number;
  /** Series that a run takes. */
  readonly limit: number;
  /** Samples that were not taken because of a limit: of series, of labels, of sizes. */
  readonly refused: number;
  /** By metric, as Prometheus names it; at most 1000. */
  readonly metrics: readonly CardinalityRow[];
  /** By label; `values` is how many different ones there are. At most 1000, most values first. */
  readonly labels: readonly (CardinalityRow & { readonly values: number })[];
  /** `name="value"` by series; at most 200. */
  readonly pairs: readonly CardinalityRow[];
}

/** Something worth knowing about a query, with what to do about it. */
export interface QueryFinding {
  readonly kind:
    | 'no-metrics'
    | 'unknown-metric'
    | 'unknown-label'
    | 'no-such-value'
    | 'no-series'
    | 'not-received-then'
    | 'window-too-short'
    | 'delta-as-counter'
    | 'as-sent-name'
    | 'filtered-away'
    | 'nothing-matches'
    | 'rate-of-gauge'
    | 'counter-without-rate'
    | 'one-bucket'
    | 'states-counted-twice'
    | 'quantile-without-le';
  readonly text: string;
  /** Places in the query (UTF-16 units). */
  readonly from: number;
  readonly to: number;
  /** What could be written instead, the likeliest first. */
  readonly suggestions: readonly QuerySuggestion[];
  /** Of `not-received-then`: the times of the first and last sample that is kept; Unix milliseconds. */
  readonly received?: { readonly from: number; readonly to: number } | undefined;
}

export interface QuerySuggestion {
  readonly label: string;
  /** The whole query, changed. */
  readonly query: string;
}

export interface QuerySpacing {
  /** Milliseconds between samples of the selected series; of several metrics the longest; 0 where there are too few to tell. */
  readonly millis: number;
  /** The shortest window of `rate` that is filled for certain: four times that, and at least 1 s. */
  readonly rateWindow: number;
}

export interface MetricsMethods {
  /** Every metric, by name as sent. */
  'metrics.list': { request: { readonly run: RunId }; answer: MetricList };
  /** Of at most 200 metrics by number; `points` 2 to 120 up to `end`, over `span` milliseconds. */
  'metrics.sparklines': {
    request: {
      readonly run: RunId;
      readonly metrics: Uint32Array;
      readonly end: number;
      readonly span: number;
      readonly points: number;
    };
    answer: Sparklines;
  };
  /** PromQL. What is wrong with a query is an answer. */
  'metrics.query': { request: MetricsQueryRequest; answer: MetricsQueryAnswer };
  /** Names of labels. Selectors that cannot be read fail with `bad-request`; so below. */
  'metrics.labels': { request: SeriesSelection; answer: MetricsTexts };
  /** Values of a label; of `__name__` the names of metrics, also as sent. */
  'metrics.values': {
    request: SeriesSelection & { readonly label: string; readonly prefix?: string | undefined };
    answer: MetricsTexts;
  };
  'metrics.series': { request: SeriesSelection; answer: LabelTable & { readonly total: number } };
  'metrics.exemplars': { request: ExemplarsRequest; answer: ExemplarTable };
  /** `since`: from when on series count as added. */
  'metrics.cardinality': { request: { readonly run: RunId; readonly since: number }; answer: Cardinality };
  /** Why a query is empty. No findings where it is not, or nothing is known. */
  'metrics.explain': { request: PromqlRequest; answer: { readonly findings: readonly QueryFinding[] } };
  /** What is dubious about a query that has an answer. */
  'metrics.hints': { request: PromqlRequest; answer: { readonly findings: readonly QueryFinding[] } };
  'metrics.spacing': { request: { readonly run: RunId; readonly query: string }; answer: QuerySpacing };
}

// What evaluating histograms has to tell the user, as plain data; the caller adds where in the query it was.
// The texts are those of Prometheus 3.14 without its position suffix.
import { goFloat, goFloatDigits } from './go-float.ts';
import { quoteGo } from '../syntax/go-quote.ts';

export type HistogramOperation = 'addition' | 'subtraction' | 'aggregation';

export type HistogramNote =
  | { readonly kind: 'not-counter' }
  | { readonly kind: 'not-gauge' }
  | { readonly kind: 'mixed-floats-histograms' }
  | { readonly kind: 'mixed-floats-histograms-aggregation' }
  | { readonly kind: 'mixed-exponential-custom' }
  | { readonly kind: 'mixed-classic-native' }
  | { readonly kind: 'bounds-reconciled'; readonly operation: HistogramOperation }
  | { readonly kind: 'reset-collision'; readonly operation: HistogramOperation }
  | { readonly kind: 'incompatible-layout'; readonly operator: string }
  | { readonly kind: 'incompatible-types'; readonly left: string; readonly operator: string; readonly right: string }
  | { readonly kind: 'ignored-in-aggregation'; readonly aggregation: string }
  | { readonly kind: 'ignored-in-mixed-range' }
  | { readonly kind: 'quantile-nan-result' }
  | { readonly kind: 'quantile-nan-skew' }
  | { readonly kind: 'fraction-nans' }
  | { readonly kind: 'bad-bucket-label'; readonly value: string }
  | { readonly kind: 'invalid-quantile'; readonly quantile: number }
  | { readonly kind: 'forced-monotonic'; readonly repair: MonotonicRepair }
  | { readonly kind: 'start-time-overlap'; readonly occurrences: number };

/** Where the counts of a classic histogram went down; several of them are merged before they are told. */
export interface MonotonicRepair {
  readonly minBucket: number;
  readonly maxBucket: number;
  readonly maxDifference: number;
  readonly samples: number;
  readonly firstMillis: number;
  readonly lastMillis: number;
}

/** Where functions leave their notes. */
export type ReportNote = (note: HistogramNote) => void;

const infoKinds: ReadonlySet<HistogramNote['kind']> = new Set([
  'bounds-reconciled',
  'incompatible-types',
  'ignored-in-aggregation',
  'ignored-in-mixed-range',
  'quantile-nan-result',
  'quantile-nan-skew',
  'fraction-nans',
  'forced-monotonic',
]);

/** Whether a note is a warning (the result may be wrong or incomplete) or an information. */
export function noteSeverity(note: HistogramNote): 'warning' | 'info' {
  return infoKinds.has(note.kind) ? 'info' : 'warning';
}

/** The text of a note. `metricName` is the name of the series concerned, empty if it has none. */
export function noteText(note: HistogramNote, metricName: string): string {
  return `PromQL ${noteSeverity(note)}: ${body(note, metricName)}`;
}

function body(note: HistogramNote, metricName: string): string {
  const name = quoteGo(metricName);
  const forName = metricName === '' ? '' : ` for metric name ${name}`;
  switch (note.kind) {
    case 'not-counter':
      return `this native histogram metric is not a counter: ${name}`;
    case 'not-gauge':
      return `this native histogram metric is not a gauge: ${name}`;
    case 'mixed-floats-histograms':
      return `encountered a mix of histograms and floats for metric name ${name}`;
    case 'mixed-floats-histograms-aggregation':
      return 'encountered a mix of histograms and floats for aggregation';
    case 'mixed-exponential-custom':
      return `vector contains a mix of histograms with exponential and custom buckets schemas for metric name ${name}`;
    case 'mixed-classic-native':
      return `vector contains a mix of classic and native histograms${forName}`;
    case 'bounds-reconciled':
      return `mismatched custom buckets were reconciled during ${note.operation}`;
    case 'reset-collision':
      return `conflicting counter resets during histogram ${note.operation}`;
    case 'incompatible-layout':
      return `incompatible bucket layout encountered for binary operator ${note.operator}`;
    case 'incompatible-types':
      return `incompatible sample types encountered for binary operator ${quoteGo(note.operator)}: ${note.left} ${note.operator} ${note.right}`;
    case 'ignored-in-aggregation':
      return `ignored histogram in ${note.aggregation} aggregation`;
    case 'ignored-in-mixed-range':
      return `ignored histograms in a range containing both floats and histograms for metric name ${name}`;
    case 'quantile-nan-result':
      return `input to histogram_quantile has NaN observations, result is NaN${forName}`;
    case 'quantile-nan-skew':
      return `input to histogram_quantile has NaN observations, result is skewed higher${forName}`;
    case 'fraction-nans':
      return `input to histogram_fraction has NaN observations, which are excluded from all fractions${forName}`;
    case 'bad-bucket-label':
      return `bucket label "le" is missing or has a malformed value of ${quoteGo(note.value)}${forName}`;
    case 'invalid-quantile':
      return `quantile value should be between 0 and 1, got ${goFloat(note.quantile)}`;
    case 'forced-monotonic':
      return `input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)${forName}${repairText(note.repair)}`;
    case 'start-time-overlap':
      return `sample has start time that overlaps with previous sample timestamp for metric ${name}${note.occurrences > 1 ? ` (${note.occurrences} occurrences)` : ''}`;
  }
}

function repairText(repair: MonotonicRepair): string {
  const first = instant(repair.firstMillis);
  const last = instant(repair.lastMillis);
  const range = `from buckets ${goFloat(repair.minBucket)} to ${goFloat(repair.maxBucket)}`;
  const difference = `with a max diff of ${goFloatDigits(repair.maxDifference, 2)}`;
  return `, ${range}, ${difference}, over ${repair.samples} samples from ${first} to ${last}`;
}

/** UTC, whole seconds, cut towards zero: "1970-01-01T00:50:00Z". */
function instant(millis: number): string {
  return new Date(Math.trunc(millis / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Both repairs of the same expression as one. */
export function mergeRepairs(a: MonotonicRepair, b: MonotonicRepair): MonotonicRepair {
  return {
    minBucket: Math.min(a.minBucket, b.minBucket),
    maxBucket: Math.max(a.maxBucket, b.maxBucket),
    maxDifference: Math.max(a.maxDifference, b.maxDifference),
    samples: a.samples + b.samples,
    firstMillis: Math.min(a.firstMillis, b.firstMillis),
    lastMillis: Math.max(a.lastMillis, b.lastMillis),
  };
}

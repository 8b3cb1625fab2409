// The samples of a vector as histograms: native ones, and classic ones whose buckets are series with a label `le`.
// Found once per series; at a step where both kinds have the same labels, neither counts.
import type { Span } from '../../syntax/ast.ts';
import { type Labels, metricName } from '../labels.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample, histogramSample } from '../value.ts';

export interface ClassicHistogram {
  /** Without `le`. */
  readonly labels: Labels;
  /** Rising by bound; bounds may be equal where they are written differently. */
  readonly bounds: Float64Array;
  readonly buckets: readonly StepSeries[];
  /** Steps at which a native histogram has the same labels. */
  readonly conflicts: Uint8Array | undefined;
}

export interface NativeHistogram {
  readonly series: StepSeries;
  /** Steps at which a classic histogram has the same labels. */
  readonly conflicts: Uint8Array | undefined;
}

export interface HistogramVector {
  readonly classic: readonly ClassicHistogram[];
  readonly native: readonly NativeHistogram[];
}

/** Reports unusable bucket labels and conflicts, at `span`. */
export function histogramVector(series: readonly StepSeries[], span: Span, scope: Scope): HistogramVector {
  const { session, steps } = scope;
  const nameOf = (labels: Labels) => (session.delayedNameRemoval ? labels.get(metricName) : '');
  const groups = new Map<string, { readonly labels: Labels; readonly members: Bucket[] }>();
  for (const one of series) {
    if (!one.kinds.includes(floatSample)) continue;
    const le = one.labels.get('le');
    const bound = parseBound(le);
    if (bound === undefined) {
      session.annotations.add({ kind: 'bad-bucket-label', value: le }, nameOf(one.labels), span);
      continue;
    }
    const labels = one.labels.without(['le']);
    const group = groups.get(labels.key());
    if (group === undefined) groups.set(labels.key(), { labels, members: [{ bound, series: one }] });
    else group.members.push({ bound, series: one });
  }
  const conflictsOf = new Map<string, Uint8Array>();
  const native: NativeHistogram[] = [];
  for (const one of series) {
    if (one.histograms === undefined || !one.kinds.includes(histogramSample)) continue;
    const key = one.labels.key();
    const group = groups.get(key);
    const conflicts = group && sharedSteps(one, group.members, steps.count);
    if (conflicts !== undefined) {
      conflictsOf.set(key, conflicts);
      session.annotations.add({ kind: 'mixed-classic-native' }, nameOf(one.labels), span);
    }
    native.push({ series: one, conflicts });
  }
  const classic = [...groups].map(([key, { labels, members }]): ClassicHistogram => {
    const sorted = members.toSorted((a, b) => (a.bound < b.bound ? -1 : Number(a.bound > b.bound)));
    return {
      labels,
      bounds: Float64Array.from(sorted, ({ bound }) => bound),
      buckets: sorted.map(({ series: bucket }) => bucket),
      conflicts: conflictsOf.get(key),
    };
  });
  return { classic, native };
}

interface Bucket {
  readonly bound: number;
  readonly series: StepSeries;
}

/** A number in Go's notation; undefined for what is none. */
function parseBound(text: string): number | undefined {
  if (/^[+-]?(?:inf|infinity)$/i.test(text)) {
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(text)) return undefined;
  const value = Number(text);
  // Out of range is an error in Go.
  return Number.isFinite(value) ? value : undefined;
}

function sharedSteps(one: StepSeries, members: readonly Bucket[], count: number): Uint8Array | undefined {
  let shared: Uint8Array | undefined;
  for (let step = 0; step < count; step++) {
    if (one.kinds[step] !== histogramSample) continue;
    if (!members.some(({ series }) => series.kinds[step] === floatSample)) continue;
    shared ??= new Uint8Array(count);
    shared[step] = 1;
  }
  return shared;
}

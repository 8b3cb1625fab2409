// A quantile is worked out from the bucket it falls into. Where all observations are in one bucket it says where that
// bucket's bounds are, not how long anything took.
import type { QueryFinding } from '../../../contract/metrics.ts';
import { Labels } from '../promql/engine/labels.ts';
import { floatSample, type StepSeries } from '../promql/engine/value.ts';
import { BucketWalk } from '../promql/histogram/bucket-walk.ts';
import { goFloat } from '../promql/histogram/go-float.ts';
import type { Call } from '../promql/syntax/ast.ts';
import { seriesIn } from './explain.ts';
import type { HintContext } from './hint-context.ts';

interface Filled {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** Evaluations over the time that the query is about: enough to see where the observations are. */
const evaluations = 30;

/** Looks at all of the time that the query is about. */
export function oneBucketHint(context: HintContext, call: Call): QueryFinding | undefined {
  const vector = call.args[1];
  if (vector === undefined) return undefined;
  const { request, places } = context;
  const step = Math.max(request.step, Math.ceil((request.end - request.start) / evaluations));
  const steps = step === 0 ? 1 : Math.floor((request.end - request.start) / step) + 1;
  const series = seriesIn(context, { ...request, step }, vector);
  const histograms = [...classicOf(series, steps), ...nativeOf(series)].filter((buckets) =>
    buckets.some(({ count }) => count > 0),
  );
  const single = histograms
    .map((buckets) => buckets.filter(({ count }) => count > 0))
    .filter((filled) => filled.length === 1)
    .map(([one]) => one as Filled);
  const [first] = single;
  if (first === undefined) return undefined;
  const which =
    single.length === histograms.length
      ? 'All observations'
      : `In ${single.length} of ${histograms.length} histograms all observations`;
  const bounds =
    first.upper === Infinity
      ? `above the highest bound, ${goFloat(first.lower)}`
      : `between ${goFloat(first.lower)} and ${goFloat(first.upper)}`;
  return {
    kind: 'one-bucket',
    text: `${which} lie in one bucket, ${bounds}: the quantile says where the bucket is, not where the values are. Mean, minimum and maximum say more.`,
    ...places.place(call),
    suggestions: [],
  };
}

/** Buckets of classic histograms: counts up to each bound, made into counts of each. */
function classicOf(series: readonly StepSeries[], steps: number): readonly (readonly Filled[])[] {
  const groups = new Map<string, { readonly upper: number; readonly count: number }[]>();
  for (const { labels, values, kinds } of series) {
    const le = labels.get('le');
    if (le === '') continue;
    let count = 0;
    for (let at = 0; at < steps; at++) {
      const value = values[at] as number;
      if (kinds[at] === floatSample && !Number.isNaN(value)) count += value;
    }
    const key = Labels.from(labels.without(['le', '__name__']).entries()).key();
    const group = groups.get(key) ?? [];
    group.push({ upper: le === '+Inf' ? Infinity : Number(le), count });
    groups.set(key, group);
  }
  return [...groups.values()].map((buckets) => {
    const sorted = buckets.toSorted((a, b) => a.upper - b.upper);
    return sorted.map(({ upper, count }, at): Filled => {
      const before = sorted[at - 1];
      const lower = before?.upper ?? (upper > 0 ? 0 : -Infinity);
      return { lower, upper, count: count - (before?.count ?? 0) };
    });
  });
}

/** The same of native histograms, whose buckets are added up by their bounds. */
function nativeOf(series: readonly StepSeries[]): readonly (readonly Filled[])[] {
  return series.flatMap(({ histograms }) => {
    const filled = new Map<string, Filled>();
    for (const histogram of histograms ?? []) {
      if (histogram === undefined) continue;
      const walk = new BucketWalk(histogram);
      while (walk.next()) {
        const { lower, upper, count } = walk;
        const key = `${lower} ${upper}`;
        filled.set(key, { lower, upper, count: count + (filled.get(key)?.count ?? 0) });
      }
    }
    return filled.size === 0 ? [] : [[...filled.values()]];
  });
}

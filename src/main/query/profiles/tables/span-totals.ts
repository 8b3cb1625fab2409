// What each span's samples add up to in a view.
import type { SpanFacet } from '../../../../contract/profiles/tables.ts';
import { sampleSpans } from '../../../../contract/profiles/sample-spans.ts';
import type { StackView } from '../view/view-of.ts';

/** @param values a value per sample of the view's profile. @param limit most spans, those with the largest sums */
export function spanTotals({ profile, sampleNode }: StackView, values: Float64Array, limit: number): SpanFacet {
  const known = sampleSpans(profile);
  if (known === undefined) return { count: 0, sum: 0, values: [] };
  const sums = new Float64Array(known.spans.length);
  const counts = new Float64Array(known.spans.length);
  let whole = 0;
  for (let sample = 0; sample < profile.samples.count; sample++) {
    const span = known.of[sample] as number;
    if (span < 0 || sampleNode[sample] === -2) continue;
    const value = values[sample] as number;
    sums[span] = (sums[span] as number) + value;
    counts[span] = (counts[span] as number) + 1;
    whole += value;
  }
  const size = (at: number): number => Math.abs(sums[at] as number);
  const seen = [...counts.keys()].filter((at) => counts[at] !== 0).toSorted((a, b) => size(b) - size(a));
  return {
    count: seen.length,
    sum: whole,
    values: seen.slice(0, limit).map((at) => ({
      ...(known.spans[at] ?? { traceId: undefined, spanId: undefined }),
      samples: counts[at] as number,
      sum: sums[at] as number,
    })),
  };
}

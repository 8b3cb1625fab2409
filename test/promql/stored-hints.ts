// What a store says about counter resets between histogram samples. Prometheus' own store forgets the hints that samples
// came with: it keeps runs of samples without a reset and says "not_reset" inside a run, "unknown" at its beginning.
import { sameBounds } from '../../src/main/query/promql/histogram/custom-bounds.ts';
import { detectReset } from '../../src/main/query/promql/histogram/detect-reset.ts';
import { type FloatHistogram, withHint } from '../../src/main/query/promql/histogram/float-histogram.ts';

/** The longest time that one run covers. */
const runMillis = 24 * 3_600_000;

export interface HistogramAt {
  readonly timeMillis: number;
  readonly histogram: FloatHistogram;
}

/** A sample as it is read back, after `before`, which is undefined when something else or nothing came before. */
export function asStored(sample: HistogramAt, before: HistogramAt | undefined): FloatHistogram {
  if (sample.histogram.hint === 'gauge') return sample.histogram;
  return withHint(sample.histogram, before !== undefined && continues(sample, before) ? 'not_reset' : 'unknown');
}

function continues(sample: HistogramAt, before: HistogramAt): boolean {
  const { histogram: now } = sample;
  const { histogram: last } = before;
  if (last.hint === 'gauge' || now.hint === 'reset') return false;
  if (Math.floor(sample.timeMillis / runMillis) !== Math.floor(before.timeMillis / runMillis)) return false;
  if (now.schema !== last.schema || now.zeroThreshold !== last.zeroThreshold) return false;
  if (!sameBounds(now.customValues, last.customValues)) return false;
  return !detectReset(withHint(now, 'unknown'), withHint(last, 'unknown'));
}

// Samples that are native histograms: as they were sent, or made of the slots of an explicit histogram.
import type { SampleSegment, StoredHistogram, StreamLayout } from '../../store/reader-face.ts';
import { reduceBuckets } from '../promql/histogram/buckets.ts';
import { addHistograms } from '../promql/histogram/combine.ts';
import {
  customSchema,
  type FloatHistogram,
  floatHistogram,
  maxExponentialSchema,
  minExponentialSchema,
} from '../promql/histogram/float-histogram.ts';
import { customFromExplicit } from '../promql/histogram/from-otlp.ts';
import { type SampleColumns, sinceOf } from './series-samples.ts';

export interface HistogramColumns extends SampleColumns {
  readonly histograms: readonly (FloatHistogram | undefined)[];
}

/** What Prometheus takes for the zero threshold where an OTLP sender says none. */
const usualZeroThreshold = 1e-128;

interface Rows {
  readonly times: number[];
  readonly stale: number[];
  readonly starts: number[];
  readonly histograms: (FloatHistogram | undefined)[];
}

/** Histograms with custom bounds; the counts of a delta stream are those since its sample before. */
export function customHistograms(
  segments: readonly SampleSegment[],
  layout: Extract<StreamLayout, { kind: 'histogram' }>,
  delta: boolean,
): HistogramColumns {
  const { bounds } = layout;
  const { length } = bounds;
  return columnsOf(segments, (segment) => {
    const columns = Array.from({ length: length + 1 + Number(layout.sum) }, (_, i) =>
      segment.block.slot(segment.first + i),
    );
    const at = (slot: number, row: number): number => columns[slot]?.values[row] ?? 0;
    const holds = (slot: number, row: number): boolean => (columns[slot]?.cells?.[row] ?? 1) === 1;
    return {
      cells: columns[length]?.cells,
      histogram: (row) => {
        const counts = new Float64Array(length === 0 || holds(0, row) ? length + 1 : 0);
        let below = 0;
        for (let b = 0; b < length && counts.length > 0; b++) {
          counts[b] = at(b, row) - below;
          below = at(b, row);
        }
        if (counts.length > 0) counts[length] = at(length, row) - below;
        const sum = layout.sum && holds(length + 1, row) ? at(length + 1, row) : undefined;
        return customFromExplicit({ bounds, counts, count: at(length, row), sum, delta });
      },
    };
  });
}

/**
 * Native histograms. `otlp`: an exponential histogram of OTLP. `accumulate`: deltas added up since the stream began.
 */
export function nativeHistograms(
  segments: readonly SampleSegment[],
  { otlp, delta, accumulate }: { readonly otlp: boolean; readonly delta: boolean; readonly accumulate: boolean },
): HistogramColumns {
  const [earliest] = segments;
  const before = accumulate ? earliest?.block.nativeSum(earliest.first) : undefined;
  let sum = before === undefined ? undefined : nativeOf(before, otlp, false);
  const since = sinceOf(segments);
  const columns = columnsOf(segments, ({ block, first }) => {
    const stored = block.histograms(first);
    return {
      cells: block.slot(first).cells,
      histogram: (row) => {
        const one = stored[row];
        const histogram = one === undefined ? undefined : nativeOf(one, otlp, delta && !accumulate);
        if (histogram === undefined || !accumulate) return histogram;
        sum = sum === undefined ? histogram : (addHistograms(sum, histogram)?.histogram ?? histogram);
        return sum;
      },
    };
  });
  if (!accumulate) return columns;
  return { ...columns, startTimes: since > 0 ? new Float64Array(columns.times.length).fill(since) : undefined };
}

/** `undefined` where the buckets are wider than any schema. */
function nativeOf(stored: StoredHistogram, otlp: boolean, delta: boolean): FloatHistogram | undefined {
  const { schema, positive, negative, customValues } = stored;
  const hint = stored.gauge || delta ? 'gauge' : 'unknown';
  if (schema !== customSchema && schema < minExponentialSchema) return undefined;
  const steps = Math.max(0, schema - maxExponentialSchema);
  const { zeroThreshold } = stored;
  return floatHistogram({
    hint,
    schema: schema - steps,
    zeroThreshold: otlp && zeroThreshold === 0 ? usualZeroThreshold : zeroThreshold,
    zeroCount: stored.zeroCount,
    count: stored.count,
    sum: stored.sum,
    positive: reduceBuckets(positive, steps),
    negative: reduceBuckets(negative, steps),
    customValues,
  });
}

interface OpenSegment {
  readonly cells: Uint8Array | undefined;
  readonly histogram: (row: number) => FloatHistogram | undefined;
}

function columnsOf(
  segments: readonly SampleSegment[],
  open: (segment: SampleSegment) => OpenSegment,
): HistogramColumns {
  const rows: Rows = { times: [], stale: [], starts: [], histograms: [] };
  for (const segment of segments) {
    const { block, first } = segment;
    const { cells, histogram } = open(segment);
    const starts = block.starts(first);
    let start = 0;
    let next = 0;
    for (let row = 0; row < block.rows; row++) {
      if (starts?.[next] === row) {
        start = starts[next + 1] as number;
        next += 2;
      }
      const cell = cells?.[row] ?? 1;
      if (cell === 0) continue;
      const one = cell === 1 ? histogram(row) : undefined;
      if (cell === 1 && one === undefined) continue;
      rows.times.push(block.times[row] as number);
      rows.stale.push(Number(cell === 2));
      rows.starts.push(start);
      rows.histograms.push(one);
    }
  }
  return {
    times: Float64Array.from(rows.times),
    values: new Float64Array(rows.times.length),
    stale: rows.stale.includes(1) ? Uint8Array.from(rows.stale) : undefined,
    startTimes: rows.starts.some((start) => start > 0) ? Float64Array.from(rows.starts) : undefined,
    histograms: rows.histograms,
  };
}

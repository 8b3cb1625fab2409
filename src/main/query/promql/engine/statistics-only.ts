// Histograms without their buckets, for functions that only read count and sum. Whether the counter was reset is worked
// out while the buckets are there, and left as the hint.
import { detectReset } from '../histogram/detect-reset.ts';
import { type FloatHistogram, floatHistogram } from '../histogram/float-histogram.ts';
import type { SeriesColumns } from './queryable.ts';

export function statisticsOf(columns: SeriesColumns): SeriesColumns {
  if (columns.histograms === undefined) return columns;
  let previous: FloatHistogram | undefined;
  const histograms = columns.histograms.map((histogram) => {
    if (histogram === undefined) return undefined;
    let { hint } = histogram;
    if (hint === 'unknown' && previous !== undefined) hint = detectReset(histogram, previous) ? 'reset' : 'not_reset';
    previous = histogram.hint === hint ? histogram : { ...histogram, hint };
    return floatHistogram({ hint, schema: histogram.schema, count: histogram.count, sum: histogram.sum });
  });
  return { ...columns, histograms };
}

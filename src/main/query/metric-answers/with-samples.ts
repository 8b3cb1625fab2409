// Series of a result that have something to show: the engine keeps those whose samples were all filtered away.
import type { Alive } from '../../store/reader-face.ts';
import { floatSample, histogramSample, type StepSeries } from '../promql/engine/value.ts';

/** Steps looked at between two looks whether somebody still waits. */
const turn = 1 << 20;

export function withSamples(series: readonly StepSeries[], alive: Alive): readonly StepSeries[] {
  let looked = 0;
  return series.filter(({ kinds }) => {
    looked += kinds.length;
    if (looked >= turn) {
      looked = 0;
      alive();
    }
    return kinds.includes(floatSample) || kinds.includes(histogramSample);
  });
}

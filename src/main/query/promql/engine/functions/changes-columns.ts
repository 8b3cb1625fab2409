// resets and changes over all windows of a series of floats: counted once from the beginning of the series, so that a
// window is a difference of two counts, whatever its width.
import type { FloatColumnsFunction } from '../range-window.ts';
import { floatSample } from '../value.ts';

export const resetsColumns = countingColumns((previous, value) => value < previous);

export const changesColumns = countingColumns(
  (previous, value) => value !== previous && !(Number.isNaN(value) && Number.isNaN(previous)),
);

function countingColumns(counts: (previous: number, value: number) => boolean): FloatColumnsFunction {
  return (window, { from, to }, results, kinds) => {
    const { values } = window.series;
    const before = new Int32Array(values.length);
    for (let at = 1; at < values.length; at++) {
      const more = counts(values[at - 1] as number, values[at] as number) ? 1 : 0;
      before[at] = (before[at - 1] as number) + more;
    }
    for (let step = 0; step < results.length; step++) {
      const first = from[step] as number;
      const last = (to[step] as number) - 1;
      if (last < first) continue;
      results[step] = (before[last] as number) - (before[first] as number);
      kinds[step] = floatSample;
    }
  };
}

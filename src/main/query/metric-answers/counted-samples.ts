// Counts what the engine is given on its way from the store.
import type { Queryable } from '../promql/engine/queryable.ts';

export interface CountedSamples {
  readonly queryable: Queryable;
  /** Samples handed over so far. */
  readonly count: () => number;
}

export function countedSamples(from: Queryable): CountedSamples {
  let count = 0;
  return {
    queryable: {
      select(matchers, minMillis, maxMillis, hints) {
        const series = from.select(matchers, minMillis, maxMillis, hints);
        for (const { times } of series) count += times.length;
        return series;
      },
    },
    count: () => count,
  };
}

// The histogram and the usual facets of the selection: asked at once, then paced while records stream in, and again
// while an answer says that it did not come to the end (each question has a time limit; the next goes on from there).
import { useEffect, useMemo } from 'react';
import type { LogFacets, LogHistogram, LogSelection } from '../../../contract/logs.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';

/** Milliseconds between two questions while records stream in. */
const pace = 1000;
const buckets = 240;

export interface Counts {
  readonly histogram: LogHistogram | undefined;
  readonly facets: LogFacets | undefined;
  /** The answers belong to the former selection. */
  readonly outdated: boolean;
}

export function useCounts(selection: LogSelection | undefined, live: boolean): Counts {
  const histogramAsked = useMemo(() => (selection === undefined ? undefined : { ...selection, buckets }), [selection]);
  const histogram = usePacedAnswer('logs.histogram', histogramAsked, pace, live, 'logs');
  const facets = usePacedAnswer('logs.facets', selection, pace, live, 'logs');
  useOnwards(histogram.data?.exact, histogram.isFetching, histogram.refetch);
  useOnwards(facets.data?.exact, facets.isFetching, facets.refetch);
  return {
    histogram: histogram.data,
    facets: facets.data,
    outdated: histogram.isPlaceholderData || facets.isPlaceholderData,
  };
}

/** Asks again soon after an answer that is not exact. */
function useOnwards(exact: boolean | undefined, fetching: boolean, ask: () => unknown): void {
  useEffect(() => {
    if (exact !== false || fetching) return undefined;
    const timer = setTimeout(() => void ask(), 150);
    return () => clearTimeout(timer);
  }, [exact, fetching, ask]);
}

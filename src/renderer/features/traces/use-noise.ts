// Leaves out of the list what the rules of the settings hide, and counts it. The search of the address stays as it is.
import { useMemo } from 'react';
import { hiddenSearch, joinSearches } from '../../../contract/noise.ts';
import { readSearch } from '../../../contract/search/check.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import type { TraceSearch } from '../../routes/traces-route.ts';
import { useExactTotal } from './use-exact-total.ts';
import { useTracesStore } from './traces-store.ts';

/** Milliseconds between two counts while data streams in. */
const pace = 2000;

export interface Noise {
  /** What the list is asked for. */
  readonly filter: TraceSearch;
  /** Are there rules that hide, whether their traces are shown or not? */
  readonly rules: boolean;
  readonly shown: boolean;
  /** Traces of the search that rules hide; undefined while it is not known. `exact` false: at least so many. */
  readonly hidden: number | undefined;
  readonly exact: boolean;
}

export function useNoise(filter: TraceSearch): Noise {
  const { run, live } = useSelectedRun();
  const { data: settings } = useAnswer('settings.get', {});
  const shown = useTracesStore((state) => state.noiseShown);
  const hidden = useMemo(() => hiddenSearch(settings?.noise ?? []), [settings]);
  // A search with a mistake is answered with words about that mistake, not about the rules.
  const sound = useMemo(() => readSearch(filter.where, 'spans').kind === 'ok', [filter.where]);
  const asked = useMemo(
    () =>
      hidden === undefined || shown || !sound ? filter : { ...filter, where: joinSearches(filter.where, hidden, true) },
    [filter, hidden, shown, sound],
  );
  const request = useMemo(
    () =>
      run === undefined || hidden === undefined || !sound
        ? undefined
        : { run, filter: { ...filter, where: joinSearches(filter.where, hidden) }, offset: 0, limit: 1 },
    [run, filter, hidden, sound],
  );
  const count = usePacedAnswer('traces.list', request, pace, live);
  const page = count.isPlaceholderData ? undefined : count.data;
  const exact = useExactTotal(page, request, live);
  return {
    filter: asked,
    rules: hidden !== undefined,
    shown,
    hidden: request === undefined ? undefined : (exact ?? count.data?.total),
    exact: page === undefined ? (count.data?.totalIsExact ?? true) : exact !== undefined,
  };
}

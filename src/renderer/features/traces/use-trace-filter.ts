// The search as the address holds it, and ways to change it. Adjusting (typing) replaces the address; selecting pushes.
import { useCallback, useMemo } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { allTraces, parseTracesRoute, tracesLink, type TraceSearch } from '../../routes/traces-route.ts';
import { useNavigate, usePlace, useRouter } from '../../routes/use-place.tsx';

export interface FilterControl {
  readonly filter: TraceSearch;
  /** Works on the newest filter, also when called from an old closure. */
  readonly change: (next: (filter: TraceSearch) => TraceSearch, how?: 'adjust' | 'select') => void;
}

export function useTraceFilter(): FilterControl {
  const place = usePlace();
  const router = useRouter();
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const filter = useMemo(() => parseTracesRoute(place)?.filter ?? allTraces, [place]);
  const change = useCallback<FilterControl['change']>(
    (next, how = 'select') => {
      const now = parseTracesRoute(router.place);
      // A late change (a text that was typed) must not pull the user back from another page.
      if (now !== undefined)
        navigate(tracesLink({ run: param, filter: next(now.filter) }), { replace: how === 'adjust' });
    },
    [router, navigate, param],
  );
  return { filter, change };
}

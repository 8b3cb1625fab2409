// The filter as the address holds it, and ways to change it. Adjusting (typing) replaces the address; selecting pushes.
import { useCallback, useMemo } from 'react';
import type { TraceFilter } from '../../../contract/traces.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { parseTracesRoute, tracesLink } from '../../routes/traces-route.ts';
import { useNavigate, usePlace, useRouter } from '../../routes/use-place.tsx';

export interface FilterControl {
  readonly filter: TraceFilter;
  /** Works on the newest filter, also when called from an old closure. */
  readonly change: (next: (filter: TraceFilter) => TraceFilter, how?: 'adjust' | 'select') => void;
}

export function useTraceFilter(): FilterControl {
  const place = usePlace();
  const router = useRouter();
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const filter = useMemo(() => parseTracesRoute(place)?.filter ?? {}, [place]);
  const change = useCallback<FilterControl['change']>(
    (next, how = 'select') => {
      const now = parseTracesRoute(router.place);
      // A late change (a debounced text) must not pull the user back from another page.
      if (now !== undefined)
        navigate(tracesLink({ run: param, filter: next(now.filter) }), { replace: how === 'adjust' });
    },
    [router, navigate, param],
  );
  return { filter, change };
}

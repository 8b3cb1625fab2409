// What the address asks of the page, and changes of parts of it. Another search or range is a new entry of the history;
// going from record to record replaces it, as does what only adjusts the view.
import { useCallback, useMemo } from 'react';
import type { UnixNanos } from '../../../contract/time.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { logsLink, parseLogsRoute, type LogsView } from '../../routes/logs-route.ts';
import { usePlace, useRouter } from '../../routes/use-place.tsx';

export interface LogsAddress {
  readonly view: LogsView;
  /** Names the list: search, range and run, without what is selected in it. */
  readonly list: string;
  readonly change: (patch: Partial<LogsView>, replace?: boolean) => void;
  readonly linkWith: (patch: Partial<LogsView>) => string;
  readonly setRange: (from: UnixNanos | undefined, to: UnixNanos | undefined) => void;
}

const nothing: LogsView = {
  run: undefined,
  where: '',
  from: undefined,
  to: undefined,
  view: 'list',
  pattern: undefined,
  record: undefined,
  around: undefined,
  of: 'resource',
};

export function useLogsAddress(): LogsAddress {
  const router = useRouter();
  const place = usePlace();
  const { param } = useSelectedRun();
  const view = useMemo(() => parseLogsRoute(place) ?? nothing, [place]);
  const linkWith = useCallback(
    (patch: Partial<LogsView>) => logsLink({ ...(parseLogsRoute(router.place) ?? nothing), ...patch }),
    [router],
  );
  const change = useCallback(
    (patch: Partial<LogsView>, replace = false) => {
      if (parseLogsRoute(router.place) !== undefined) router.navigate(linkWith(patch), { replace });
    },
    [router, linkWith],
  );
  const setRange = useCallback(
    (from: UnixNanos | undefined, to: UnixNanos | undefined) => change({ from, to, record: undefined }),
    [change],
  );
  const { where, from, to } = view;
  const list = logsLink({ run: param, where, from, to });
  return { view, list, change, linkWith, setRange };
}

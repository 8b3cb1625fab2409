// What a dashboard's page has beside its panels: time, variables with what is chosen of them, and changes of the address.
import { useCallback, useMemo, useState } from 'react';
import type { Dashboard, TimeRangeText } from '../../../contract/dashboards/model.ts';
import { isFollowing, resolveRange, type TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import type { ChosenValue } from '../../../contract/dashboards/variables/variable.ts';
import type { RunId } from '../../../contract/ids.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useWork } from '../../data/use-work.ts';
import { dashboardsLink, type DashboardView } from '../../routes/dashboards-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { askVariables, type ResolvedVariable } from './model/ask-variables.ts';
import { usePageClock } from './use-page-clock.ts';

export interface DashboardData {
  readonly run: RunId | undefined;
  readonly param: RunId | undefined;
  readonly text: TimeRangeText;
  readonly range: TimeRange;
  /** The range ends now and the run is live; it moves on unless it is held. */
  readonly canFollow: boolean;
  readonly held: boolean;
  readonly setHeld: (held: boolean) => void;
  /** undefined until they are known. */
  readonly variables: readonly ResolvedVariable[] | undefined;
  readonly values: ReadonlyMap<string, ChosenValue>;
  readonly change: (patch: Partial<DashboardView>, replace?: boolean) => void;
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
}

const usualPace = 5000;
const least = 1000;

export function useDashboardData(view: DashboardView, dashboard: Dashboard): DashboardData {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const [held, setHeld] = useState(false);
  const { range: usual, refreshMillis } = dashboard;
  const text = useMemo(
    () => ({ from: view.from ?? usual.from, to: view.to ?? usual.to }),
    [view.from, view.to, usual.from, usual.to],
  );
  const canFollow = live && isFollowing(text);
  const now = usePageClock(Math.max(least, refreshMillis ?? usualPace), canFollow && !held);
  const range: TimeRange = useMemo(() => resolveRange(text, now) ?? { from: now - 900_000, to: now }, [text, now]);
  const change = useCallback(
    (patch: Partial<DashboardView>, replace = false) =>
      navigate(dashboardsLink({ ...view, run: param, ...patch }), { replace }),
    [navigate, view, param],
  );
  // Options of variables are looked for again only every half minute while the clock runs on.
  const coarse = Math.floor(range.to / 30_000);
  const { data: variables } = useWork(
    'dashboard.variables',
    run === undefined ? undefined : [run, dashboard.title, dashboard.variables, view.variables, text, coarse],
    (client, signal) => {
      if (run === undefined) throw new Error('asked without a run');
      return askVariables(client, { run, dashboard, wanted: view.variables, range }, signal);
    },
  );
  const values = useMemo(
    () => new Map((variables ?? []).map(({ variable, value }) => [variable.name, value])),
    [variables],
  );
  const onZoom = useCallback(
    (from: number, to: number) => {
      if (to - from >= 100) change({ from: String(Math.round(from)), to: String(Math.round(to)) });
    },
    [change],
  );
  const onReset = useCallback(() => change({ from: undefined, to: undefined }), [change]);
  return { run, param, text, range, canFollow, held, setHeld, variables, values, change, onZoom, onReset };
}

// What the address asks of the page, and changes of parts of it. Another query, metric or range is a new entry of the
// history; what only adjusts the view replaces it.
import { useCallback, useMemo } from 'react';
import {
  metricsLink,
  parseMetricsRoute,
  usualLast,
  type MetricsQuery,
  type MetricsView,
} from '../../routes/metrics-route.ts';
import { usePlace, useRouter } from '../../routes/use-place.tsx';

export interface MetricsAddress {
  readonly view: MetricsView;
  readonly change: (patch: Partial<MetricsView>, how?: 'select' | 'adjust') => void;
  readonly changeQuery: (index: number, patch: Partial<MetricsQuery>, how?: 'select' | 'adjust') => void;
  readonly removeQuery: (index: number) => void;
  readonly linkWith: (patch: Partial<MetricsView>) => string;
}

const nothing: MetricsView = {
  run: undefined,
  view: 'explore',
  metric: undefined,
  queries: [],
  last: usualLast,
  from: undefined,
  to: undefined,
  step: undefined,
  as: 'chart',
  style: 'line',
  stack: false,
  unit: undefined,
  only: undefined,
  off: [],
  by: 'metrics',
  sort: undefined,
  find: '',
};

export function useMetricsAddress(): MetricsAddress {
  const router = useRouter();
  const place = usePlace();
  const view = useMemo(() => parseMetricsRoute(place) ?? nothing, [place]);
  const linkWith = useCallback(
    (patch: Partial<MetricsView>) => metricsLink({ ...(parseMetricsRoute(router.place) ?? nothing), ...patch }),
    [router],
  );
  const change = useCallback(
    (patch: Partial<MetricsView>, how: 'select' | 'adjust' = 'select') => {
      if (parseMetricsRoute(router.place) !== undefined)
        router.navigate(linkWith(patch), { replace: how === 'adjust' });
    },
    [router, linkWith],
  );
  const changeQuery = useCallback(
    (index: number, patch: Partial<MetricsQuery>, how: 'select' | 'adjust' = 'select') => {
      const { queries, off } = parseMetricsRoute(router.place) ?? nothing;
      const all = queries.length === 0 ? [{ text: '', name: '', hidden: false }] : queries;
      // Another query has other series.
      const kept = patch.text === undefined ? off : off.filter((series) => !series.startsWith(`${index} `));
      change({ queries: all.map((query, at) => (at === index ? { ...query, ...patch } : query)), off: kept }, how);
    },
    [router, change],
  );
  const removeQuery = useCallback(
    (index: number) => {
      const { queries } = parseMetricsRoute(router.place) ?? nothing;
      // Series are named with the number of their query, which changes.
      change({ queries: queries.filter((_, at) => at !== index), only: undefined, off: [] });
    },
    [router, change],
  );
  return { view, change, changeQuery, removeQuery, linkWith };
}

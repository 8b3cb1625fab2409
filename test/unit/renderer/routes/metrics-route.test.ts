import { describe, expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { metricsLink, parseMetricsRoute, type MetricsView } from '../../../../src/renderer/routes/metrics-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};
const nothing: MetricsView = {
  run: undefined,
  view: 'explore',
  metric: undefined,
  queries: [],
  last: 900_000,
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

describe('the address of metrics', () => {
  it('brings back all that it was made of', () => {
    const queries = [
      { text: 'sum by (service) (rate(a_total[5m]))', name: '', hidden: true },
      { text: '', name: 'second {{job}}', hidden: false },
      { text: '{"http.server.request.duration"} > 1 & 2', name: '7 dwarfs', hidden: true },
    ];
    for (const view of [
      nothing,
      { ...nothing, queries, metric: 'http.server.request.duration', find: 'http dur' },
      { ...nothing, from: 1_768_469_400_001, to: 1_768_469_400_500, last: 60_000, step: 15_000 },
      { ...nothing, view: 'histogram' as const, as: 'table' as const, style: 'bars' as const, stack: true },
      {
        ...nothing,
        view: 'cardinality' as const,
        by: 'pairs' as const,
        sort: { column: 'a desc', descending: false },
        unit: 's',
        only: '{a="b=c&d"}',
        off: ['0 x{a="b, c"}', '1 x{}'],
        run: runId('x y'),
      },
    ])
      expect(parseMetricsRoute(placeOf(metricsLink(view)))).toEqual(view);
  });

  it('ignores what makes no sense', () => {
    const wrong =
      '/metrics?view=x&last=-5m&from=2026-01-01T00:00:00Z&step=never&as=x&style=x&stack=x&hide=9&name=x&sort=x';
    expect(parseMetricsRoute(placeOf(wrong))).toEqual(nothing);
    const backwards = '/metrics?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z';
    expect(parseMetricsRoute(placeOf(backwards))).toEqual(nothing);
    expect(parseMetricsRoute(placeOf('/metric'))).toBeUndefined();
  });
});

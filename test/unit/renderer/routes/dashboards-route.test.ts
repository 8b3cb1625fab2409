import { expect, test } from 'vitest';
import {
  dashboardsLink,
  parseDashboardsRoute,
  type DashboardView,
} from '../../../../src/renderer/routes/dashboards-route.ts';

const nothing: DashboardView = {
  run: undefined,
  id: undefined,
  from: undefined,
  to: undefined,
  variables: {},
  switched: [],
  panel: undefined,
  find: '',
  pin: undefined,
};

const read = (address: string): DashboardView | undefined => {
  const { pathname, searchParams } = new URL(address, 'http://host');
  return parseDashboardsRoute({ path: pathname, search: searchParams });
};

test.each<Partial<DashboardView>>([
  {},
  { find: 'http server' },
  { id: 'app~http-server' },
  {
    id: 'abc',
    from: 'now-1h',
    to: 'now',
    variables: { job: ['a', 'b c'], x: ['$__all'] },
    panel: '4 a',
    switched: ['Deploys', 'a b'],
  },
  { pin: { title: 'Rate', queries: ['sum(rate(a[1m]))', 'b'], unit: 'By' } },
])('%o there and back', (view) => {
  expect(read(dashboardsLink(view))).toEqual({ ...nothing, ...view });
});

test('other pages are none, and a broken id is the list', () => {
  expect(read('/dashboardsx')).toBeUndefined();
  expect(read('/dashboards/%E0%A4%A')).toEqual(nothing);
});

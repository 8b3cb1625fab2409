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
  edit: undefined,
  making: false,
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
  { making: true },
  { id: 'a', edit: { kind: 'panels' } },
  { id: 'a', edit: { kind: 'settings' } },
  { id: 'a', edit: { kind: 'variables', name: 'my.job' } },
  { id: 'a', edit: { kind: 'panel', panel: 12, part: 'queries' } },
  { id: 'a', edit: { kind: 'panel', panel: 12, part: 'overrides' } },
  { pin: { title: 'Rate', queries: ['sum(rate(a[1m]))', 'b'], unit: 'By' } },
])('%o there and back', (view) => {
  expect(read(dashboardsLink(view))).toEqual({ ...nothing, ...view });
});

test('other pages are none, and a broken id is the list', () => {
  expect(read('/dashboardsx')).toBeUndefined();
  expect(read('/dashboards/%E0%A4%A')).toEqual(nothing);
  expect(read('/dashboards/a?edit=panel.x')?.edit).toEqual({ kind: 'panels' });
});

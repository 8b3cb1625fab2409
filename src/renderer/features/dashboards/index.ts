import { LayoutDashboard } from 'lucide-react';
import { dashboardsLink, parseDashboardsRoute } from '../../routes/dashboards-route.ts';
import type { Feature } from '../feature.ts';
import { DashboardsPage } from './dashboards-page.tsx';

export const dashboardsFeature: Feature = {
  id: 'dashboards',
  title: 'Dashboards',
  rail: { title: 'Boards', icon: LayoutDashboard, key: 'd', link: (run) => dashboardsLink({ run }) },
  matches: (place) => parseDashboardsRoute(place) !== undefined,
  page: DashboardsPage,
};

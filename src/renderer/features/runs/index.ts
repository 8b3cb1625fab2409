import { Rows3 } from 'lucide-react';
import { isRunsRoute, runsLink } from '../../routes/runs-route.ts';
import type { Feature } from '../feature.ts';
import { RunsPage } from './runs-page.tsx';

export const runsFeature: Feature = {
  id: 'runs',
  title: 'Runs',
  rail: { title: 'Runs', icon: Rows3, key: 'r', link: runsLink, covers: ['imports'] },
  anyRun: true,
  matches: isRunsRoute,
  page: RunsPage,
};

import { PlugZap } from 'lucide-react';
import { isSourcesRoute, sourcesLink } from '../../routes/sources-route.ts';
import type { Feature } from '../feature.ts';
import { SourcesPage } from './sources-page.tsx';

export const sourcesFeature: Feature = {
  id: 'sources',
  title: 'Sources',
  rail: { title: 'Sources', icon: PlugZap, key: 's', link: sourcesLink },
  anyRun: true,
  matches: isSourcesRoute,
  page: SourcesPage,
};

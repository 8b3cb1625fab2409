import { ListTree } from 'lucide-react';
import { parseTracesRoute, tracesLink } from '../../routes/traces-route.ts';
import type { Feature } from '../feature.ts';
import { TracesPage } from './traces-page.tsx';

export const tracesFeature: Feature = {
  id: 'traces',
  title: 'Traces',
  rail: { title: 'Traces', icon: ListTree, key: 't', link: (run) => tracesLink({ run }), covers: ['trace', 'compare'] },
  matches: (place) => parseTracesRoute(place) !== undefined,
  page: TracesPage,
};

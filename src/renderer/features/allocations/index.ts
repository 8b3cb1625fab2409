import { parseAllocationsRoute } from '../../routes/allocations-route.ts';
import type { Feature } from '../feature.ts';
import { AllocationsPage } from './allocations-page.tsx';

export const allocationsFeature: Feature = {
  id: 'allocations',
  title: 'Allocations',
  matches: (place) => parseAllocationsRoute(place) !== undefined,
  page: AllocationsPage,
};

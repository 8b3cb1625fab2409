import { Waypoints } from 'lucide-react';
import { mapLink, parseMapRoute } from '../../routes/map-route.ts';
import type { Feature } from '../feature.ts';
import { MapPage } from './map-page.tsx';

export const mapFeature: Feature = {
  id: 'map',
  title: 'Service map',
  rail: { title: 'Map', icon: Waypoints, key: 'm', link: (run) => mapLink({ run }) },
  matches: (place) => parseMapRoute(place) !== undefined,
  page: MapPage,
};

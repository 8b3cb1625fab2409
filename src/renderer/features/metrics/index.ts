import { ChartSpline } from 'lucide-react';
import { metricsLink, parseMetricsRoute } from '../../routes/metrics-route.ts';
import type { Feature } from '../feature.ts';
import { MetricsPage } from './metrics-page.tsx';

export const metricsFeature: Feature = {
  id: 'metrics',
  title: 'Metrics',
  rail: { title: 'Metrics', icon: ChartSpline, key: 'e', link: (run) => metricsLink({ run }) },
  matches: (place) => parseMetricsRoute(place) !== undefined,
  page: MetricsPage,
};

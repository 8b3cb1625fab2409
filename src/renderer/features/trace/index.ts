import type { Feature } from '../feature.ts';
import { TracePage } from './trace-page.tsx';

export const traceFeature: Feature = {
  id: 'trace',
  title: 'Trace',
  matches: ({ path }) => path.startsWith('/traces/'),
  page: TracePage,
};

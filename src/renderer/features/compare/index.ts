import { isComparePath } from '../../routes/compare-route.ts';
import type { Feature } from '../feature.ts';
import { ComparePage } from './compare-page.tsx';

export const compareFeature: Feature = {
  id: 'compare',
  title: 'Compare',
  // Each side names its own run.
  anyRun: true,
  matches: isComparePath,
  page: ComparePage,
};

import { TriangleAlert } from 'lucide-react';
import { isProblemsRoute, problemsLink } from '../../routes/problems-route.ts';
import type { Feature } from '../feature.ts';
import { ProblemsPage } from './problems-page.tsx';

export const problemsFeature: Feature = {
  id: 'problems',
  title: 'Problems',
  rail: { title: 'Problems', icon: TriangleAlert, key: 'p', link: problemsLink },
  anyRun: true,
  matches: isProblemsRoute,
  page: ProblemsPage,
};

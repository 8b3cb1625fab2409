import { isImportsRoute } from '../../routes/imports-route.ts';
import type { Feature } from '../feature.ts';
import { ImportsPage } from './imports-page.tsx';

export const importsFeature: Feature = {
  id: 'imports',
  title: 'Imports',
  anyRun: true,
  matches: isImportsRoute,
  page: ImportsPage,
};

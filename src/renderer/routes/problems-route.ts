// `/problems`: the problems page. `run` is carried along so that going back keeps the run being looked at.
import type { RunId } from '../../contract/ids.ts';
import { href } from './href.ts';
import type { Place } from './router.ts';

export const problemsPath = '/problems';

export function problemsLink(run?: RunId): string {
  return href(problemsPath, [['run', run]]);
}

export function isProblemsRoute(place: Pick<Place, 'path'>): boolean {
  return place.path === problemsPath;
}

// `/runs`: the runs page. `run` is carried along so that going back keeps the run being looked at.
import type { RunId } from '../../contract/ids.ts';
import { href } from './href.ts';
import type { Place } from './router.ts';

export const runsPath = '/runs';

export function runsLink(run?: RunId): string {
  return href(runsPath, [['run', run]]);
}

export function isRunsRoute(place: Pick<Place, 'path'>): boolean {
  return place.path === runsPath;
}

// `/sources`: the sources page. `run` is carried along so that going back keeps the run being looked at.
import type { RunId } from '../../contract/ids.ts';
import { href } from './href.ts';
import type { Place } from './router.ts';

export const sourcesPath = '/sources';

export function sourcesLink(run?: RunId): string {
  return href(sourcesPath, [['run', run]]);
}

export function isSourcesRoute(place: Pick<Place, 'path'>): boolean {
  return place.path === sourcesPath;
}

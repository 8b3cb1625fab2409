// `/settings`: the settings page. `run` is carried along so that going back keeps the run being looked at.
import type { RunId } from '../../contract/ids.ts';
import { href } from './href.ts';
import type { Place } from './router.ts';

export const settingsPath = '/settings';

export function settingsLink(run?: RunId): string {
  return href(settingsPath, [['run', run]]);
}

export function isSettingsRoute(place: Pick<Place, 'path'>): boolean {
  return place.path === settingsPath;
}

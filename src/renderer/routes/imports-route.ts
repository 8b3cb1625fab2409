// `/imports`: what was imported, and the report of one import (`import`, its id).
import type { Place } from './router.ts';
import { href } from './href.ts';

export const importsPath = '/imports';

export function importsLink(id?: string): string {
  return href(importsPath, [['import', id]]);
}

export function isImportsRoute(place: Pick<Place, 'path'>): boolean {
  return place.path === importsPath;
}

export function importOf(place: Pick<Place, 'search'>): string | undefined {
  return new URLSearchParams(place.search).get('import') ?? undefined;
}

// Builds an address from a path and search params; params that are undefined or empty are left out.
import { runId, type RunId } from '../../contract/ids.ts';
import type { Place } from './router.ts';

export type Params = readonly (readonly [name: string, value: string | undefined])[];

export function href(path: string, params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of params) if (value !== undefined && value !== '') search.append(name, value);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The run an address names; `undefined` is the live one. */
export function runOf(search: URLSearchParams): RunId | undefined {
  const run = search.get('run');
  return run === null || run === '' ? undefined : runId(run);
}

/**
 * The address of a place with its run named, so that it stays true when another run is the live one. `without` names
 * parameters to leave out.
 */
export function runPinned(
  place: Pick<Place, 'path' | 'search'>,
  run: RunId | undefined,
  without: readonly string[] = [],
): string {
  const rest = [...place.search].filter(([name]) => name !== 'run' && !without.includes(name));
  return href(place.path, [...rest, ['run', run]]);
}

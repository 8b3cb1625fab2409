// Builds an address from a path and search params; params that are undefined or empty are left out.
import { runId, type RunId } from '../../contract/ids.ts';

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

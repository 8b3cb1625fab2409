// `/sources?tab=&target=&run=`: the sources page, one of its parts, and the metrics target that is selected there. `run` is
// carried along so that going back keeps the run being looked at.
import type { RunId } from '../../contract/ids.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

export const sourcesPath = '/sources';

export const sourcesTabs = ['requests', 'targets', 'setup'] as const;
export type SourcesTab = (typeof sourcesTabs)[number];

export interface SourcesView {
  readonly run: RunId | undefined;
  /** undefined: what fits, requests where there are some. */
  readonly tab: SourcesTab | undefined;
  readonly target: string | undefined;
}

export function sourcesLink(run?: RunId, view: Partial<Omit<SourcesView, 'run'>> = {}): string {
  return href(sourcesPath, [
    ['tab', view.tab],
    ['target', view.target],
    ['run', run],
  ]);
}

export function isSourcesRoute(place: Pick<Place, 'path'>): boolean {
  return place.path === sourcesPath;
}

/** Params that make no sense are ignored. */
export function parseSourcesRoute({ search }: Pick<Place, 'search'>): SourcesView {
  return {
    run: runOf(search),
    tab: sourcesTabs.find((tab) => tab === search.get('tab')),
    target: search.get('target') || undefined,
  };
}

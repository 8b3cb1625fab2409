// `/sources?tab=&target=&source=&add=&edit=&run=`: the sources page, one of its parts, the metrics target or source that is
// selected there, and the dialog that is open: `add` names a recipe, `edit` is `1`. `run` is carried along so that going back
// keeps the run being looked at.
import type { RunId } from '../../contract/ids.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

export const sourcesPath = '/sources';

export const sourcesTabs = ['requests', 'fetched', 'targets', 'setup'] as const;
export type SourcesTab = (typeof sourcesTabs)[number];

export interface SourcesView {
  readonly run: RunId | undefined;
  /** undefined: what fits, requests where there are some. */
  readonly tab: SourcesTab | undefined;
  readonly target: string | undefined;
  readonly source: string | undefined;
  /** The recipe by which something is about to be added. */
  readonly add: string | undefined;
  /** The selected source is being edited. */
  readonly edit: boolean;
}

export function sourcesLink(run?: RunId, view: Partial<Omit<SourcesView, 'run'>> = {}): string {
  return href(sourcesPath, [
    ['tab', view.tab],
    ['target', view.target],
    ['source', view.source],
    ['add', view.add],
    ['edit', view.edit === true ? '1' : undefined],
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
    source: search.get('source') || undefined,
    add: search.get('add') || undefined,
    edit: search.get('edit') === '1',
  };
}

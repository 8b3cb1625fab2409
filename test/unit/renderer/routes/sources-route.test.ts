import { expect, it } from 'vitest';
import type { RunId } from '../../../../src/contract/ids.ts';
import { parseSourcesRoute, sourcesLink } from '../../../../src/renderer/routes/sources-route.ts';

const viewOf = (link: string) => parseSourcesRoute({ search: new URL(link, 'http://x').searchParams });

const nothing = { run: undefined, tab: undefined, target: undefined, source: undefined, add: undefined, edit: false };

it('keeps the part, what is selected there, the open dialog and the run', () => {
  const run = '20261121T204003Z' as RunId;
  const target = { tab: 'targets', target: 'a b&c' } as const;
  expect(viewOf(sourcesLink(run, target))).toEqual({ ...nothing, run, ...target });
  const source = { tab: 'fetched', source: 'x', edit: true } as const;
  expect(viewOf(sourcesLink(run, source))).toEqual({ ...nothing, run, ...source });
  expect(viewOf(sourcesLink(undefined, { add: 'kronk' }))).toEqual({ ...nothing, add: 'kronk' });
  expect(sourcesLink()).toBe('/sources');
});

it('ignores what is no part', () => {
  expect(viewOf('/sources?tab=nothing&target=&edit=yes')).toEqual(nothing);
});

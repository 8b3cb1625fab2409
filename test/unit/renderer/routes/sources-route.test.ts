import { expect, it } from 'vitest';
import type { RunId } from '../../../../src/contract/ids.ts';
import { parseSourcesRoute, sourcesLink } from '../../../../src/renderer/routes/sources-route.ts';

const viewOf = (link: string) => parseSourcesRoute({ search: new URL(link, 'http://x').searchParams });

it('keeps the part, the selected target and the run', () => {
  const run = '20261121T204003Z' as RunId;
  const link = sourcesLink(run, { tab: 'targets', target: 'a b&c' });
  expect(viewOf(link)).toEqual({ run, tab: 'targets', target: 'a b&c' });
  expect(sourcesLink()).toBe('/sources');
});

it('ignores what is no part', () => {
  expect(viewOf('/sources?tab=nothing&target=')).toEqual({ run: undefined, tab: undefined, target: undefined });
});

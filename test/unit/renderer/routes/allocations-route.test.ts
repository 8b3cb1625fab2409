import { expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import {
  allocationsLink,
  parseAllocationsRoute,
  type AllocationsPlace,
} from '../../../../src/renderer/routes/allocations-route.ts';

function parse(link: string): AllocationsPlace | undefined {
  const url = new URL(link, 'http://here');
  return parseAllocationsRoute({ path: url.pathname, search: url.searchParams });
}

it('an address restores all that is looked at', () => {
  const view: AllocationsPlace = {
    run: runId('20261121T000000Z'),
    profile: 12,
    tab: 'compare',
    metric: 8,
    frames: 'function',
    from: 'entry',
    find: 'rec list',
    node: -3,
    question: 'churn',
    sort: 'peakBytes',
    self: true,
    base: { profile: 3, run: runId('other') },
    column: 'endBlocks',
    stacks: false,
  };
  expect(parse(allocationsLink(view))).toEqual(view);
  expect(allocationsLink({ profile: 4 })).toBe('/profiles/4/allocations');
  expect(parse('/profiles/4/allocations?metric=none&node=x&question=why&base=-1')).toEqual(
    parse('/profiles/4/allocations'),
  );
  expect(parse('/profiles/4')).toBeUndefined();
  expect(parse('/profiles/x/allocations')).toBeUndefined();
});

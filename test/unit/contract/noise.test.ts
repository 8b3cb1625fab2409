// Which searches a noise rule may be made of.
import { expect, it } from 'vitest';
import type { NoiseRule } from '../../../src/contract/noise.ts';
import { readSearch } from '../../../src/contract/search/check.ts';
import { hiddenSearch, joinSearches, noiseTrouble } from '../../../src/contract/noise.ts';

it.each([
  ['hide', 'root.name = "GET /healthz"'],
  ['hide', 'root.service = web and not (trace.errors > 0 or trace.duration > 1s)'],
  ['ignore', 'root and name =~ "health"'],
  ['ignore', 'scope = noisy-library'],
] as const)('%s %s is a rule', (action, where) => {
  expect(noiseTrouble({ action, where })).toBeUndefined();
});

it.each([
  ['hide', '', 'empty'],
  ['hide', 'name = x', 'root.* and trace.*'],
  ['hide', 'root.name = a or error', 'root.* and trace.*'],
  ['ignore', 'trace.errors = 0', 'cannot be used'],
  ['ignore', 'not (name = x and root.name = y)', 'cannot be used'],
  ['ignore', 'name =', 'needs a value'],
] as const)('%s %s is none', (action, where, words) => {
  expect(noiseTrouble({ action, where })).toContain(words);
});

it('the rules that hide are one search, which a list leaves out and a count asks for', () => {
  const rule = (where: string, more: Partial<NoiseRule> = {}): NoiseRule => ({
    where,
    action: 'hide',
    enabled: true,
    ...more,
  });
  expect(
    hiddenSearch([rule('root.name = a', { enabled: false }), rule('root', { action: 'ignore' }), rule('name = x')]),
  ).toBeUndefined();
  const hidden = hiddenSearch([rule('root.name = a'), rule('trace.spans = 1 and root.service = b')]) ?? '';
  expect(hidden).toBe('(root.name = a) or (trace.spans = 1 and root.service = b)');
  expect(joinSearches('', hidden, true)).toBe(`not (${hidden})`);
  const listed = joinSearches('error or service = api', hidden, true);
  expect(listed).toBe(`(error or service = api) and not (${hidden})`);
  expect(readSearch(listed, 'spans').kind).toBe('ok');
  expect(joinSearches('error', hidden)).toBe(`(error) and (${hidden})`);
});

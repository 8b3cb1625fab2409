// Which searches a noise rule may be made of.
import { expect, it } from 'vitest';
import { noiseTrouble } from '../../../src/contract/noise.ts';

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

// Which notices stay when there are many.
import { expect, it } from 'vitest';
import { withNotice, type Notice } from '../../../../src/renderer/ui/notice-list.ts';

const after = (...said: readonly (readonly [Notice['tone'], string])[]): string[] =>
  said.reduce<readonly Notice[]>((list, [tone, text]) => withNotice(list, tone, text), []).map(({ text }) => text);

it('keeps bad news when good news follows', () => {
  expect(after(['error', 'a'], ['info', 'b'], ['info', 'c'], ['info', 'd'], ['info', 'e'], ['info', 'f'])).toEqual([
    'a',
    'd',
    'e',
    'f',
  ]);
});

it('keeps the newest where all of it is bad, and always says the last', () => {
  const bad = ['a', 'b', 'c', 'd', 'e'].map((text) => ['error', text] as const);
  expect(after(...bad)).toEqual(['b', 'c', 'd', 'e']);
  expect(after(...bad, ['info', 'good'])).toEqual(['c', 'd', 'e', 'good']);
});

it('says the same words once, and numbers each anew', () => {
  const list = withNotice(withNotice(withNotice([], 'info', 'a'), 'info', 'b'), 'info', 'a');
  expect(list.map(({ id, text }) => [id, text])).toEqual([
    [2, 'b'],
    [3, 'a'],
  ]);
});

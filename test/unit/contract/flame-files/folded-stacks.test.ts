import { expect, it } from 'vitest';
import { profileFixture, readProfiles } from '../../../support/profiles/profile-file.ts';
import { profileOfFolded, stacksOf, valuesByPath } from '../../../support/profiles/tree-of.ts';
import { foldedStacks } from '../../../../src/contract/flame-files/folded-stacks.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import type { KeyedStacks } from '../../../../src/main/query/profiles/tree/keyed-stacks.ts';

const written = (stacks: KeyedStacks, unit = 1, deepest = 20_000): string =>
  [...foldedStacks({ ...stacks, ...stacks.keys, count: stacks.count }, [stacks.self], { unit, deepest })].join('');

it('says the own value of each path in whole units, without what is nothing', () => {
  const stacks = stacksOf(profileOfFolded('web;GET /cart 10\nweb;GET /cart;select 30\nweb;idle 0.4\n'));
  expect(written(stacks)).toBe('web;GET /cart 10\nweb;GET /cart;select 30\n');
  expect(written(stacks, 10)).toBe('web;GET /cart 1\nweb;GET /cart;select 3\n');
});

it('has no separators in names', () => {
  const nameOf = (): string => ' a;b\n c ';
  const stacks = { count: 1, parent: [-1], key: [0], nameOf };
  expect([...foldedStacks(stacks, [[3]], { unit: 1, deepest: 9 })]).toEqual(['a:b c 3\n']);
});

it('keeps both numbers of a comparison, and values without a stack', () => {
  const stacks = { count: 2, parent: [-1, 0], key: [-1, 0], nameOf: () => 'f' };
  expect(
    [
      ...foldedStacks(
        stacks,
        [
          [2, 0],
          [5, 7],
        ],
        { unit: 1, deepest: 9 },
      ),
    ].join(''),
  ).toBe('(no stack) 2 5\nf 0 7\n');
});

it('says how much of very deep stacks is left out', () => {
  const count = 20_000;
  const stacks = {
    count,
    parent: Int32Array.from({ length: count }, (_, at) => at - 1),
    key: Int32Array.from({ length: count }, (_, at) => at),
    nameOf: (key: number) => `f${key}`,
  };
  const values = Float64Array.from({ length: count }, (_, at) => (at === count - 1 ? 5 : 0));
  expect([...foldedStacks(stacks, [values], { unit: 1, deepest: 1000 })].join('')).toMatch(
    /^\(19000 frames left out\);f19000;.*;f19999 5\n$/,
  );
});

it.each(['v8.cpuprofile', 'otlp_request.pb', 'goroutine_debug1.txt'])('comes back as it was: %s', (name) => {
  const stacks = stacksOf(readProfiles(profileFixture(name)).profiles[0] as Profile);
  const again = stacksOf(profileOfFolded(written(stacks)));
  expect(valuesByPath(again)).toEqual(valuesByPath(stacks));
  expect(valuesByPath(stacks).length).toBeGreaterThan(3);
});

it('writes any value as a whole number', () => {
  const stacks = { count: 5, parent: [-1, -1, -1, -1, -1], key: [0, 1, 2, 3, 4], nameOf: (key: number) => `f${key}` };
  const values = [2 ** 53 + 2, 1e22, Number.NaN, -3, 0.5];
  expect([...foldedStacks(stacks, [values], { unit: 1, deepest: 9 })].join('')).toBe(
    'f0 9007199254740994\nf1 10000000000000000000000\nf4 1\n',
  );
});

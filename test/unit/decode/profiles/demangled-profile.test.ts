import { describe, expect, it } from 'vitest';
import type { NameWish } from '../../../../src/contract/profiles/symbol-names.ts';
import { demangledProfile } from '../../../../src/main/decode/profiles/demangled-profile.ts';
import { ProfileBuilder } from '../../../../src/main/decode/profiles/profile-builder.ts';

const named = (
  format: 'pprof' | 'folded',
  functions: readonly (readonly [string, string])[],
  wish: NameWish,
): readonly string[] => {
  const builder = new ProfileBuilder(format, [{ type: 'samples', unit: 'count' }]);
  for (const [name, system] of functions) builder.functionOf(name, 'a.cc', 1, system);
  const { texts, functions: made } = demangledProfile(builder.finish({}), wish);
  expect(Array.from(made.systemName, (text) => texts[text])).toEqual(functions.map(([, system]) => system));
  expect(new Set(texts).size).toBe(texts.length);
  return Array.from(made.name, (text) => texts[text] as string);
};

const functions = [
  ['_ZN1a1bIiEEvT_', '_ZN1a1bIiEEvT_'],
  ['a::b', 'a::b'],
  ['_ZN1a1bIcEEvT_', '_ZN1a1bIcEEvT_'],
  ['kept', '_Z1fi'],
  ['', '_Z1fi'],
  ['own', ''],
  ['a<int>(x)', 'a<int>(x)'],
] as const;

describe('names of functions', () => {
  it('are those that nobody has changed, read back; equal ones are one text', () => {
    const usual = { style: 'short', forced: false } as const;
    expect(named('folded', functions, usual)).toEqual(['a::b', 'a::b', 'a::b', 'kept', 'f', 'own', 'a<int>(x)']);
    expect(named('pprof', functions, usual)).toEqual(['a::b', 'a::b', 'a::b', 'kept', 'f', 'own', 'a']);
  });

  it('begin again from the name in the file where that is asked for', () => {
    expect(named('pprof', functions, { style: 'full', forced: true })).toEqual([
      'void a::b<int>(int)',
      'a::b',
      'void a::b<char>(char)',
      'f(int)',
      'f(int)',
      'own',
      'a<int>(x)',
    ]);
    const none = functions.map(([name, system]) => (name === 'own' || name === '' ? name : system));
    expect(named('pprof', functions, { style: 'none', forced: true })).toEqual(none);
  });
});

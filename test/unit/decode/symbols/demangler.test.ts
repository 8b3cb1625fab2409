// Names of real programs (libstdc++, LLVM, V8, rustc, own ones with odd features) as `go tool pprof` shows them with
// -symbolize=demangle=default, templates and full: test/fixtures/symbols/names.tsv.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Demangler } from '../../../../src/main/decode/symbols/demangler.ts';
import { shortenedName } from '../../../../src/main/decode/symbols/shortened-name.ts';

const rows = readFileSync(resolve(import.meta.dirname, '../../../fixtures/symbols/names.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));
const full = (name: string): string | undefined => new Demangler('full').nameOf(name);

describe('mangled names', () => {
  it.each([
    ['short', 1],
    ['templates', 2],
    ['full', 3],
  ] as const)('are shown as pprof shows them: %s', (style, column) => {
    const demangler = new Demangler(style);
    expect(rows.length).toBeGreaterThan(390);
    expect(rows.map(([mangled = '']) => demangler.nameOf(mangled) ?? mangled)).toEqual(rows.map((row) => row[column]));
  });

  it('are read with the underscore of macOS, and where a closure has no name', () => {
    expect(full('__ZN3foo3barEv')).toBe('foo::bar()');
    // pprof's demangler takes `012` for one number.
    expect(full('_RNvNCNvC1a1b012permutations')).toBe('a::b::{closure#0}::permutations');
    expect(full('_RINvC1a1bKnn80000000000000000000000000000000_E')).toBe('a::b::<-0x80000000000000000000000000000000>');
  });

  it('stay as they are where they break off, contradict themselves or would never end', () => {
    for (const [mangled = ''] of rows) {
      for (let end = 1; end < mangled.length; end += 7) full(mangled.slice(0, end));
    }
    const letter = (number: number): string => (number === 0 ? '' : (number - 1).toString(36).toUpperCase());
    const twice = Array.from({ length: 60 }, (_, at) => `FS${letter(at)}_S${letter(at)}_E`).join('');
    for (const hostile of [
      `_Z1f${'P'.repeat(30_000)}i`,
      `_Z1f${'N'.repeat(30_000)}`,
      `_Z1f1A${twice}`,
      `_RINvC1a1b${'R'.repeat(30_000)}uE`,
      '_RINvC1a1bB8_E',
      '_RINvC1a1bFGzzzz_uEuE',
      `_Z${'9'.repeat(500)}a`,
      '_ZN1aIT_EE',
      '_Z1fS5_',
      `_Z1f${'i'.repeat(1_000_000)}`,
    ]) {
      expect(full(hostile), hostile.slice(0, 60)).toBe(undefined);
    }
  });

  it('are given up in a file of nothing but names that never end', () => {
    const demangler = new Demangler('full');
    for (let at = 0; at < 32; at++) demangler.nameOf(`_Z1f${'P'.repeat(1000 + at)}i`);
    expect(demangler.nameOf('_Z1fi')).toBe(undefined);
    expect(full('_Z1fi')).toBe('f(int)');
  });
});

describe('readable names', () => {
  it('lose parameters and template arguments as in pprof', () => {
    for (const [name, short, templates] of [
      ['std::vector<int, std::allocator<int> >::push_back(int const&)', 'std::vector::push_back', undefined],
      ['<alloc::vec::Vec<T> as Drop>::drop', '::drop', '<alloc::vec::Vec<T> as Drop>::drop'],
      ['main.(*T).run', 'main.(*T).run', 'main.(*T).run'],
      ['main.(*Map[...]).Get', 'main.(*Map[...]).Get', 'main.(*Map[...]).Get'],
      ['java.lang.String.<init>(char[])', 'java.lang.String.<init>(char[])', 'java.lang.String.<init>(char[])'],
      ['a::b)c(d)', 'a::b)c(d)', 'a::b)c(d)'],
    ] as const) {
      expect(shortenedName(name, 'short')).toBe(short);
      expect(shortenedName(name, 'templates')).toBe(templates ?? 'std::vector<int, std::allocator<int> >::push_back');
      expect(shortenedName(name, 'full')).toBe(name);
    }
  });
});

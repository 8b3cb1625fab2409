// Itanium C++ ABI, 5.1.5: builtin types by their letter, those behind `D`, and the abbreviations of the standard library.
import { textNode, type SymbolNode } from './symbol-node.ts';

const builtin = (text: string): SymbolNode => ({ kind: 'builtin', text });

const nodes = (
  texts: Readonly<Record<string, string>>,
  make: (text: string) => SymbolNode,
): ReadonlyMap<string, SymbolNode> => new Map(Object.entries(texts).map(([code, text]) => [code, make(text)]));

export const voidType: SymbolNode = builtin('void');

export const builtinTypes: ReadonlyMap<string, SymbolNode> = new Map([
  ...nodes(
    {
      a: 'signed char',
      b: 'bool',
      c: 'char',
      d: 'double',
      e: 'long double',
      f: 'float',
      g: '__float128',
      h: 'unsigned char',
      i: 'int',
      j: 'unsigned int',
      l: 'long',
      m: 'unsigned long',
      n: '__int128',
      o: 'unsigned __int128',
      s: 'short',
      t: 'unsigned short',
      w: 'wchar_t',
      x: 'long long',
      y: 'unsigned long long',
      z: '...',
    },
    builtin,
  ),
  ['v', voidType],
]);

/** Behind `D`. */
export const furtherTypes: ReadonlyMap<string, SymbolNode> = new Map([
  ...nodes({ a: 'auto', c: 'decltype(auto)' }, textNode),
  ...nodes(
    {
      f: 'decimal32',
      d: 'decimal64',
      e: 'decimal128',
      h: 'half',
      u: 'char8_t',
      s: 'char16_t',
      i: 'char32_t',
      n: 'decltype(nullptr)',
    },
    builtin,
  ),
]);

const std = textNode('std');
const inStd = (name: string): SymbolNode => ({ kind: 'nested', scope: std, name: textNode(name) });
const ofChar = (name: string, ...args: readonly SymbolNode[]): SymbolNode => ({
  kind: 'template',
  name: inStd(name),
  args: [builtin('char'), ...args],
});
const traits = ofChar('char_traits');

/** Behind `S`. */
export const abbreviations: ReadonlyMap<string, SymbolNode> = new Map([
  ['t', std],
  ...Object.entries({
    a: 'allocator',
    b: 'basic_string',
    s: 'string',
    i: 'istream',
    o: 'ostream',
    d: 'iostream',
  }).map(([code, name]) => [code, inStd(name)] as const),
]);

/** The same where a constructor or destructor follows, which is named after the template. */
export const fullAbbreviations: ReadonlyMap<string, SymbolNode> = new Map([
  ...abbreviations,
  ['s', ofChar('basic_string', traits, ofChar('allocator'))],
  ['i', ofChar('basic_istream', traits)],
  ['o', ofChar('basic_ostream', traits)],
  ['d', ofChar('basic_iostream', traits)],
]);

// Names of the Itanium C++ ABI (GCC, Clang, everything but MSVC): `_Z`, with Clang's blocks and GCC's initialisers around.
import { SymbolFault } from '../symbol-cursor.ts';
import { CppReader } from './cpp-reader.ts';
import { CppText, type CppStyle } from './cpp-text.ts';
import type { SymbolNode } from './symbol-node.ts';

export interface CppNameStyle extends CppStyle {
  readonly parameters: boolean;
}

/** `undefined` for a name of another scheme, or one that does not follow this. */
export function cppName(mangled: string, style: CppNameStyle): string | undefined {
  try {
    const read = nodeOf(mangled, style);
    return read === undefined ? undefined : read.before + new CppText(style).of(read.node) + read.after;
  } catch (fault) {
    if (fault instanceof SymbolFault) return undefined;
    throw fault;
  }
}

interface ReadName {
  readonly before: string;
  readonly node: SymbolNode;
  readonly after: string;
}

function nodeOf(mangled: string, { parameters }: CppNameStyle): ReadName | undefined {
  if (mangled.startsWith('_Z')) {
    // What follows a name is the compiler's: `.part.0`, `@plt`.
    return { before: '', node: new CppReader(mangled.slice(2)).encoding(parameters), after: '' };
  }
  const block = /^___Z(.*)_block_invoke(?:_?\d*)(?:$|\.)/su.exec(mangled);
  if (block !== null) {
    const node = new CppReader(block[1] as string).encoding(parameters);
    return { before: 'invocation function for block in ', node, after: '' };
  }
  const global = /^_GLOBAL_([._$])([ID])_(.+)$/su.exec(mangled);
  if (global === null) return undefined;
  const before = `global ${global[2] === 'I' ? 'constructors' : 'destructors'} keyed to `;
  const key = global[3] as string;
  if (!key.startsWith('_Z')) {
    return { before, node: { kind: 'text', text: `${global[1]}${global[2]}_${key}` }, after: '' };
  }
  const reader = new CppReader(key.slice(2));
  const node = reader.encoding(true);
  let after = '';
  // Copies of functions are only told where all parameters are.
  while (!parameters && !reader.atEnd()) {
    const suffix = reader.cloneSuffix();
    if (suffix === '') return undefined;
    after += ` [clone ${suffix}]`;
  }
  return { before, node, after };
}

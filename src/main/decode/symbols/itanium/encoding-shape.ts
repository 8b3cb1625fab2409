// What the name of a function says about its encoding: whether a result type follows, whose template arguments its
// parameters refer to, and the qualifiers that belong to its type.
import type { MethodNode, SymbolNode } from './symbol-node.ts';

/** Only templates have their result in the name, except where there is none. */
export function hasResult(name: SymbolNode): boolean {
  if (name.kind === 'local') return hasResult(name.name);
  if (name.kind === 'method') return hasResult(name.of);
  return name.kind === 'template' && !withoutResult(name.name);
}

function withoutResult(name: SymbolNode): boolean {
  if (name.kind === 'nested' || name.kind === 'local') return withoutResult(name.name);
  return name.kind === 'constructor' || name.kind === 'destructor' || name.kind === 'cast';
}

export function argsOf(name: SymbolNode): readonly SymbolNode[] | undefined {
  if (name.kind === 'template') return name.args;
  if (name.kind === 'method') return argsOf(name.of);
  return name.kind === 'local' ? argsOf(name.name) : undefined;
}

/** A name without the qualifiers of `this`, and those. */
export function withoutQualifiers(name: SymbolNode): {
  readonly name: SymbolNode;
  readonly qualifiers: MethodNode | undefined;
} {
  if (name.kind === 'method') return { name: name.of, qualifiers: name };
  if (name.kind !== 'local' || name.name.kind !== 'method') return { name, qualifiers: undefined };
  return { name: { ...name, name: name.name.of }, qualifiers: name.name };
}

/** The class that a constructor or destructor is named after. */
export function baseName(name: SymbolNode): SymbolNode {
  if (name.kind === 'template' || name.kind === 'nested' || name.kind === 'local' || name.kind === 'tagged') {
    return baseName(name.name);
  }
  return name;
}

// How many elements an expansion has: those of the pack that the first parameter in it stands for.
import { symbolLimits, SymbolTooLarge } from '../symbol-cursor.ts';
import { nodeParts } from './node-parts.ts';
import type { SymbolNode } from './symbol-node.ts';

/** `undefined` where no parameter in it is a pack. */
export function packSize(node: SymbolNode): number | undefined {
  const seen = new Set<SymbolNode>();
  const waiting: SymbolNode[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'parameter') {
      const value = next.args?.[next.index];
      if (value?.kind === 'pack') return value.items.length;
    }
    // Another expansion, or a lambda, has packs of its own.
    if (seen.has(next) || (next !== node && next.kind === 'expansion') || next.kind === 'closure') continue;
    seen.add(next);
    if (seen.size > symbolLimits.parts) throw new SymbolTooLarge();
    if (next.kind === 'parameter') continue;
    waiting.push(...nodeParts(next).toReversed());
  }
  return undefined;
}

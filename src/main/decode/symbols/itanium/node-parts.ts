// The parts of a node, whatever its kind: to look for something inside, or to have it with other parts.
import type { SymbolNode } from './symbol-node.ts';

export function nodeParts(node: SymbolNode): readonly SymbolNode[] {
  return Object.values(node).flat().filter(isNode);
}

/** The same node with changed parts; itself where none changes. */
export function mappedNode<T extends SymbolNode>(node: T, change: (part: SymbolNode) => SymbolNode): T {
  const of = (value: unknown): unknown => (isNode(value) ? change(value) : value);
  let made: T | undefined;
  for (const [key, value] of Object.entries(node)) {
    const next: unknown = Array.isArray(value) ? value.map(of) : of(value);
    const same =
      Array.isArray(next) && Array.isArray(value) ? next.every((one, at) => one === value[at]) : next === value;
    if (!same) made = { ...(made ?? node), [key]: next };
  }
  return made ?? node;
}

function isNode(value: unknown): value is SymbolNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

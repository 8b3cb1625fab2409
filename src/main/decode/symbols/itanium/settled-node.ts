// What a node stands for once template arguments are in their places: parameters become their arguments, references to
// references collapse, and qualifiers of qualified types are one list.
import type { SymbolNode } from './symbol-node.ts';

/** @param item which element of a pack stands for the pack; `undefined` outside of expansions */
export function settledNode(node: SymbolNode, item: number | undefined): SymbolNode {
  if (node.kind === 'parameter') {
    const value = node.args?.[node.index];
    if (value === undefined || value === node) return node;
    const plain = value.kind === 'pack' && item !== undefined ? value.items[item] : value;
    return plain === undefined ? value : settledNode(plain, item);
  }
  if (node.kind === 'pointer' && node.mark !== '*') {
    const of = settledNode(node.of, item);
    if (of.kind !== 'pointer' || of.mark === '*') return of === node.of ? node : { ...node, of };
    return node.mark === '&' ? { ...of, mark: '&' } : of;
  }
  if (node.kind === 'array') {
    // Qualifiers of the elements are those of the array.
    const of = settledNode(node.of, item);
    if (of.kind === 'qualified') return { ...of, of: { ...node, of: of.of } };
    return of === node.of ? node : { ...node, of };
  }
  if (node.kind === 'qualified' || node.kind === 'method') {
    const of = settledNode(node.of, item);
    const { qualifiers } = node;
    if (of.kind === 'qualified') return { ...node, of: of.of, qualifiers: mergedQualifiers(qualifiers, of.qualifiers) };
    if (of.kind === 'method') {
      const own = node.kind === 'method' ? node.reference : '';
      const reference = own === '' || of.reference === '' ? own || of.reference : own === '&' ? '&' : of.reference;
      return { kind: 'method', of: of.of, qualifiers: mergedQualifiers(qualifiers, of.qualifiers), reference };
    }
    if (of.kind === 'function' && node.kind === 'qualified') return { kind: 'method', of, qualifiers, reference: '' };
    return of === node.of ? node : { ...node, of };
  }
  return node;
}

/** Words of both, each once. */
export function mergedQualifiers(outer: readonly SymbolNode[], inner: readonly SymbolNode[]): readonly SymbolNode[] {
  const words = new Set(outer.map(wordOf));
  return [...outer, ...inner.filter((one) => one.kind !== 'text' || !words.has(one.text))];
}

const wordOf = (node: SymbolNode): string => (node.kind === 'text' ? node.text : '');

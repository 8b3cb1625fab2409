// The boolean algebra of a search over the rows of a block: one byte per row, whole sets at a time. What a leaf means is
// for others to say (span-leaf.ts), so that spans and log records share this.
import type { Search } from '../../../contract/search/search.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { BlockSummary } from '../../store/span-block.ts';

export interface RowTest<Block> {
  /** About what a block costs, cheapest 0: what is cheap goes first. */
  readonly cost: number;
  /** Of log records: the SeverityNumbers that fulfil it, as bits; any without. */
  readonly severities?: number | undefined;
  /**
   * false: no row of this sealed block fulfils it, or none whose severity is one of `severities` (as bits). No false
   * negatives.
   */
  mayMatch(summary: BlockSummary, severities?: number): boolean;
  /** 1 for each row with `wanted[row] === 1` that fulfils it, 0 for all others. Never changes `wanted`. */
  rowsOf(block: Block, wanted: Uint8Array, alive: Alive): Uint8Array;
}

/** A part of a search without and, or, not. */
export type SearchLeaf = Extract<Search, { readonly kind: 'text' | 'flag' | 'test' }>;

export function rowTestOf<Block>(search: Search, leafTest: (leaf: SearchLeaf) => RowTest<Block>): RowTest<Block> {
  switch (search.kind) {
    case 'all':
      return { cost: 0, mayMatch: () => true, rowsOf: (_, wanted) => wanted };
    case 'and':
      return allOf(search.parts.map((part) => rowTestOf(part, leafTest)));
    case 'or':
      return anyOf(search.parts.map((part) => rowTestOf(part, leafTest)));
    case 'not':
      return noneOf(rowTestOf(search.part, leafTest));
    case 'text':
    case 'flag':
    case 'test':
      return leafTest(search);
  }
}

/** What two sets of severities have in common; `undefined` is all of them. */
function common(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : other === undefined ? one : one & other;
}

function costOf<Block>(parts: readonly RowTest<Block>[]): number {
  return parts.reduce((most, { cost }) => Math.max(most, cost), 0);
}

function cheapFirst<Block>(parts: readonly RowTest<Block>[]): readonly RowTest<Block>[] {
  return parts.toSorted((a, b) => a.cost - b.cost);
}

function allOf<Block>(unordered: readonly RowTest<Block>[]): RowTest<Block> {
  const parts = cheapFirst(unordered);
  const severities = parts.reduce<number | undefined>((all, part) => common(all, part.severities), undefined);
  return {
    cost: costOf(parts),
    severities,
    mayMatch: (summary, asked) => {
      const left = common(asked, severities);
      return left !== 0 && parts.every((part) => part.mayMatch(summary, left));
    },
    rowsOf: (block, wanted, alive) => {
      let left = wanted;
      for (const part of parts) {
        if (!left.includes(1)) break;
        left = part.rowsOf(block, left, alive);
      }
      return left;
    },
  };
}

function anyOf<Block>(unordered: readonly RowTest<Block>[]): RowTest<Block> {
  const parts = cheapFirst(unordered);
  return {
    cost: costOf(parts),
    severities: parts.reduce<number | undefined>(
      (all, { severities }) => (all === undefined || severities === undefined ? undefined : all | severities),
      0,
    ),
    mayMatch: (summary, asked) => parts.some((part) => part.mayMatch(summary, asked)),
    rowsOf: (block, wanted, alive) => {
      const found = new Uint8Array(wanted.length);
      let left = wanted;
      for (const part of parts) {
        const hits = part.rowsOf(block, left, alive);
        for (let row = 0; row < found.length; row++) found[row] = (found[row] as number) | (hits[row] as number);
        left = without(left, hits);
      }
      return found;
    },
  };
}

function noneOf<Block>(part: RowTest<Block>): RowTest<Block> {
  return {
    cost: part.cost,
    mayMatch: () => true,
    rowsOf: (block, wanted, alive) => without(wanted, part.rowsOf(block, wanted, alive)),
  };
}

/** Rows of the first set that are not in the second. */
export function without(rows: Uint8Array, hits: Uint8Array): Uint8Array {
  const left = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) left[row] = (rows[row] as number) & ~(hits[row] as number);
  return left;
}

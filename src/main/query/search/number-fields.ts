// Properties that are kept as numbers but searched by what they look like: choices (kind, status) by name, ids in
// hexadecimal digits.
import type { Literal } from '../../../contract/search/literal.ts';
import type { Test } from '../../../contract/search/search.ts';
import { bytesOfHex, hex } from '../../../contract/ids.ts';
import type { FieldRows } from './field-rows.ts';

/** Names and ids are compared as lower-case texts. */
export function lowerCaseTest(test: Test): Test {
  const lower = ({ text }: Literal): Literal => ({ kind: 'text', text: text.toLowerCase(), quoted: true });
  if (test.kind === 'compare') return { ...test, value: lower(test.value) };
  return test.kind === 'in' ? { ...test, values: test.values.map(lower) } : test;
}

/** Always there; a number without a name is none of them. */
export function choiceField<Block extends { readonly count: number }>(
  numbersOf: (block: Block) => Uint8Array,
  names: readonly string[],
): FieldRows<Block> {
  return {
    cost: 0,
    mayHave: () => true,
    rowsWith: (block, test, wanted, alive) => {
      if (test === undefined) return wanted;
      const marks = test.ofValues(names, alive);
      const numbers = numbersOf(block);
      const hits = new Uint8Array(block.count);
      for (let row = 0; row < hits.length; row++)
        if (wanted[row] === 1 && marks[numbers[row] as number] === 1) hits[row] = 1;
      return hits;
    },
  };
}

/** Ids of `size` bytes, one per row; all zero means that there is none. */
export interface IdColumn {
  readonly bytes: Uint8Array;
  /** Which of the ids is the row's; without it, they are in the order of rows. */
  readonly index?: Uint32Array;
}

export function idField<Block extends { readonly count: number }>(
  size: 8 | 16,
  idsOf: (block: Block) => IdColumn,
): FieldRows<Block> {
  return {
    cost: 1,
    mayHave: () => true,
    rowsWith: (block, test, wanted, alive) => {
      const { bytes, index } = idsOf(block);
      const hits = new Uint8Array(block.count);
      const startOf = (row: number): number => size * (index === undefined ? row : (index[row] as number));
      if (test?.hint?.kind === 'equal') {
        for (const text of test.hint.texts) {
          const id = text.length === 2 * size ? bytesOfHex(text) : undefined;
          if (id === undefined || id.every((byte) => byte === 0)) continue;
          for (let row = 0; row < hits.length; row++)
            if (wanted[row] === 1 && equalAt(bytes, startOf(row), id)) hits[row] = 1;
        }
        return hits;
      }
      const rows: number[] = [];
      for (let row = 0; row < hits.length; row++)
        if (wanted[row] === 1 && !zeroAt(bytes, startOf(row), size)) rows.push(row);
      const found = test?.ofValues(
        rows.map((row) => hex(bytes, startOf(row), size)),
        alive,
      );
      rows.forEach((row, i) => {
        if (found === undefined || found[i] === 1) hits[row] = 1;
      });
      return hits;
    },
  };
}

function equalAt(bytes: Uint8Array, start: number, id: Uint8Array): boolean {
  for (let i = 0; i < id.length; i++) if (bytes[start + i] !== id[i]) return false;
  return true;
}

export function zeroAt(bytes: Uint8Array, start: number, size: number): boolean {
  for (let i = start; i < start + size; i++) if (bytes[i] !== 0) return false;
  return true;
}

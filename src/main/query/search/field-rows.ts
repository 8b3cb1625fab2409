// A field of a search over the rows of a block, and what exists and negation make of it: `!=` and the like want a value
// to be there. A field may have several values in one row; a test holds if it holds for one of them.
import type { Test } from '../../../contract/search/search.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { BlockSummary } from '../../store/span-block.ts';
import { without, type RowTest } from './row-test.ts';
import type { ValueTest } from './value-test.ts';

export interface FieldRows<Block> {
  /** As RowTest.cost. */
  readonly cost: number;
  /**
   * May a row of the sealed block (of these severities, as in RowTest) have a value that fulfils the test, or any value at
   * all where there is none?
   */
  mayHave(summary: BlockSummary, test: ValueTest | undefined, severities?: number): boolean;
  /** 1 for each wanted row that has such a value, 0 for all others. */
  rowsWith(block: Block, test: ValueTest | undefined, wanted: Uint8Array, alive: Alive): Uint8Array;
}

/** `value`: the test without its negation; undefined for `exists`. */
export function fieldTest<Block>(field: FieldRows<Block>, test: Test, value: ValueTest | undefined): RowTest<Block> {
  const cost = field.cost + (value?.cost ?? 0);
  if (!isNegated(test)) {
    return {
      cost,
      mayMatch: (summary, severities) => field.mayHave(summary, value, severities),
      rowsOf: (block, wanted, alive) => field.rowsWith(block, value, wanted, alive),
    };
  }
  if (value === undefined) {
    return {
      cost,
      mayMatch: () => true,
      rowsOf: (block, wanted, alive) => without(wanted, field.rowsWith(block, undefined, wanted, alive)),
    };
  }
  return {
    cost,
    mayMatch: (summary, severities) => field.mayHave(summary, undefined, severities),
    rowsOf: (block, wanted, alive) => {
      const present = field.rowsWith(block, undefined, wanted, alive);
      return without(present, field.rowsWith(block, value, present, alive));
    },
  };
}

function isNegated(test: Test): boolean {
  return test.kind === 'compare' ? test.operator === '!=' : test.negated;
}

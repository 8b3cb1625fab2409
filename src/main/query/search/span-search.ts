// A search compiled for blocks of spans.
import { resolveField } from '../../../contract/search/fields.ts';
import type { Search } from '../../../contract/search/search.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { BlockSummary, SpanBlock } from '../../store/span-block.ts';
import { attributeField } from './attribute-field.ts';
import { fieldTest } from './field-rows.ts';
import { freeText } from './free-text.ts';
import { zeroAt } from './number-fields.ts';
import { rowTestOf, type RowTest, type SearchLeaf } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { spanProperty } from './span-fields.ts';
import { traceTest } from './trace-test.ts';
import { valueTestOf } from './value-test.ts';

export class SpanSearch {
  readonly #test: RowTest<SpanBlock>;

  constructor(context: SearchContext, search: Search) {
    this.#test = rowTestOf(search, (leaf) => leafTest(context, leaf));
  }

  /** false: no span of the sealed block fulfils the search. */
  mayMatch(summary: BlockSummary): boolean {
    return this.#test.mayMatch(summary);
  }

  /** One byte per row of the block: 1 where the span fulfils the whole search and is wanted. */
  rowsOf(block: SpanBlock, alive: Alive, wanted = new Uint8Array(block.count).fill(1)): Uint8Array {
    return this.#test.rowsOf(block, wanted, alive);
  }
}

function leafTest(context: SearchContext, leaf: SearchLeaf): RowTest<SpanBlock> {
  if (leaf.kind === 'text') return freeText(context, leaf.text);
  if (leaf.kind === 'flag') return leaf.flag === 'error' ? failed : isRoot;
  const { field: name, test, at } = leaf;
  const field = resolveField(name, 'spans');
  if (field.kind === 'property')
    return field.info.ofTrace === true ? traceTest(context, leaf) : spanProperty(context, field.info, test, at);
  if (field.kind === 'body') throw new Error('spans have no body');
  const value = test.kind === 'exists' ? undefined : valueTestOf(test, field.key, at, context.interruptible);
  return fieldTest(attributeField(context, field.place, field.key), test, value);
}

const failed: RowTest<SpanBlock> = {
  cost: 0,
  mayMatch: (summary) => summary.errors > 0,
  rowsOf: (block, wanted) => block.failed.map((one, row) => one & (wanted[row] as number)),
};

const isRoot: RowTest<SpanBlock> = {
  cost: 0,
  mayMatch: () => true,
  rowsOf: ({ parentIds }, wanted) => wanted.map((one, row) => (one === 1 && zeroAt(parentIds, 8 * row, 8) ? 1 : 0)),
};

// Properties that are texts: of each row by its string id, or of a resource or scope that rows share. An empty text
// counts as not sent.
import type { Alive } from '../../store/reader-face.ts';
import type { BlockSummary, StringTable } from '../../store/span-block.ts';
import type { FieldRows } from './field-rows.ts';
import { NumberRows } from './number-rows.ts';
import type { SearchContext } from './search-context.ts';
import type { ValueTest } from './value-test.ts';

interface TextBlock {
  readonly count: number;
  readonly strings: StringTable;
}

/** `idsOf`: a string id per row. */
export function stringField<Block extends TextBlock>(
  context: SearchContext,
  idsOf: (block: Block) => Uint32Array,
): FieldRows<Block> {
  return {
    cost: 1,
    mayHave: (summary, test, severities) => mayHaveText(context, summary, test, severities),
    rowsWith: (block, test, wanted, alive) => {
      const ids = idsOf(block);
      const hits = new Uint8Array(block.count);
      const marks = test?.ofStrings(block.strings, () => askedIds(ids, wanted, block.strings.count), alive);
      for (let row = 0; row < hits.length; row++) {
        if (wanted[row] === 0) continue;
        const id = ids[row] as number;
        if (id !== 0 && (test === undefined || marks?.[id] === 1)) hits[row] = 1;
      }
      return hits;
    },
  };
}

function askedIds(ids: Uint32Array, wanted: Uint8Array, strings: number): Uint8Array {
  const asked = new Uint8Array(strings);
  for (let row = 0; row < wanted.length; row++) if (wanted[row] === 1) asked[ids[row] as number] = 1;
  return asked;
}

/** `numbersOf`: a number per row; `textOf`: what belongs to it. */
export function numberedField<Block extends TextBlock>(
  context: SearchContext,
  numbersOf: (block: Block) => Uint32Array,
  textOf: (number: number) => string,
): FieldRows<Block> {
  const byTest = new Map<ValueTest | undefined, NumberRows>();
  const holds = (test: ValueTest | undefined, text: string, alive: Alive): boolean =>
    text !== '' && (test === undefined || test.ofValues([text], alive)[0] === 1);
  return {
    cost: 0,
    mayHave: (summary, test, severities) => mayHaveText(context, summary, test, severities),
    rowsWith: (block, test, wanted, alive) => {
      let numbers = byTest.get(test);
      if (numbers === undefined) {
        numbers = new NumberRows((number, stillAlive) => holds(test, textOf(number), stillAlive));
        byTest.set(test, numbers);
      }
      const hits = new Uint8Array(block.count);
      numbers.mark(numbersOf(block), wanted, hits, alive);
      return hits;
    },
  };
}

/** For texts that the block, its resources or its scopes hold. */
function mayHaveText(
  context: SearchContext,
  summary: BlockSummary,
  test: ValueTest | undefined,
  severities: number | undefined,
): boolean {
  const hint = test?.hint;
  if (hint === undefined) return true;
  return hint.kind === 'contains'
    ? context.mayContain(summary, hint.needle, severities)
    : hint.texts.some((text) => context.mayContain(summary, text.toLowerCase(), severities));
}

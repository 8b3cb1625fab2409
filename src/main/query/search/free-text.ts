// Free text in spans: names, status messages, event names, the service's name, and the values of attributes of the span,
// its events, its links and its resource, nested ones too.
import type { Alive } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { markChildren } from './attribute-field.ts';
import { markOwners, rowsOfChildren } from './column-rows.ts';
import { NumberRows } from './number-rows.ts';
import type { RowTest } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { containsTest, type ValueTest } from './value-test.ts';

export function freeText(context: SearchContext, text: string): RowTest<SpanBlock> {
  const test = containsTest(text);
  const needle = text.toLowerCase();
  const resources = resourcesContaining(context, test);
  return {
    cost: 3,
    mayMatch: (summary) => context.mayContain(summary, needle),
    rowsOf: (block, wanted, alive) => {
      const hits = new Uint8Array(block.count);
      resources.mark(block.resource, wanted, hits, alive);
      const open = (row: number): boolean => wanted[row] === 1 && hits[row] === 0;
      const hit = (row: number): void => {
        hits[row] = 1;
      };
      const marks = block.strings.containing(needle);
      if (marks !== undefined) markNames(block, marks, open, hit);
      markValues(block, test, open, hit, alive);
      return hits;
    },
  };
}

function resourcesContaining({ reader }: SearchContext, test: ValueTest): NumberRows {
  return new NumberRows((number, alive) => {
    const { service, attributes } = reader.resource(number);
    return test.ofValues([service, ...attributes.map(({ value }) => value)], alive).includes(1);
  });
}

/** `marks`: by string id, 1 where the text is found. */
function markNames(
  block: SpanBlock,
  marks: Uint8Array,
  open: (row: number) => boolean,
  hit: (row: number) => void,
): void {
  const { name, statusMessage, events } = block;
  for (let row = 0; row < block.count; row++) {
    if ((marks[name[row] as number] === 1 || marks[statusMessage[row] as number] === 1) && open(row)) hit(row);
  }
  if (events.count === 0) return;
  const rowOf = rowsOfChildren(events.first, block.count, events.count);
  for (let event = 0; event < events.count; event++) {
    const row = rowOf[event] as number;
    if (marks[events.name[event] as number] === 1 && open(row)) hit(row);
  }
}

function markValues(
  block: SpanBlock,
  test: ValueTest,
  open: (row: number) => boolean,
  hit: (row: number) => void,
  alive: Alive,
): void {
  const { strings, events, links } = block;
  for (const key of block.attributeKeys) markOwners(block, strings.text(key), block, test, open, hit, alive);
  for (const children of [events, links]) {
    for (const key of children.attributeKeys) markChildren(block, children, strings.text(key), test, open, hit, alive);
  }
}

// Attributes as a field of a search, in every place that the language knows: of the span or record itself, of its events
// and links, of its scope and its resource.
import type { AttributePlace } from '../../../contract/search/fields.ts';
import type { Attribute } from '../../../contract/values.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { StringTable } from '../../store/span-block.ts';
import { markOwners, rowsOfChildren, type AttributeOwners } from './column-rows.ts';
import type { FieldRows } from './field-rows.ts';
import { NumberRows } from './number-rows.ts';
import type { SearchContext } from './search-context.ts';
import type { ValueTest } from './value-test.ts';

/** Events or links: the rows of the block own ranges of them. */
export interface ChildOwners extends AttributeOwners {
  readonly count: number;
  readonly first: Uint32Array;
}

/** What spans' and log records' blocks have in common here. */
export interface AttributeBlock extends AttributeOwners {
  readonly count: number;
  readonly strings: StringTable;
  readonly resource: Uint32Array;
  readonly scope: Uint32Array;
  readonly events?: ChildOwners;
  readonly links?: ChildOwners;
}

export function attributeField(context: SearchContext, place: AttributePlace, key: string): FieldRows<AttributeBlock> {
  const { reader } = context;
  const at = (wanted: AttributePlace): boolean => place === wanted || place === 'any';
  const ofResources = numberRowsByTest((number) => reader.resource(number).attributes, key);
  const ofScopes = numberRowsByTest((number) => reader.scope(number).attributes, key);
  return {
    cost: 2,
    mayHave: (summary, test, severities) => {
      if (test?.hint?.kind === 'equal') return test.hint.texts.some((text) => summary.mayHold(key, text));
      if (test?.hint?.kind === 'contains' && !context.mayContain(summary, test.hint.needle, severities)) return false;
      return summary.mayHave(key);
    },
    rowsWith: (block, test, wanted, alive) => {
      const hits = new Uint8Array(block.count);
      if (at('resource')) ofResources(test).mark(block.resource, wanted, hits, alive);
      if (at('scope')) ofScopes(test).mark(block.scope, wanted, hits, alive);
      const open = (row: number): boolean => wanted[row] === 1 && hits[row] === 0;
      const hit = (row: number): void => {
        hits[row] = 1;
      };
      if (at('own')) markOwners(block, key, block, test, open, hit, alive);
      if (at('event')) markChildren(block, block.events, key, test, open, hit, alive);
      if (at('link')) markChildren(block, block.links, key, test, open, hit, alive);
      return hits;
    },
  };
}

export function markChildren(
  block: AttributeBlock,
  children: ChildOwners | undefined,
  key: string,
  test: ValueTest | undefined,
  open: (row: number) => boolean,
  hit: (row: number) => void,
  alive: Alive,
): void {
  if (children?.attributeColumn(key) === undefined) return;
  const rowOf = rowsOfChildren(children.first, block.count, children.count);
  markOwners(
    children,
    key,
    block,
    test,
    (child) => open(rowOf[child] as number),
    (child) => hit(rowOf[child] as number),
    alive,
  );
}

/** A memory of numbers per test: a field is asked with one test, and without any. */
function numberRowsByTest(
  attributesOf: (number: number) => readonly Attribute[],
  key: string,
): (test: ValueTest | undefined) => NumberRows {
  const byTest = new Map<ValueTest | undefined, NumberRows>();
  return (test) => {
    let rows = byTest.get(test);
    if (rows === undefined) {
      rows = new NumberRows((number, alive) => {
        const values = attributesOf(number).flatMap((one) => (one.key === key ? [one.value] : []));
        return test === undefined ? values.length > 0 : values.length > 0 && test.ofValues(values, alive).includes(1);
      });
      byTest.set(test, rows);
    }
    return rows;
  };
}

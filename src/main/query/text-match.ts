// Which rows of a block contain a text, case-insensitively: names, status messages, events, and the values (and, when
// asked for, keys) of attributes, nested ones too. Each distinct text of the block is tested once, in its string table.
import type { Attribute } from '../../contract/values.ts';
import { ValueKind } from '../../contract/values.ts';
import type { AttributeColumn, SpanBlock } from '../store/span-block.ts';
import { isNested, isScalar, scalarText } from './column-values.ts';
import { couldBeInScalar, textForm } from '../../contract/text-form.ts';

export interface TextQuestion {
  /** Lower case, not empty. */
  readonly needle: string;
  /** Do attribute keys count as texts? */
  readonly keys: boolean;
}

/** Does a text form (or a key, when asked) among the attributes contain the needle? */
export function attributesContain(attributes: readonly Attribute[], { needle, keys }: TextQuestion): boolean {
  return attributes.some(
    ({ key, value }) => textForm(value).toLowerCase().includes(needle) || (keys && key.toLowerCase().includes(needle)),
  );
}

/** Sets `hits[row] = 1` for each row with `wanted[row] !== 0` in which the text occurs. */
export function matchText(block: SpanBlock, question: TextQuestion, wanted: Uint8Array, hits: Uint8Array): void {
  const flags = block.strings.containing(question.needle);
  const { events, links } = block;
  const hit = (row: number): void => {
    hits[row] = 1;
  };
  if (flags !== undefined) {
    for (let row = 0; row < block.count; row++) {
      if (wanted[row] === 0) continue;
      if (flags[block.name[row] as number] === 1 || flags[block.statusMessage[row] as number] === 1) hits[row] = 1;
    }
  }
  matchAttributes(block, block, question, flags, (row) => wanted[row] !== 0 && hits[row] === 0, hit);
  if (events.count > 0) {
    const spanOf = ownersOf(events.first, block.count, events.count);
    const open = (event: number): boolean =>
      wanted[spanOf[event] as number] !== 0 && hits[spanOf[event] as number] === 0;
    if (flags !== undefined) {
      for (let event = 0; event < events.count; event++) {
        if (flags[events.name[event] as number] === 1 && open(event)) hit(spanOf[event] as number);
      }
    }
    matchAttributes(block, events, question, flags, open, (event) => hit(spanOf[event] as number));
  }
  if (links.count > 0) {
    const spanOf = ownersOf(links.first, block.count, links.count);
    const open = (link: number): boolean => wanted[spanOf[link] as number] !== 0 && hits[spanOf[link] as number] === 0;
    matchAttributes(block, links, question, flags, open, (link) => hit(spanOf[link] as number));
  }
}

/** From first[] to the span row of each event or link. */
export function ownersOf(first: Uint32Array, spans: number, count: number): Uint32Array {
  const owners = new Uint32Array(count);
  for (let row = 0; row < spans; row++) owners.fill(row, first[row], first[row + 1]);
  return owners;
}

interface Owners {
  readonly attributeKeys: Uint32Array;
  attributeColumn(key: string): AttributeColumn | undefined;
  attributesOf(owner: number): Attribute[];
}

function matchAttributes(
  block: SpanBlock,
  owners: Owners,
  question: TextQuestion,
  flags: Uint8Array | undefined,
  open: (owner: number) => boolean,
  hit: (owner: number) => void,
): void {
  // Texts of numbers and booleans are only made when they could contain the needle.
  const scalars = couldBeInScalar(question.needle);
  for (const keyId of owners.attributeKeys) {
    const column = owners.attributeColumn(block.strings.text(keyId));
    if (column === undefined) continue;
    const byKey = question.keys && flags?.[keyId] === 1;
    for (let i = 0; i < column.count; i++) {
      const owner = column.rows[i] as number;
      const kind = column.kinds[i] as number;
      if (byKey || (kind === ValueKind.text && flags?.[column.refs[i] as number] === 1)) {
        if (open(owner)) hit(owner);
      } else if (isNested(kind)) {
        if (open(owner) && attributesContain(owners.attributesOf(owner), question)) hit(owner);
      } else if (
        scalars &&
        isScalar(kind) &&
        open(owner) &&
        scalarText(column, i).toLowerCase().includes(question.needle)
      )
        hit(owner);
    }
  }
}

// Which owners (spans, events, links, log records) have an attribute whose value fulfils a test, from its column.
import { ValueKind, type Attribute, type AttributeValue } from '../../../contract/values.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { AttributeColumn, StringTable } from '../../store/span-block.ts';
import { columnScalar, isNested } from '../column-values.ts';
import type { ValueTest } from './value-test.ts';

/** What has attributes in columns: a block, its events, its links. */
export interface AttributeOwners {
  readonly attributeKeys: Uint32Array;
  attributeColumn(key: string): AttributeColumn | undefined;
  attributesOf(owner: number): Attribute[];
}

/**
 * Calls `hit` with each open owner that has a value under the key which fulfils the test, or any value without a test.
 * `texts`: the block they are in. `open`: is the owner asked for, and not found yet?
 */
export function markOwners(
  owners: AttributeOwners,
  key: string,
  texts: { readonly strings: StringTable },
  test: ValueTest | undefined,
  open: (owner: number) => boolean,
  hit: (owner: number) => void,
  alive: Alive,
): void {
  const column = owners.attributeColumn(key);
  if (column === undefined) return;
  const { count, rows, kinds, refs } = column;
  if (test === undefined) {
    for (let i = 0; i < count; i++) if (open(rows[i] as number)) hit(rows[i] as number);
    return;
  }
  alive();
  // A block's texts are the most of it: only a column with texts among its values needs them.
  const marks = kinds.includes(ValueKind.text)
    ? test.ofStrings(texts.strings, () => askedTexts(column, texts.strings.count, open), alive)
    : undefined;
  let empty: boolean | undefined;
  const scalars: number[] = [];
  const nested: number[] = [];
  for (let i = 0; i < count; i++) {
    const kind = kinds[i] as number;
    if (kind === ValueKind.text) {
      if (marks?.[refs[i] as number] === 1 && open(rows[i] as number)) hit(rows[i] as number);
    } else if (kind === ValueKind.empty) {
      empty ??= test.ofValues([undefined], alive)[0] === 1;
      if (empty && open(rows[i] as number)) hit(rows[i] as number);
    } else if (isNested(kind)) {
      if (test.nested && open(rows[i] as number)) nested.push(rows[i] as number);
    } else if (
      test.scalars &&
      !(kind === ValueKind.int && isNearer(column, i, test.intsFrom)) &&
      open(rows[i] as number)
    )
      scalars.push(i);
  }
  if (scalars.length > 0) {
    const values = scalars.map((i) => columnScalar(column, i));
    const found = test.ofValues(values, alive);
    scalars.forEach((i, at) => found[at] === 1 && hit(rows[i] as number));
  }
  if (nested.length > 0) markNested(owners, key, nested, test, hit, alive);
}

/** Is the int nearer to 0 than the limit, which is 0 or a power of ten (or infinite)? */
function isNearer({ words }: AttributeColumn, index: number, limit: number): boolean {
  return Math.abs(((words[2 * index + 1] as number) | 0) * 4294967296 + (words[2 * index] as number)) < limit;
}

/** Values that are not in the column are only in the owner's attributes. */
function markNested(
  owners: AttributeOwners,
  key: string,
  rows: readonly number[],
  test: ValueTest,
  hit: (owner: number) => void,
  alive: Alive,
): void {
  const ownerOf: number[] = [];
  const values: AttributeValue[] = [];
  rows.forEach((row, at) => {
    if (at % 256 === 255) alive();
    for (const one of owners.attributesOf(row)) {
      if (one.key !== key || typeof one.value !== 'object') continue;
      ownerOf.push(row);
      values.push(one.value);
    }
  });
  const found = test.ofValues(values, alive);
  ownerOf.forEach((row, at) => found[at] === 1 && hit(row));
}

function askedTexts(column: AttributeColumn, strings: number, open: (owner: number) => boolean): Uint8Array {
  const asked = new Uint8Array(strings);
  for (let i = 0; i < column.count; i++) {
    if (column.kinds[i] === ValueKind.text && open(column.rows[i] as number)) asked[column.refs[i] as number] = 1;
  }
  return asked;
}

/** From first[] to the row that each event or link belongs to. */
export function rowsOfChildren(first: Uint32Array, rows: number, count: number): Uint32Array {
  const owners = new Uint32Array(count);
  for (let row = 0; row < rows; row++) owners.fill(row, first[row], first[row + 1]);
  return owners;
}

// The body of log records, and values inside of it, as fields of a search.
import { ValueKind, type AttributeValue } from '../../../contract/values.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { StringTable } from '../../store/span-block.ts';
import { couldBeInScalar } from '../../../contract/text-form.ts';
import { isNested } from '../column-values.ts';
import { bodyPathValue } from '../logs/body-path.ts';
import type { FieldRows } from './field-rows.ts';
import type { SearchContext } from './search-context.ts';
import type { ValueHint, ValueTest } from './value-test.ts';

export function logBody(context: SearchContext): FieldRows<LogBlock> {
  return {
    cost: 2,
    mayHave: (summary, test, severities) => {
      const hint = test?.hint;
      if (hint?.kind === 'contains') return context.mayContain(summary, hint.needle, severities);
      // A number may be written otherwise than in the search.
      if (hint?.kind === 'equal')
        return hint.texts.some(
          (text) => isNumeric(text) || context.mayContain(summary, text.toLowerCase(), severities),
        );
      return true;
    },
    rowsWith: (block, test, wanted, alive) => {
      const hits = new Uint8Array(block.count);
      if (test !== undefined) {
        const texts = textBodies(block, wanted);
        const marks = test.ofStrings(block.strings, () => flagged(block, texts), alive);
        if (marks !== undefined)
          for (const row of texts) if (marks[block.bodyWords[2 * row] as number] === 1) hits[row] = 1;
      }
      markOthers(block, test, wanted, hits, alive);
      return hits;
    },
  };
}

/** An empty body counts as none. */
function markOthers(
  block: LogBlock,
  test: ValueTest | undefined,
  wanted: Uint8Array,
  hits: Uint8Array,
  alive: Alive,
): void {
  const { bodyKind } = block;
  const rows: number[] = [];
  for (let row = 0; row < block.count; row++) {
    const kind = bodyKind[row] as number;
    if (wanted[row] === 0 || kind === ValueKind.empty) continue;
    if (test === undefined) hits[row] = 1;
    else if (kind !== ValueKind.text && (isNested(kind) ? test.nested : test.scalars)) rows.push(row);
  }
  markValues(rows, (row) => block.bodyOf(row), test, hits, alive);
}

/** A value inside of a body that is a map or JSON text. */
export function logBodyPath(context: SearchContext, path: readonly string[]): FieldRows<LogBlock> {
  const key = path.at(-1) ?? '';
  return {
    cost: 3,
    mayHave: (summary, test, severities) => {
      const may = (text: string): boolean => context.mayContain(summary, text, severities);
      if (!mayBeWritten(may, plainPartOfKey(key))) return false;
      const hint = test?.hint;
      if (hint?.kind === 'contains') return mayBeWritten(may, plainPartOfForm(hint.needle));
      if (hint?.kind !== 'equal') return true;
      return hint.texts.some((text) => summary.mayHoldInBody(key, text) && mayBeWritten(may, plainPartOfForm(text)));
    },
    rowsWith: (block, test, wanted, alive) => {
      const hits = new Uint8Array(block.count);
      const valueAt = bodyPathValue(block, path, () => textsWith(block.strings, key, test?.hint));
      const rows: number[] = [];
      const values: AttributeValue[] = [];
      for (let row = 0; row < block.count; row++) {
        if (row % 512 === 511) alive();
        const value = wanted[row] === 1 ? valueAt(row) : undefined;
        if (value === undefined) continue;
        if (test === undefined) hits[row] = 1;
        else {
          rows.push(row);
          values.push(value);
        }
      }
      if (test !== undefined)
        test.ofValues(values, alive).forEach((found, i) => {
          if (found === 1) hits[rows[i] as number] = 1;
        });
      return hits;
    },
  };
}

/** By string id: 1 for texts that may have the key, and a value as the hint says, if they are JSON. */
function textsWith(strings: StringTable, key: string, hint: ValueHint | undefined): Uint8Array {
  const forms = hint === undefined ? [''] : hint.kind === 'contains' ? [hint.needle] : hint.texts;
  const marked = (text: string): Uint8Array => strings.containing(text) ?? new Uint8Array(strings.count);
  const escaped = marked(anyEscape);
  const keyed = marked(plainPartOfKey(key));
  const valued = forms.map((form) => marked(plainPartOfForm(form)));
  return keyed.map((one, id) => (escaped[id] as number) | (one & (valued.some((marks) => marks[id] === 1) ? 1 : 0)));
}

/** How JSON text may write any letter. */
const anyEscape = '\\u00';

/** The longest part of a text, in lower case, that JSON text has as it is unless it writes escapes; may be empty. */
function plainPart(text: string, usable: (part: string) => boolean = () => true): string {
  const parts = (text.toLowerCase().match(/[a-z0-9_. -]+/g) ?? []).filter(usable);
  return parts.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** An index, or the length of a list, stands in no text. */
function plainPartOfKey(key: string): string {
  return key === 'length' || /^\d+$/.test(key) ? '' : plainPart(key);
}

/** The same of the text form of a value, or of a part of it: numbers may be written otherwise. */
function plainPartOfForm(text: string): string {
  return plainPart(text, (part) => !couldBeInScalar(part));
}

function mayBeWritten(mayContain: (text: string) => boolean, part: string): boolean {
  return mayContain(part) || mayContain(anyEscape);
}

function isNumeric(text: string): boolean {
  return text !== '' && !Number.isNaN(Number(text));
}

function textBodies({ bodyKind, count }: LogBlock, wanted: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (wanted[row] === 1 && bodyKind[row] === ValueKind.text) rows.push(row);
  return rows;
}

function flagged(block: LogBlock, rows: readonly number[]): Uint8Array {
  const flags = new Uint8Array(block.strings.count);
  for (const row of rows) flags[block.bodyWords[2 * row] as number] = 1;
  return flags;
}

export function markValues(
  rows: readonly number[],
  valueOf: (row: number) => AttributeValue,
  test: ValueTest | undefined,
  hits: Uint8Array,
  alive: Alive,
): void {
  if (test === undefined || rows.length === 0) return;
  const found = test.ofValues(
    rows.map((row, i) => {
      if (i % 256 === 255) alive();
      return valueOf(row);
    }),
    alive,
  );
  rows.forEach((row, i) => {
    if (found[i] === 1) hits[row] = 1;
  });
}

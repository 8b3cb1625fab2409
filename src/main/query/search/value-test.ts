// A test of the language (=, <, in, contains, matches) on values: texts of a block by their number, each distinct one
// once, and all other values many at a time. What it means without its negation; field-rows.ts adds that.
import type { Literal } from '../../../contract/search/literal.ts';
import type { At, CompareOperator, Test } from '../../../contract/search/search.ts';
import { couldBeInScalar, textForm } from '../../../contract/text-form.ts';
import type { AttributeValue } from '../../../contract/values.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { StringTable } from '../../store/span-block.ts';
import type { Interruptible } from './interruptible.ts';
import { comparison, equality } from './literal-compare.ts';
import { literalOfPattern } from './pattern-literal.ts';
import { PatternSearch } from './pattern-search.ts';

/** What every value that fulfils a test has in common; `undefined` where nothing can be said. */
export type ValueHint =
  /** Its text form is one of these, or it is a number equal to one. */
  | { readonly kind: 'equal'; readonly texts: readonly string[] }
  /** Its text form contains this, lower case; not empty. */
  | { readonly kind: 'contains'; readonly needle: string };

export interface ValueTest {
  /** As RowTest.cost, on top of that of finding the values. */
  readonly cost: number;
  readonly hint: ValueHint | undefined;
  /** Can a bool, int or double fulfil it? Bytes, an array or a map? false spares making them. */
  readonly scalars: boolean;
  readonly nested: boolean;
  /** Ints that are nearer to 0 cannot fulfil it. */
  readonly intsFrom: number;
  /** By string id: 1 where the text fulfils it, for the ids flagged by `asked`; undefined where none does. */
  ofStrings(strings: StringTable, asked: () => Uint8Array, alive: Alive): Uint8Array | undefined;
  /** One byte per value. Ints that a double holds may come as numbers. */
  ofValues(values: readonly AttributeValue[], alive: Alive): Uint8Array;
}

/** A test that is not `exists`. `key` is the attribute's, for units; `at` the place in the search, for errors. */
export function valueTestOf(
  test: Exclude<Test, { readonly kind: 'exists' }>,
  key: string,
  at: At,
  interruptible: Interruptible,
): ValueTest {
  switch (test.kind) {
    case 'compare':
      return test.operator === '=' || test.operator === '!='
        ? equalTest([test.value], key)
        : orderTest(test.operator, test.value, key);
    case 'in':
      return equalTest(test.values, key);
    case 'contains':
      return containsTest(test.text);
    case 'matches':
      return patternTest(test.pattern, at, interruptible);
  }
}

/** Few enough to look each up in a string table by its bytes. */
const fewTexts = 8;

function equalTest(literals: readonly Literal[], key: string): ValueTest {
  const parts = literals.map((literal) => equality(literal, key));
  const texts = [...new Set(parts.flatMap((part) => part.texts))];
  const wanted = new Set(texts);
  const others = parts.flatMap((part) => (part.other === undefined ? [] : [part.other]));
  const byText = others.length === 0;
  const holds = (value: AttributeValue): boolean => wanted.has(textForm(value)) || others.some((other) => other(value));
  const exact = parts.every((part) => part.onlyTexts);
  return {
    cost: 0,
    hint: exact ? { kind: 'equal', texts } : undefined,
    scalars: !exact || !byText || texts.some(couldBeScalar),
    nested: texts.some(couldBeNested),
    intsFrom: 0,
    ofStrings: (strings, asked, alive) => {
      if (!exact || texts.length > fewTexts) return eachString(strings, asked(), holds, alive);
      let marks: Uint8Array | undefined;
      for (const text of texts) {
        const id = text.isWellFormed() ? strings.find(text) : -1;
        if (id >= 0) (marks ??= new Uint8Array(strings.count))[id] = 1;
      }
      return marks;
    },
    ofValues: (values, alive) => eachValue(values, holds, alive),
  };
}

function orderTest(operator: CompareOperator, literal: Literal, key: string): ValueTest {
  const holds = comparison(operator, literal, key);
  return {
    cost: 0.5,
    hint: undefined,
    scalars: literal.kind !== 'text' && literal.kind !== 'bool' && literal.kind !== 'time',
    nested: false,
    intsFrom: 0,
    ofStrings: (strings, asked, alive) => eachString(strings, asked(), holds, alive),
    ofValues: (values, alive) => eachValue(values, holds, alive),
  };
}

export function containsTest(text: string): ValueTest {
  const needle = text.toLowerCase();
  return {
    cost: 0.5,
    hint: needle === '' ? undefined : { kind: 'contains', needle },
    scalars: couldBeInScalar(needle),
    nested: true,
    intsFrom: leastIntWith(needle),
    ofStrings: (strings) => strings.containing(needle),
    ofValues: (values, alive) => eachValue(values, (value) => textForm(value).toLowerCase().includes(needle), alive),
  };
}

function patternTest(pattern: string, at: At, interruptible: Interruptible): ValueTest {
  const search = new PatternSearch(pattern, at, interruptible);
  const needle = literalOfPattern(pattern);
  return {
    cost: 4,
    hint: needle === '' ? undefined : { kind: 'contains', needle },
    scalars: needle === '' || couldBeInScalar(needle),
    nested: true,
    intsFrom: leastIntWith(needle),
    ofStrings: (strings, asked, alive) => {
      const flags = asked();
      // A text without the literal part cannot match.
      const likely = needle === '' ? undefined : strings.containing(needle);
      if (needle !== '' && likely === undefined) return undefined;
      const ids: number[] = [];
      for (let id = 0; id < flags.length; id++) if (flags[id] === 1 && likely?.[id] !== 0) ids.push(id);
      const found = search.foundIn(
        ids.map((id) => strings.text(id)),
        alive,
      );
      const marks = new Uint8Array(strings.count);
      ids.forEach((id, i) => (marks[id] = found[i] as number));
      return marks;
    },
    ofValues: (values, alive) =>
      search.foundIn(
        values.map((value) => textForm(value)),
        alive,
      ),
  };
}

/** No int nearer to 0 contains the needle in its decimals. */
function leastIntWith(needle: string): number {
  if (needle === '' || needle === '-') return 0;
  const digits = /^-?(\d+)$/.exec(needle)?.[1];
  if (digits === undefined) return Infinity;
  return digits.length === 1 ? 0 : 10 ** (digits.length - 1);
}

function eachString(
  strings: StringTable,
  asked: Uint8Array,
  holds: (value: string) => boolean,
  alive: Alive,
): Uint8Array {
  const marks = new Uint8Array(strings.count);
  for (let id = 0; id < asked.length; id++) {
    if (id % 2048 === 2047) alive();
    if (asked[id] === 1 && holds(strings.text(id))) marks[id] = 1;
  }
  return marks;
}

function eachValue(
  values: readonly AttributeValue[],
  holds: (value: AttributeValue) => boolean,
  alive: Alive,
): Uint8Array {
  const marks = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (i % 2048 === 2047) alive();
    if (holds(values[i])) marks[i] = 1;
  }
  return marks;
}

/** Can this be the text form of a value that is not a text? */
function couldBeScalar(text: string): boolean {
  return text === 'true' || text === 'false' || String(Number(text)) === text || /^-?\d+$/.test(text);
}

function couldBeNested(text: string): boolean {
  return text === '' || /^[[{]/.test(text) || /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

// How one value compares with a literal of a search: docs/search-language.md, "Values".
import { literalOfWord, type Literal } from '../../../contract/search/literal.ts';
import type { CompareOperator } from '../../../contract/search/search.ts';
import type { AttributeValue } from '../../../contract/values.ts';
import { nanosPerUnit } from './value-unit.ts';

export interface Equality {
  /** A value with one of these text forms is equal. */
  readonly texts: readonly string[];
  /** What else is: numbers that are equal though they are written otherwise, durations in another unit. */
  readonly other: ((value: AttributeValue) => boolean) | undefined;
  /** A text that is equal is one of `texts`, and what else is equal is a number equal to one. */
  readonly onlyTexts: boolean;
}

export function equality(literal: Literal, key: string): Equality {
  const { text } = literal;
  if (literal.kind === 'text' || literal.kind === 'bool') return { texts: [text], other: undefined, onlyTexts: true };
  const measured = measureOf(literal, key);
  if (literal.kind === 'number') {
    const canonical = String(literal.value === 0 ? 0 : literal.value);
    const other = (value: AttributeValue): boolean => isNumber(value) && measured(value) === 0;
    return { texts: canonical === text ? [text] : [text, canonical], other, onlyTexts: true };
  }
  return { texts: [text], other: (value) => measured(value) === 0, onlyTexts: false };
}

/** A function that tells whether a value is smaller, greater ... than the literal. */
export function comparison(
  operator: CompareOperator,
  literal: Literal,
  key: string,
): (value: AttributeValue) => boolean {
  const measured = measureOf(literal, key);
  switch (operator) {
    case '<':
      return (value) => measured(value) < 0;
    case '<=':
      return (value) => measured(value) <= 0;
    case '>':
      return (value) => measured(value) > 0;
    case '>=':
      return (value) => measured(value) >= 0;
    case '=':
    case '!=':
      return (value) => measured(value) === 0;
  }
}

type Measure = (value: AttributeValue) => number;

/** Less than 0, 0, more than 0 as the value is smaller, equal, greater; NaN where the two do not compare. */
function measureOf(literal: Literal, key: string): Measure {
  switch (literal.kind) {
    case 'text':
    case 'bool':
      return (value) =>
        typeof value !== 'string' ? Number.NaN : value < literal.text ? -1 : value === literal.text ? 0 : 1;
    case 'number': {
      const exact = /^[-+]?\d+$/.test(literal.text) ? BigInt(literal.text.replace('+', '')) : literal.value;
      return (value) => {
        const read = typeof value === 'string' ? numberOfText(value) : value;
        return isNumber(read) ? order(read, exact) : Number.NaN;
      };
    }
    case 'duration': {
      const unit = nanosPerUnit(key);
      return (value) => {
        const nanos = nanosOfValue(value, unit);
        return nanos === undefined ? Number.NaN : order(nanos, literal.nanos);
      };
    }
    case 'size':
      return (value) => {
        const bytes = typeof value === 'string' ? bytesOfText(value) : value;
        return isNumber(bytes) ? order(bytes, literal.bytes) : Number.NaN;
      };
    case 'time':
      return (value) => {
        const read = typeof value === 'string' ? literalOfWord(value) : undefined;
        return read?.kind === 'time' ? order(read.nanos, literal.nanos) : Number.NaN;
      };
  }
}

function isNumber(value: AttributeValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Bigints and doubles compare exactly. */
function order(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : Number.isNaN(Number(a)) ? Number.NaN : 0;
}

function numberOfText(text: string): number | bigint | undefined {
  const read = literalOfWord(text);
  if (read.kind !== 'number') return undefined;
  return /^[-+]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : read.value;
}

function nanosOfValue(value: AttributeValue, unit: number): number | bigint | undefined {
  if (isNumber(value)) return Math.round(Number(value) * unit);
  const read = typeof value === 'string' ? literalOfWord(value) : undefined;
  if (read?.kind === 'duration') return read.nanos;
  return read?.kind === 'number' ? Math.round(read.value * unit) : undefined;
}

function bytesOfText(text: string): number | undefined {
  const read = literalOfWord(text);
  if (read.kind === 'size') return read.bytes;
  return read.kind === 'number' ? read.value : undefined;
}

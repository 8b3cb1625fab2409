// Conditions of a search text as pickers see them: which value a field has in it, and the text with another one. What a
// picker cannot show (an `or`, another operator) is left as it is written.
import { chipsOf, withChip, withCondition, withoutChip, type Chip } from '../../../contract/search/chips.ts';
import { resolveField } from '../../../contract/search/fields.ts';
import { literalOfWord } from '../../../contract/search/literal.ts';
import { condition, fieldText } from '../../../contract/search/print.ts';
import type { CompareOperator, Flag, SearchDomain } from '../../../contract/search/search.ts';

export interface PickedField {
  readonly domain: SearchDomain;
  /** A property's name, as in fields.ts. */
  readonly field: string;
  /** The condition is found with any of these and written with the first. */
  readonly operators: readonly [CompareOperator, ...CompareOperator[]];
}

/** The value that the text compares the field with, as it is meant; `undefined` where no condition does. */
export function pickedValue(text: string, picked: PickedField): string | undefined {
  const search = pickedChip(text, picked)?.search;
  return search?.kind === 'test' && search.test.kind === 'compare' ? search.test.value.text : undefined;
}

/** The text with the field compared with another value; `undefined` takes the condition away. */
export function withPicked(text: string, picked: PickedField, value: string | undefined): string {
  const chip = pickedChip(text, picked);
  const [operator] = picked.operators;
  const written = value === undefined ? '' : writtenCondition(picked.field, operator, value);
  if (chip === undefined) return value === undefined ? text : withCondition(text, written);
  return value === undefined ? withoutChip(text, chip) : withChip(text, chip, written);
}

/** Is the word (`error`, `root`) one of the conditions? */
export function hasFlag(text: string, flag: Flag): boolean {
  return flagChip(text, flag) !== undefined;
}

export function withFlag(text: string, flag: Flag, wanted: boolean): string {
  const chip = flagChip(text, flag);
  if (wanted) return chip === undefined ? withCondition(text, flag) : text;
  return chip === undefined ? text : withoutChip(text, chip);
}

/** The chip's text turned round: `not` in front of it, or taken away. */
export function turnedRound(chip: Chip): string {
  const { search, text, at } = chip;
  if (search.kind === 'not') return text.slice(search.part.at.from - at.from, search.part.at.to - at.from);
  return search.kind === 'or' && !text.startsWith('(') ? `not (${text})` : `not ${text}`;
}

/** A condition about an attribute; numbers and truth values stay bare, so that it reads as it was sent. */
export function attributeCondition(key: string, operator: '=' | '!=', text: string): string {
  const { kind } = literalOfWord(text);
  return kind === 'number' || kind === 'bool'
    ? `${fieldText(key)} ${operator} ${text}`
    : condition(key, operator, text);
}

function writtenCondition(field: string, operator: CompareOperator, value: string): string {
  return operator === '=' || operator === '!='
    ? condition(field, operator, value, true)
    : `${field} ${operator} ${value}`;
}

function pickedChip(text: string, { domain, field, operators }: PickedField): Chip | undefined {
  return chipsOf(text)?.find(({ search }) => {
    if (search.kind !== 'test' || search.test.kind !== 'compare' || !operators.includes(search.test.operator))
      return false;
    const resolved = resolveField(search.field, domain);
    return resolved.kind === 'property' && resolved.info.name === field;
  });
}

function flagChip(text: string, flag: Flag): Chip | undefined {
  return chipsOf(text)?.find(({ search }) => search.kind === 'flag' && search.flag === flag);
}

// A tree back to text, in one form: single blanks, lower-case words, quotes only where they are needed.
// Reading the text again gives the same tree.
import { resolveField } from './fields.ts';
import { literalOfWord, type Literal } from './literal.ts';
import type { FieldName, Search, Test } from './search.ts';
import { quoted, tokensOf } from './tokens.ts';

const reserved: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'contains',
  'matches',
  'exists',
  'error',
  'root',
]);

const domains = ['spans', 'logs'] as const;

export function printSearch(search: Search): string {
  switch (search.kind) {
    case 'all':
      return '';
    case 'and':
      return search.parts
        .map((part) => (part.kind === 'or' || part.kind === 'and' ? `(${printSearch(part)})` : printSearch(part)))
        .join(' and ');
    case 'or':
      return search.parts
        .map((part) => (part.kind === 'or' ? `(${printSearch(part)})` : printSearch(part)))
        .join(' or ');
    case 'not':
      return `not ${search.part.kind === 'and' || search.part.kind === 'or' ? `(${printSearch(search.part)})` : printSearch(search.part)}`;
    case 'flag':
      return search.flag;
    case 'text':
      return wordOrQuoted(search.text, true);
    case 'test':
      return `${printField(search.field)} ${printTest(search.test)}`;
  }
}

/** A condition as text, for buttons and links that add one. `key` is an attribute's, or with `property` a field of fields.ts. */
export function condition(key: string, operator: '=' | '!=' | 'contains', value: string, property = false): string {
  return `${property ? key : fieldText(key)} ${operator} ${valueText(value)}`;
}

/** The name of an attribute as a search says it: quoted where it would mean something else. */
export function fieldText(key: string): string {
  return plainName(key) ? key : quoted(key);
}

/** A value as a search says it: bare where that reads back as the same text. */
export function valueText(value: string): string {
  return wordOrQuoted(value, false);
}

function plainName(key: string): boolean {
  const [token, more] = tokensOf(key);
  if (token?.kind !== 'word' || more !== undefined || token.text !== key || reserved.has(key.toLowerCase()))
    return false;
  const name = { name: key, quoted: false, prefix: undefined, at: token };
  return domains.every((domain) => {
    const field = resolveField(name, domain);
    return field.kind === 'attribute' && field.key === key;
  });
}

/** A field as a search names it, with its quotes and prefix. */
export function printField({ name, quoted: isQuoted, prefix }: FieldName): string {
  if (prefix !== undefined) return `${prefix}.${quoted(name)}`;
  return isQuoted ? quoted(name) : name;
}

function printTest(test: Test): string {
  const not = 'negated' in test && test.negated ? 'not ' : '';
  switch (test.kind) {
    case 'compare':
      return `${test.operator} ${printLiteral(test.value)}`;
    case 'in':
      return `${not}in (${test.values.map(printLiteral).join(', ')})`;
    case 'contains':
      return `${not}contains ${wordOrQuoted(test.text, false)}`;
    case 'matches':
      return `${test.negated ? '!~' : '=~'} ${quoted(test.pattern)}`;
    case 'exists':
      return `${not}exists`;
  }
}

function printLiteral(value: Literal): string {
  return value.kind === 'text' && value.quoted ? quoted(value.text) : value.text;
}

/** `asTerm`: the text stands where a condition could, so words with a meaning there are quoted. */
function wordOrQuoted(text: string, asTerm: boolean): string {
  const [token, more] = tokensOf(text);
  const isWord = token?.kind === 'word' && more === undefined && token.text === text;
  if (!isWord || reserved.has(text.toLowerCase())) return quoted(text);
  return asTerm || literalOfWord(text).kind === 'text' ? text : quoted(text);
}

// What the editor may offer at a place of a search text: a field, an operator, a value of a field, or a joining word.
// Works on tokens, so that it answers for texts that are not finished.
import type { FieldName } from './search.ts';
import { tokensOf, type Token } from './tokens.ts';

export type Expected =
  /** A field or free text. */
  | { readonly kind: 'term' }
  /** What can follow a field: an operator, or (for what turns out to be free text) and/or. */
  | { readonly kind: 'operator'; readonly field: FieldName }
  | { readonly kind: 'value'; readonly field: FieldName; readonly operator: string }
  /** `and`, `or`, or another condition. */
  | { readonly kind: 'joiner' };

export interface Completion {
  readonly expected: Expected;
  /** What is typed already of it, and where: the range that a choice replaces. */
  readonly typed: string;
  readonly from: number;
  readonly to: number;
}

const operatorWords: ReadonlySet<string> = new Set(['contains', 'matches', 'in', 'exists']);
const joiners: ReadonlySet<string> = new Set(['and', 'or', 'not', '&&', '||', '!']);
const termOnly: Expected = { kind: 'term' };

export function completionAt(text: string, cursor: number): Completion {
  const before = tokensOf(text.slice(0, cursor));
  const last = before.at(-1);
  const touching = last !== undefined && last.to === cursor && (last.kind === 'word' || last.open === true);
  const done = touching ? before.slice(0, -1) : before;
  const end = touching ? (tokensOf(text).find((one) => one.from === last.from)?.to ?? cursor) : cursor;
  return {
    expected: expectedAfter(done),
    typed: touching ? last.text : '',
    from: touching ? last.from : cursor,
    to: touching && last.kind === 'word' ? end : cursor,
  };
}

function expectedAfter(tokens: readonly Token[]): Expected {
  const last = tokens.at(-1);
  if (last === undefined) return termOnly;
  if (last.kind === 'open' || last.kind === 'comma') {
    const inside = openList(tokens);
    return inside ?? termOnly;
  }
  if (last.kind === 'close') return { kind: 'joiner' };
  const field = fieldAt(tokens, tokens.length - 2);
  const word = last.text.toLowerCase();
  if (last.kind === 'operator')
    return joiners.has(word) || field === undefined ? termOnly : { kind: 'value', field, operator: word };
  if (last.kind === 'word' && joiners.has(word))
    return word === 'not' && field !== undefined ? { kind: 'operator', field } : termOnly;
  if (last.kind === 'word' && operatorWords.has(word) && tokens.length > 1) {
    const owner =
      field ?? (tokens.at(-2)?.text.toLowerCase() === 'not' ? fieldAt(tokens, tokens.length - 3) : undefined);
    if (owner !== undefined)
      return word === 'exists' ? { kind: 'joiner' } : { kind: 'value', field: owner, operator: word };
  }
  if (isValue(tokens)) return { kind: 'joiner' };
  return { kind: 'operator', field: nameOf(last) };
}

/** Does the last token stand where a value does? */
function isValue(tokens: readonly Token[]): boolean {
  const before = tokens.at(-2);
  if (before === undefined) return false;
  if (before.kind === 'operator') return !joiners.has(before.text);
  return (
    before.kind === 'word' &&
    (before.text.toLowerCase() === 'contains' || before.text.toLowerCase() === 'matches') &&
    tokens.length > 2
  );
}

/** Inside `field in (`: the value that comes next. */
function openList(tokens: readonly Token[]): Expected | undefined {
  let at = tokens.length - 1;
  while (at >= 0 && tokens[at]?.kind !== 'open') at -= 1;
  const word = tokens[at - 1];
  if (word?.kind !== 'word' || word.text.toLowerCase() !== 'in') return undefined;
  const negated = tokens[at - 2]?.text.toLowerCase() === 'not';
  const field = fieldAt(tokens, at - (negated ? 3 : 2));
  return field === undefined ? undefined : { kind: 'value', field, operator: 'in' };
}

function fieldAt(tokens: readonly Token[], index: number): FieldName | undefined {
  const token = tokens[index];
  if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) return undefined;
  return token.kind === 'word' && joiners.has(token.text.toLowerCase()) ? undefined : nameOf(token);
}

function nameOf({ kind, text, prefix, from, to }: Token): FieldName {
  return { name: text, quoted: kind === 'quoted', prefix, at: { from, to } };
}

// What each token of a search text is, for colours. Works on texts that are not finished or wrong, too.
import { literalOfWord } from '../../../contract/search/literal.ts';
import { tokensOf, type Token } from '../../../contract/search/tokens.ts';

export type MarkKind = 'field' | 'operator' | 'joiner' | 'flag' | 'text' | 'string' | 'number' | 'punctuation';

/** UTF-16 units [from, to). */
export interface TokenMark {
  readonly from: number;
  readonly to: number;
  readonly kind: MarkKind;
}

type State = 'term' | 'test' | 'value' | 'list';

const joiners: ReadonlySet<string> = new Set(['and', 'or', 'not', '&&', '||', '!']);
const testWords: ReadonlySet<string> = new Set(['contains', 'matches', 'exists']);
const flags: ReadonlySet<string> = new Set(['error', 'root']);

export function tokenMarks(text: string): readonly TokenMark[] {
  const tokens = tokensOf(text);
  let state: State = 'term';
  return tokens.map((token, index) => {
    const [kind, next] = kindOf(tokens, index, state);
    state = next;
    return { from: token.from, to: token.to, kind };
  });
}

function kindOf(tokens: readonly Token[], index: number, state: State): readonly [MarkKind, State] {
  const token = tokens[index] as Token;
  const word = token.kind === 'word' || token.kind === 'operator' ? token.text.toLowerCase() : '';
  if (token.kind === 'close') return ['punctuation', 'term'];
  if (token.kind === 'open' || token.kind === 'comma') return ['punctuation', state === 'list' ? 'list' : 'term'];
  if (state === 'test' && word === 'not') return ['operator', 'test'];
  if (state === 'test' && word === 'in') return ['operator', 'list'];
  if (state === 'test' && testWords.has(word)) return ['operator', word === 'exists' ? 'term' : 'value'];
  if (token.kind === 'operator') return joiners.has(word) ? ['joiner', 'term'] : ['operator', 'value'];
  if (state === 'value' || state === 'list') return [valueKind(token), state === 'list' ? 'list' : 'term'];
  if (joiners.has(word)) return ['joiner', 'term'];
  if (beginsTest(tokens, index + 1)) return ['field', 'test'];
  if (token.kind === 'quoted') return ['string', 'term'];
  return [flags.has(word) ? 'flag' : 'text', 'term'];
}

function valueKind(token: Token): MarkKind {
  if (token.kind === 'quoted') return 'string';
  const { kind } = literalOfWord(token.text);
  return kind === 'text' ? 'string' : kind === 'bool' ? 'flag' : 'number';
}

/** The same rule as the parser's: what follows a name makes it a field. */
function beginsTest(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  const word = token.text.toLowerCase();
  if (token.kind === 'operator') return !joiners.has(word);
  if (token.kind !== 'word') return false;
  if (word === 'not') return beginsTest(tokens, index + 1) && tokens[index + 1]?.kind === 'word';
  return testWords.has(word) || (word === 'in' && tokens[index + 1]?.kind === 'open');
}

// Search text to tree. Grammar, loosest first (docs/search-language.md says it for people):
//   or        = and { ("or" | "||") and }
//   and       = not { ["and" | "&&"] not }
//   not       = ("not" | "!") not | primary
//   primary   = "(" or ")" | field test | flag | text
//   test      = ("=" | "!=" | "<" | "<=" | ">" | ">=") value | ["not"] "in" "(" value { "," value } ")"
//             | ["not"] "contains" value | ("=~" | "!~" | ["not"] "matches") value | ["not"] "exists"
// Operator words are read without regard to case. The first problem ends the parse.
import { literalOfWord, quotedLiteral, type Literal } from './literal.ts';
import type { CompareOperator, FieldName, Flag, Search, SearchProblem, Test } from './search.ts';
import { tokensOf, type Token } from './tokens.ts';

export type ParsedSearch =
  | { readonly kind: 'ok'; readonly search: Search }
  | { readonly kind: 'wrong'; readonly problem: SearchProblem };

/** Parentheses and `not` may be nested this deep. */
const maxDepth = 100;
/** Longest search text, UTF-16 units. */
export const maxSearchLength = 20_000;

const flags: ReadonlySet<string> = new Set<Flag>(['error', 'root']);
const compareOperators: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const testWords: ReadonlySet<string> = new Set(['in', 'contains', 'matches', 'exists']);

class Wrong extends Error {
  readonly problem: SearchProblem;
  constructor(problem: SearchProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function parseSearch(text: string): ParsedSearch {
  if (text.length > maxSearchLength)
    return wrong({
      from: maxSearchLength,
      to: text.length,
      message: `A search has at most ${maxSearchLength} characters.`,
    });
  try {
    return { kind: 'ok', search: new Parser(text).whole() };
  } catch (error) {
    if (error instanceof Wrong) return wrong(error.problem);
    throw error;
  }
}

function wrong(problem: SearchProblem): ParsedSearch {
  return { kind: 'wrong', problem };
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  whole(): Search {
    if (this.#tokens.length === 0) return { kind: 'all', at: { from: 0, to: this.#text.length } };
    const search = this.#or();
    const rest = this.#peek();
    if (rest !== undefined)
      throw fail(
        rest,
        rest.kind === 'close' ? 'There is no "(" for this ")".' : `"${rest.text}" was not expected here.`,
      );
    return search;
  }

  #or(): Search {
    const parts = [this.#and()];
    while (this.#takeWord('or', '||') !== undefined) parts.push(this.#and());
    return joined('or', parts);
  }

  #and(): Search {
    const parts = [this.#not()];
    for (;;) {
      if (this.#takeWord('and', '&&') === undefined) {
        const next = this.#peek();
        if (next === undefined || next.kind === 'close' || isWord(next, 'or', '||')) break;
      }
      parts.push(this.#not());
    }
    return joined('and', parts);
  }

  #not(): Search {
    const first = this.#takeWord('not', '!');
    if (first === undefined) return this.#primary();
    this.#deeper(first);
    const part = this.#not();
    this.#depth -= 1;
    return { kind: 'not', part, at: { from: first.from, to: part.at.to } };
  }

  #primary(): Search {
    const token = this.#peek();
    if (token === undefined) throw this.#atEnd('A condition is missing here.');
    if (token.kind === 'open') return this.#group(token);
    if (token.kind === 'operator')
      throw fail(token, `"${token.text}" needs a field before it, as in duration ${token.text} 200ms.`);
    if (token.kind !== 'word' && token.kind !== 'quoted') throw fail(token, `"${token.text}" was not expected here.`);
    if (isWord(token, 'and', 'or')) throw fail(token, `"${token.text}" needs a condition before it.`);
    this.#next += 1;
    unclosed(token);
    if (this.#startsTest()) return this.#test(fieldOf(token));
    if (token.kind === 'word' && flags.has(token.text.toLowerCase()))
      return { kind: 'flag', flag: token.text.toLowerCase() as Flag, at: placeOf(token) };
    if (token.prefix !== undefined)
      throw fail(token, 'This names an attribute; compare it with something, or write exists.');
    if (token.text.trim() === '') throw fail(token, 'An empty text is in everything.');
    return { kind: 'text', text: token.text, at: placeOf(token) };
  }

  #group(open: Token): Search {
    this.#next += 1;
    this.#deeper(open);
    const inner = this.#or();
    const close = this.#peek();
    if (close?.kind !== 'close') throw fail(open, 'This "(" is never closed.');
    this.#next += 1;
    this.#depth -= 1;
    return { ...inner, at: { from: open.from, to: close.to } };
  }

  #startsTest(): boolean {
    const token = this.#peek();
    if (token === undefined) return false;
    if (token.kind === 'operator')
      return compareOperators.has(token.text) || token.text === '=~' || token.text === '!~';
    const word = wordOf(token);
    if (word === 'not') {
      const after = this.#tokens[this.#next + 1];
      return after !== undefined && this.#isTestWord(after, this.#next + 1);
    }
    return word !== undefined && this.#isTestWord(token, this.#next);
  }

  /** `in` begins a test only before a parenthesis, so that it can be looked for as text. */
  #isTestWord(token: Token, index: number): boolean {
    const word = wordOf(token);
    if (word === undefined || !testWords.has(word)) return false;
    return word !== 'in' || this.#tokens[index + 1]?.kind === 'open';
  }

  #test(field: FieldName): Search {
    const negated = this.#takeWord('not') !== undefined;
    const token = this.#tokens[this.#next] as Token;
    this.#next += 1;
    const test = this.#testOf(token, negated);
    const last = this.#tokens[this.#next - 1] as Token;
    return { kind: 'test', field, test, at: { from: field.at.from, to: last.to } };
  }

  #testOf(token: Token, negated: boolean): Test {
    const word = token.text.toLowerCase();
    switch (word) {
      case 'exists':
        return { kind: 'exists', negated };
      case 'in':
        return { kind: 'in', negated, values: this.#values() };
      case 'contains':
        return { kind: 'contains', negated, text: this.#value(token).text };
      case 'matches':
      case '=~':
      case '!~': {
        const { text: pattern } = this.#value(token);
        const at = this.#tokens[this.#next - 1] as Token;
        const trouble = patternTrouble(pattern);
        if (trouble !== undefined) throw fail(at, trouble);
        return { kind: 'matches', negated: negated || word === '!~', pattern };
      }
      default:
        return { kind: 'compare', operator: word as CompareOperator, value: this.#value(token) };
    }
  }

  #value(after: Token): Literal {
    const token = this.#peek();
    if (token === undefined) throw this.#atEnd(`"${after.text}" needs a value after it.`);
    if (token.kind !== 'word' && token.kind !== 'quoted')
      throw fail(token, `A value was expected after "${after.text}".`);
    unclosed(token);
    if (token.prefix !== undefined) throw fail(token, 'A value was expected, not the name of an attribute.');
    this.#next += 1;
    return token.kind === 'quoted' ? quotedLiteral(token.text) : literalOfWord(token.text);
  }

  #values(): Literal[] {
    const open = this.#tokens[this.#next] as Token;
    this.#next += 1;
    const values = [this.#value(open)];
    for (;;) {
      const token = this.#peek();
      if (token === undefined) throw fail(open, 'This "(" is never closed.');
      this.#next += 1;
      if (token.kind === 'close') return values;
      if (token.kind !== 'comma') throw fail(token, 'A comma or ")" was expected here.');
      values.push(this.#value(token));
    }
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #takeWord(...words: readonly string[]): Token | undefined {
    const token = this.#peek();
    if (token === undefined || !isWord(token, ...words)) return undefined;
    this.#next += 1;
    return token;
  }

  #deeper(token: Token): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw fail(token, `Conditions may be nested at most ${maxDepth} deep.`);
  }

  #atEnd(message: string): Wrong {
    const to = this.#text.length;
    return new Wrong({ from: Math.max(0, to - 1), to, message });
  }
}

/** `undefined` for a pattern that can be used. */
function patternTrouble(pattern: string): string | undefined {
  try {
    regExpOf(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}.` : 'This is no regular expression.';
  }
}

/** The expression of a `matches` test. Throws SyntaxError. */
export function regExpOf(pattern: string): RegExp {
  return pattern.startsWith('(?i)') ? new RegExp(pattern.slice(4), 'iu') : new RegExp(pattern, 'u');
}

function fieldOf(token: Token): FieldName {
  return { name: token.text, quoted: token.kind === 'quoted', prefix: token.prefix, at: placeOf(token) };
}

function joined(kind: 'and' | 'or', parts: readonly Search[]): Search {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined || parts.length === 1) return first as Search;
  return { kind, parts, at: { from: first.at.from, to: last.at.to } };
}

function placeOf({ from, to }: Token): { readonly from: number; readonly to: number } {
  return { from, to };
}

function wordOf(token: Token): string | undefined {
  return token.kind === 'word' ? token.text.toLowerCase() : undefined;
}

function isWord(token: Token, ...words: readonly string[]): boolean {
  return (token.kind === 'word' || token.kind === 'operator') && words.includes(token.text.toLowerCase());
}

function unclosed(token: Token): void {
  if (token.open === true) throw fail(token, 'This text is never closed with a quotation mark.');
}

function fail({ from, to }: Token, message: string): Wrong {
  return new Wrong({ from, to, message });
}

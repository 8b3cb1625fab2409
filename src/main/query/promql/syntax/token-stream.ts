// The tokens of one query with one token of look-ahead, and the ways in which reading them can fail.
// The look-ahead is read as late as possible, so that of several mistakes the first is told.
import type { Span } from './ast.ts';
import { quoteGo } from './go-quote.ts';
import { Lexer } from './lexer.ts';
import { ParseError } from './parse-error.ts';
import type { ParseOptions } from './parse-options.ts';
import { ByteOffsets } from './positions.ts';
import { unquote } from './scan-string.ts';
import { describe, type Token, type TokenKind } from './tokens.ts';

/** Most levels of a tree, so that whoever walks one by recursion has stack enough. */
const mostLevels = 700;

export class TokenStream {
  readonly options: ParseOptions;
  readonly #query: string;
  readonly #offsets: ByteOffsets;
  readonly #lexer: Lexer;
  #ahead: Token | undefined;
  #last: Token | undefined;
  /** How many aggregations are being read: what is wrong inside one is said to be "in aggregation". */
  #aggregations = 0;
  #levels = 0;

  constructor(query: string, options: ParseOptions) {
    this.options = options;
    this.#query = query;
    this.#offsets = new ByteOffsets(query);
    this.#lexer = new Lexer(query, this.#offsets);
  }

  peek(): Token {
    this.#ahead ??= this.#lexer.next();
    return this.#ahead;
  }

  next(): Token {
    const token = this.peek();
    this.#ahead = undefined;
    this.#last = token;
    return token;
  }

  /** The byte behind the token that was read last. */
  get lastEnd(): number {
    return this.#last === undefined ? 0 : this.spanOf(this.#last).end;
  }

  /** The next token if it is of this kind; otherwise it stays. */
  accept(...kinds: readonly TokenKind[]): Token | undefined {
    return kinds.includes(this.peek().kind) ? this.next() : undefined;
  }

  /** The next token, which must be of this kind. `context` and `expected` are for the message. */
  expect(kind: TokenKind, context?: string, expected?: string): Token {
    return this.accept(kind) ?? this.unexpected(context, expected);
  }

  /** Goes one level down the tree; fails when it gets too deep. */
  descend(): void {
    this.#levels++;
    if (this.#levels > mostLevels) this.fail(this.spanOf(this.peek()), `more than ${mostLevels} levels of expressions`);
  }

  /** Comes back up. */
  ascend(levels: number): void {
    this.#levels -= levels;
  }

  insideAggregation<T>(read: () => T): T {
    this.#aggregations++;
    const result = read();
    this.#aggregations--;
    return result;
  }

  /** Fails because of the next token. Without a context, the enclosing aggregation is one. */
  unexpected(context = this.#aggregations > 0 ? 'aggregation' : undefined, expected?: string): never {
    const token = this.peek();
    const where = context === undefined ? '' : ` in ${context}`;
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    return this.fail(this.spanOf(token), `unexpected ${describe(token)}${where}${wanted}`);
  }

  /** Fails for a place and a reason. */
  fail(span: Span, reason: string): never {
    throw new ParseError(this.#query, span.start, span.end, reason);
  }

  /** Where a token, or everything from one token to another, stands, in bytes. */
  spanOf(first: Token, last = first): Span {
    return { start: this.#offsets.at(first.start), end: this.#offsets.at(last.end) };
  }

  /** The text of a string token. */
  textOf(token: Token): string {
    return unquote(token.text);
  }
}

/** A message about a label name that is not UTF-8 or empty, or undefined when the name will do. */
export function labelNameProblem(name: string): string | undefined {
  return name === '' || !name.isWellFormed() ? `invalid label name for grouping: ${quoteGo(name)}` : undefined;
}

// The door of the syntax: a text to a checked expression or to what is wrong with it.
import type { Matcher } from '../engine/matcher.ts';
import type { Expr, Span } from './ast.ts';
import { checkTypes } from './check.ts';
import { ParseError } from './parse-error.ts';
import { everything, type ParseOptions } from './parse-options.ts';
import { parseVectorSelector } from './parse-selector.ts';
import { parseExpression } from './parser.ts';
import { TokenStream } from './token-stream.ts';
import { isMetricName } from './tokens.ts';

export type Parsed<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'wrong'; readonly error: ParseError };

/** Parses a query and checks its types. */
export function parseExpr(query: string, options: ParseOptions = everything): Parsed<Expr> {
  return guarded(() => {
    const tokens = new TokenStream(query, options);
    if (tokens.peek().kind === 'end of input') tokens.fail({ start: 0, end: 0 }, 'no expression found in input');
    const expr = parseExpression(tokens);
    if (tokens.peek().kind !== 'end of input') tokens.unexpected();
    const bytes = new TextEncoder().encode(query);
    return checkTypes(expr, {
      fail: (span, reason) => tokens.fail(span, reason),
      operatorSpan: (lhs, rhs) => operatorSpan(bytes, lhs, rhs),
    });
  });
}

/** Parses a selector alone, as `match[]` parameters are written, to its conditions; types are not checked. */
export function parseMetricSelector(text: string): Parsed<readonly Matcher[]> {
  return guarded(() => {
    const tokens = new TokenStream(text, everything);
    const name = isMetricName(tokens.peek().kind) ? tokens.next() : undefined;
    const selector = parseVectorSelector(tokens, name);
    if (tokens.peek().kind !== 'end of input') tokens.unexpected();
    return selector.matchers;
  });
}

function guarded<Value>(parse: () => Value): Parsed<Value> {
  try {
    return { kind: 'ok', value: parse() };
  } catch (error) {
    if (error instanceof ParseError) return { kind: 'wrong', error };
    throw error;
  }
}

/** What stands between two sides, without the white space around. */
function operatorSpan(bytes: Uint8Array, lhs: Span, rhs: Span): Span {
  const blank = (at: number): boolean => [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] as number);
  let start = lhs.end;
  while (blank(start)) start++;
  let end = rhs.start - 1;
  while (blank(end)) end--;
  return { start, end };
}

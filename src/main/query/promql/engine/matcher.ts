// One condition on one label: `name op "value"`, compiled once. Absent labels are the empty text.
// Regular expressions are RE2's, anchored on both sides; matcher-regex.ts has them.
import { compileMatcherRegex } from './matcher-regex.ts';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  readonly name: string;
  readonly op: MatchOperator;
  readonly value: string;
  /** Whether a label's value ('' for an absent label) meets the condition. */
  readonly matches: (text: string) => boolean;
  /**
   * Of `=` and of a `=~` that only stands for a few texts: exactly those texts. An index may look them up instead of
   * testing every value. Absent when the condition is not that simple.
   */
  readonly exactly?: readonly string[];
  /** Of `=~`: what every matching value begins with, when that is known and not empty. */
  readonly prefix?: string;
}

export type MatcherResult =
  | { readonly kind: 'ok'; readonly matcher: Matcher }
  | { readonly kind: 'wrong'; readonly message: string };

/** Compiles a condition; `wrong` has the text that RE2 (Go's regexp) gives for an expression it refuses. */
export function makeMatcher(name: string, op: MatchOperator, value: string): MatcherResult {
  if (op === '=') {
    return { kind: 'ok', matcher: { name, op, value, matches: (text) => text === value, exactly: [value] } };
  }
  if (op === '!=') return { kind: 'ok', matcher: { name, op, value, matches: (text) => text !== value } };
  const compiled = compileMatcherRegex(value);
  if (compiled.kind === 'wrong') return compiled;
  const { matches, exactly, prefix } = compiled;
  if (op === '!~') return { kind: 'ok', matcher: { name, op, value, matches: (text) => !matches(text) } };
  return {
    kind: 'ok',
    matcher: {
      name,
      op,
      value,
      matches,
      ...(exactly === undefined ? {} : { exactly }),
      ...(prefix === undefined ? {} : { prefix }),
    },
  };
}

// Vector selectors: a name, conditions in braces, or both.
import { makeMatcher, type Matcher } from '../engine/matcher.ts';
import type { VectorSelector } from './ast.ts';
import type { TokenStream } from './token-stream.ts';
import type { Token } from './tokens.ts';

const context = 'label matching';

/** A selector whose name, if any, was just read. */
export function parseVectorSelector(tokens: TokenStream, name: Token | undefined): VectorSelector {
  const matchers: Matcher[] = [];
  let first = name;
  let last = name;
  const brace = tokens.accept('{');
  if (brace !== undefined) {
    first ??= brace;
    last = parseMatchers(tokens, matchers);
  }
  if (first === undefined || last === undefined) return tokens.unexpected();
  if (name !== undefined) matchers.push(nameMatcher(name.text));
  return {
    kind: 'VectorSelector',
    name: name?.text ?? '',
    matchers,
    offsetMillis: 0,
    anchored: false,
    smoothed: false,
    dataLabels: false,
    ...tokens.spanOf(first, last),
  };
}

/** Reads conditions up to the closing brace, which it returns. */
function parseMatchers(tokens: TokenStream, matchers: Matcher[]): Token {
  const empty = tokens.accept('}');
  if (empty !== undefined) return empty;
  for (;;) {
    matchers.push(parseMatcher(tokens));
    const close = tokens.accept('}');
    if (close !== undefined) return close;
    tokens.expect(',', context, '"," or "}"');
    const closeAfterComma = tokens.accept('}');
    if (closeAfterComma !== undefined) return closeAfterComma;
  }
}

function parseMatcher(tokens: TokenStream): Matcher {
  const label = tokens.accept('identifier', 'string');
  if (label === undefined) return tokens.unexpected(context, 'identifier or "}"');
  const quoted = label.kind === 'string';
  const operator = tokens.accept('=', '!=', '=~', '!~');
  if (operator === undefined) {
    return quoted ? nameMatcher(tokens.textOf(label)) : tokens.unexpected(context, 'label matching operator');
  }
  const value = tokens.expect('string', context, 'string');
  const name = quoted ? tokens.textOf(label) : label.text;
  const made = makeMatcher(name, operator.kind as '=' | '!=' | '=~' | '!~', tokens.textOf(value));
  return made.kind === 'ok' ? made.matcher : tokens.fail(tokens.spanOf(label, value), made.message);
}

function nameMatcher(name: string): Matcher {
  return { name: '__name__', op: '=', value: name, matches: (text) => text === name, exactly: [name] };
}

// Durations in brackets and after `offset`: literals and arithmetic over them.
import type { DurationExpr, DurationOperator, NumberLiteral, Span } from './ast.ts';
import { isOutOfRange, parseDuration, parseNumber } from './literals.ts';
import type { TokenStream } from './token-stream.ts';
import type { Token } from './tokens.ts';

export type Duration = NumberLiteral | DurationExpr;

/** How a mistake is told: what is being read, and what could stand there. */
export interface Context {
  readonly name?: string;
  readonly expected?: string;
}

const precedences: ReadonlyMap<string, number> = new Map([
  ['+', 1],
  ['-', 1],
  ['*', 2],
  ['/', 2],
  ['%', 2],
  ['^', 3],
]);
const powerPrecedence = 3;

/** A number or duration token as a literal; the value of a duration is seconds. */
export function numberLiteral(tokens: TokenStream, token: Token): NumberLiteral {
  const span = tokens.spanOf(token);
  const duration = token.kind === 'duration';
  const parsed = duration ? parseDuration(token.text) : parseNumber(token.text);
  if (parsed.kind === 'wrong') return tokens.fail(span, parsed.message);
  return { kind: 'NumberLiteral', value: duration ? parsed.value / 1000 : parsed.value, duration, ...span };
}

/** A sign in front of a literal becomes part of it. */
export function signed(literal: NumberLiteral, sign: Token, start: number): NumberLiteral {
  return { ...literal, value: sign.kind === '-' ? -literal.value : literal.value, start };
}

/** What stands in brackets: a duration that, as far as it is known, must be above zero. */
export function parsePositiveDuration(tokens: TokenStream, context: Context): Duration {
  const duration = parseDurationExpr(tokens, context, 0);
  if (duration.kind === 'NumberLiteral' && duration.value <= 0) {
    return tokens.fail(duration, 'duration must be greater than 0');
  }
  return duration;
}

/**
 * What stands after `offset`. A literal or call, with or without sign, ends there, so that an operator behind it belongs
 * to the expression around; after parentheses without a sign, and after two signs, arithmetic goes on.
 */
export function parseOffsetDuration(tokens: TokenStream, context: Context): Duration {
  const sign = tokens.accept('+', '-');
  if (sign === undefined) {
    if (tokens.peek().kind === '(') return parseDurationExpr(tokens, context, 0);
    return parsePrimary(tokens, context);
  }
  const { kind } = tokens.peek();
  if (kind === '+' || kind === '-') {
    const operand = applySign(tokens, sign, parseDurationExpr(tokens, context, powerPrecedence));
    return parseOperators(tokens, context, operand, 0);
  }
  if (kind === '(') {
    tokens.next();
    const inner = parseDurationExpr(tokens, context, 0);
    tokens.expect(')', context.name, context.expected);
    return applySign(tokens, sign, wrapped(inner, inner));
  }
  return applySign(tokens, sign, parsePrimary(tokens, context, sign));
}

function parseDurationExpr(tokens: TokenStream, context: Context, least: number): Duration {
  tokens.descend();
  const sign = tokens.accept('+', '-');
  const first =
    sign === undefined
      ? parsePrimary(tokens, context)
      : applySign(tokens, sign, parseDurationExpr(tokens, context, powerPrecedence));
  const whole = parseOperators(tokens, context, first, least);
  tokens.ascend(1);
  return whole;
}

function parseOperators(tokens: TokenStream, context: Context, first: Duration, least: number): Duration {
  let lhs = first;
  for (let levels = 0; ; levels++) {
    const operator = tokens.peek();
    const precedence = precedences.get(operator.kind);
    if (precedence === undefined || precedence < least) {
      tokens.ascend(levels);
      return lhs;
    }
    tokens.next();
    tokens.descend();
    const rhs = parseDurationExpr(tokens, context, operator.kind === '^' ? precedence : precedence + 1);
    requireExpressions(tokens, lhs);
    if ((operator.kind === '/' || operator.kind === '%') && rhs.kind === 'NumberLiteral' && rhs.value === 0) {
      return tokens.fail(tokens.spanOf(operator), `${operator.kind === '/' ? 'division' : 'modulo'} by zero`);
    }
    const op = operator.kind as DurationOperator;
    lhs = { kind: 'DurationExpr', op, lhs, rhs, wrapped: false, start: lhs.start, end: rhs.end };
  }
}

/** A literal, a call, or parentheses. `sign`: the literal's range is then checked with its sign. */
function parsePrimary(tokens: TokenStream, context: Context, sign?: Token): Duration {
  const literal = tokens.accept('number', 'duration');
  if (literal !== undefined) {
    const parsed = numberLiteral(tokens, literal);
    return sign === undefined ? checked(tokens, parsed, parsed) : parsed;
  }
  const open = tokens.accept('(');
  if (open !== undefined) {
    const inner = parseDurationExpr(tokens, context, 0);
    const close = tokens.expect(')', context.name, context.expected);
    requireExpressions(tokens, inner);
    return wrapped(inner, tokens.spanOf(open, close));
  }
  const word = tokens.accept('step', 'range', 'min_of', 'max_of');
  if (word === undefined) return tokens.unexpected(context.name, context.expected);
  tokens.expect('(', context.name, context.expected);
  const op = word.kind as 'step' | 'range' | 'min_of' | 'max_of';
  if (op === 'step' || op === 'range') {
    const close = tokens.expect(')', context.name, context.expected);
    const call: DurationExpr = { kind: 'DurationExpr', op, wrapped: false, ...tokens.spanOf(word, close) };
    requireExpressions(tokens, call);
    return call;
  }
  const lhs = parseDurationExpr(tokens, context, 0);
  tokens.expect(',', context.name, context.expected);
  const rhs = parseDurationExpr(tokens, context, 0);
  const close = tokens.expect(')', context.name, context.expected);
  const call: DurationExpr = { kind: 'DurationExpr', op, lhs, rhs, wrapped: false, ...tokens.spanOf(word, close) };
  requireExpressions(tokens, call);
  return call;
}

function requireExpressions(tokens: TokenStream, at: Span): void {
  if (!tokens.options.durationExpressions) tokens.fail(at, 'experimental duration expression is not enabled');
}

/** Remembers parentheses; a bare number gets a sign that is not printed to carry them. */
function wrapped(inner: Duration, span: Span): DurationExpr {
  if (inner.kind === 'DurationExpr') return { ...inner, wrapped: true };
  return { kind: 'DurationExpr', op: '+', rhs: inner, wrapped: true, start: span.start, end: span.end };
}

function applySign(tokens: TokenStream, sign: Token, operand: Duration): Duration {
  const { start } = tokens.spanOf(sign);
  if (operand.kind === 'NumberLiteral') return checked(tokens, signed(operand, sign, start), tokens.spanOf(sign));
  if (sign.kind === '+') return operand;
  return { kind: 'DurationExpr', op: '-', rhs: operand, wrapped: false, start, end: operand.end };
}

function checked(tokens: TokenStream, literal: NumberLiteral, at: Span): NumberLiteral {
  return isOutOfRange(literal.value) ? tokens.fail(at, 'duration out of range') : literal;
}

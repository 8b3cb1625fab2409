// What may stand behind a selector or subquery: offset, `@`, anchored, smoothed, a range, a subquery's range and step.
import type { AtModifier, Expr, MatrixSelector, SubqueryExpr, VectorSelector } from './ast.ts';
import { roundAway, secondsToMillis } from './literals.ts';
import { type Duration, numberLiteral, parseOffsetDuration, parsePositiveDuration } from './parse-durations.ts';
import type { TokenStream } from './token-stream.ts';
import type { Token } from './tokens.ts';

const durationWords = 'number, duration, step(), or range()';

/** Reads modifiers as long as there are some. */
export function parseModifiers(tokens: TokenStream, first: Expr): Expr {
  let expr = first;
  for (let levels = 0; ; levels++) {
    const token = tokens.accept('offset', '@', '[', 'anchored', 'smoothed');
    if (token === undefined) {
      tokens.ascend(levels);
      return expr;
    }
    tokens.descend();
    if (token.kind === '[') expr = parseBrackets(tokens, expr, token);
    else if (token.kind === 'offset') expr = parseOffset(tokens, expr);
    else if (token.kind === '@') expr = parseAt(tokens, expr);
    else expr = extend(tokens, expr, token.kind as 'anchored' | 'smoothed');
  }
}

type Timed = VectorSelector | MatrixSelector | SubqueryExpr;
type Times = Partial<Pick<VectorSelector, 'offsetMillis' | 'offsetExpr' | 'at'>>;

function timed(tokens: TokenStream, expr: Expr, modifier: string): Timed {
  if (expr.kind === 'VectorSelector' || expr.kind === 'MatrixSelector' || expr.kind === 'SubqueryExpr') return expr;
  const reason = 'modifier must be preceded by an instant vector selector or range vector selector or a subquery';
  return tokens.fail(expr, `${modifier} ${reason}`);
}

/** Where the offset and `@` of an expression are kept. */
function holder(expr: Timed): VectorSelector | SubqueryExpr {
  return expr.kind === 'MatrixSelector' ? expr.vectorSelector : expr;
}

function withTimes(tokens: TokenStream, expr: Timed, times: Times): Expr {
  const end = tokens.lastEnd;
  if (expr.kind === 'MatrixSelector') return { ...expr, vectorSelector: { ...expr.vectorSelector, ...times }, end };
  return { ...expr, ...times, end };
}

function parseOffset(tokens: TokenStream, expr: Expr): Expr {
  const duration = parseOffsetDuration(tokens, { name: 'offset', expected: durationWords });
  const target = timed(tokens, expr, 'offset');
  const { offsetMillis, offsetExpr } = holder(target);
  if (offsetMillis !== 0 || offsetExpr !== undefined) tokens.fail(expr, 'offset may not be set multiple times');
  if (duration.kind === 'DurationExpr') return withTimes(tokens, target, { offsetExpr: duration });
  return withTimes(tokens, target, { offsetMillis: secondsToMillis(duration.value) });
}

function parseAt(tokens: TokenStream, expr: Expr): Expr {
  const edge = tokens.accept('start', 'end');
  let at: AtModifier;
  if (edge === undefined) at = parseTimestamp(tokens, expr);
  else {
    tokens.expect('(', '@', 'timestamp');
    tokens.expect(')', '@', 'timestamp');
    at = { kind: edge.kind as 'start' | 'end' };
  }
  const target = timed(tokens, expr, '@');
  if (holder(target).at !== undefined) tokens.fail(expr, '@ <timestamp> may not be set multiple times');
  return withTimes(tokens, target, { at });
}

function parseTimestamp(tokens: TokenStream, expr: Expr): AtModifier {
  const sign = tokens.accept('+', '-');
  const token = tokens.accept('number', 'duration') ?? tokens.unexpected('@', 'timestamp');
  const { value } = numberLiteral(tokens, token);
  const seconds = sign?.kind === '-' ? -value : value;
  if (!Number.isFinite(seconds) || Math.abs(seconds) >= 2 ** 63) {
    tokens.fail(expr, `timestamp out of bounds for @ modifier: ${fixed(seconds)}`);
  }
  return { kind: 'time', timeMillis: roundAway(seconds * 1000) };
}

/** Go's %f. */
function fixed(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`;
}

function extend(tokens: TokenStream, expr: Expr, modifier: 'anchored' | 'smoothed'): Expr {
  if (!tokens.options.extendedRangeSelectors) {
    return tokens.fail(expr, `${modifier} modifier is experimental and not enabled`);
  }
  if (expr.kind === 'SubqueryExpr') return tokens.fail(expr, `${modifier} modifier is not supported for subqueries`);
  if (expr.kind !== 'VectorSelector' && expr.kind !== 'MatrixSelector') {
    return tokens.fail(expr, `${modifier} modifier not implemented`);
  }
  const selector = expr.kind === 'MatrixSelector' ? expr.vectorSelector : expr;
  const extended = { ...selector, [modifier]: true };
  if (extended.anchored && extended.smoothed) {
    tokens.fail(expr, 'anchored and smoothed modifiers cannot be used together');
  }
  return expr.kind === 'MatrixSelector' ? { ...expr, vectorSelector: extended } : extended;
}

function parseBrackets(tokens: TokenStream, expr: Expr, open: Token): Expr {
  const range = parsePositiveDuration(tokens, { name: 'subquery or range selector', expected: durationWords });
  const close = tokens.accept(']');
  if (close !== undefined) return matrixSelector(tokens, expr, range, open, close);
  tokens.expect(':', 'subquery or range', '":" or "]"');
  const context = 'subquery selector';
  let step: Duration | undefined;
  if (tokens.accept(']') === undefined) {
    step = parsePositiveDuration(tokens, { name: context, expected: `number, duration, step(), range(), or "]"` });
    tokens.expect(']', context, '"]"');
  }
  return {
    kind: 'SubqueryExpr',
    expr,
    ...named('range', range),
    offsetMillis: 0,
    ...named('step', step),
    start: expr.start,
    end: tokens.lastEnd,
  };
}

function matrixSelector(tokens: TokenStream, expr: Expr, range: Duration, open: Token, close: Token): Expr {
  const brackets = tokens.spanOf(open, close);
  if (expr.kind !== 'VectorSelector') return tokens.fail(brackets, 'ranges only allowed for vector selectors');
  if (expr.offsetMillis !== 0 || expr.offsetExpr !== undefined) {
    tokens.fail(brackets, 'no offset modifiers allowed before range');
  }
  if (expr.at !== undefined) tokens.fail(brackets, 'no @ modifiers allowed before range');
  return {
    kind: 'MatrixSelector',
    vectorSelector: expr,
    ...named('range', range),
    start: expr.start,
    end: tokens.lastEnd,
  };
}

/** A duration as the two fields that hold it: milliseconds, or 0 and the expression. */
function named<Name extends 'range' | 'step'>(
  name: Name,
  duration: Duration | undefined,
): Record<`${Name}Millis`, number> & Partial<Record<`${Name}Expr`, Extract<Duration, { kind: 'DurationExpr' }>>> {
  const literal = duration?.kind === 'NumberLiteral' ? secondsToMillis(duration.value) : 0;
  return {
    [`${name}Millis`]: literal,
    ...(duration?.kind === 'DurationExpr' ? { [`${name}Expr`]: duration } : {}),
  } as ReturnType<typeof named<Name>>;
}

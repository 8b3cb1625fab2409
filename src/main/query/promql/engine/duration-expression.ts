// The value of arithmetic over durations (`[5m * 2]`, `offset (1h / 2)`, `[step()]`), once a query's range is known.
import type { DurationExpr, NumberLiteral, Span } from '../syntax/ast.ts';
import { goMax, goMin, goPow } from './go-math.ts';
import { QueryError } from './query-error.ts';

export interface QueryTimes {
  readonly startMillis: number;
  readonly endMillis: number;
  /** 0 for an instant query. */
  readonly stepMillis: number;
}

/** 2^63 ns, the longest duration that Prometheus keeps, in seconds. */
const longestSeconds = 2 ** 63 / 1e9;

/** Milliseconds, cut towards zero. Throws QueryError with Prometheus' text for what is no duration. */
export function durationMillis(expr: DurationExpr, times: QueryTimes, sign: 'positive' | 'any'): number {
  const seconds = secondsOf(expr, times);
  const fail = (why: string) => failure(expr, why);
  if (!Number.isFinite(seconds)) throw fail('duration is NaN or infinite');
  if (seconds <= 0 && sign === 'positive') throw fail('duration must be greater than 0');
  if (Math.abs(seconds) > longestSeconds) throw fail('duration is out of range');
  return Math.trunc(seconds * 1000);
}

function secondsOf(expr: DurationExpr | NumberLiteral, times: QueryTimes): number {
  if (expr.kind === 'NumberLiteral') return expr.value;
  const left = expr.lhs === undefined ? 0 : secondsOf(expr.lhs, times);
  const right = expr.rhs === undefined ? 0 : secondsOf(expr.rhs, times);
  switch (expr.op) {
    case 'step':
      return times.stepMillis / 1000;
    case 'range':
      return (times.endMillis - times.startMillis) / 1000;
    case 'min_of':
      return goMin(left, right);
    case 'max_of':
      return goMax(left, right);
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) throw failure(expr, 'division by zero');
      return left / right;
    case '%':
      if (right === 0) throw failure(expr, 'modulo by zero');
      return left % right;
    case '^':
      return goPow(left, right);
  }
}

/** The error stands at the operands, without the name or the parentheses around them, as Prometheus has it. */
function failure(expr: DurationExpr, why: string): QueryError {
  const { start, end } = spanOf(expr);
  return new QueryError(`${start}:${end}: ${why}`);
}

function spanOf(expr: DurationExpr | NumberLiteral): Span {
  if (expr.kind === 'NumberLiteral') return expr;
  const { lhs, rhs, start, end } = expr;
  return {
    start: lhs !== undefined && rhs !== undefined ? spanOf(lhs).start : start,
    end: rhs !== undefined ? spanOf(rhs).end : lhs !== undefined ? spanOf(lhs).end : end,
  };
}

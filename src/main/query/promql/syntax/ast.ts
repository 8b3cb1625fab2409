// The abstract syntax tree of PromQL: what the parser makes and what printer, engine and editor read.
// Names and shapes follow Prometheus' parser package; nodes are told apart by `kind`.
// Positions are bytes of the query's UTF-8 form, zero-based, `end` exclusive. Durations and times are milliseconds,
// whole, cut towards zero.
import type { Matcher } from '../engine/matcher.ts';

/** What an expression evaluates to; `none` never comes out of a checked expression. */
export type ValueType = 'none' | 'scalar' | 'vector' | 'matrix' | 'string';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
/** `</` keeps the part of a histogram below the operand, `>/` the part above it. */
export type TrimOperator = '</' | '>/';
export type SetOperator = 'and' | 'or' | 'unless';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | TrimOperator | SetOperator;

export type AggregateOperator =
  | 'avg'
  | 'bottomk'
  | 'count'
  | 'count_values'
  | 'group'
  | 'limit_ratio'
  | 'limitk'
  | 'max'
  | 'min'
  | 'quantile'
  | 'stddev'
  | 'stdvar'
  | 'sum'
  | 'topk';

export type DurationOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'step' | 'range' | 'min_of' | 'max_of';

/** The `@` modifier: a fixed time, or an edge of the query's range. */
export type AtModifier =
  | { readonly kind: 'time'; readonly timeMillis: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

export type Cardinality = 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';

/** How elements of two vectors find each other. */
export interface VectorMatching {
  /** `group_left` is many-to-one, `group_right` one-to-many, set operators are many-to-many. */
  readonly cardinality: Cardinality;
  /** Names in on(...) or ignoring(...), as written. */
  readonly matchingLabels: readonly string[];
  /** true: match on the names alone; false: on all but the names. */
  readonly on: boolean;
  /** Labels of group_left(...) or group_right(...), copied from the "one" side. */
  readonly include: readonly string[];
  /** Value that stands in for a missing left side (fill, fill_left). */
  readonly fillLeft?: number;
  /** Value that stands in for a missing right side (fill, fill_right). */
  readonly fillRight?: number;
}

/** A function's signature. */
export interface PromFunction {
  readonly name: string;
  readonly argTypes: readonly ValueType[];
  /** How many more (or, with the last of argTypes optional, how many at most) may follow; -1: any number; 0: exact. */
  readonly variadic: number;
  readonly returnType: ValueType;
  readonly experimental: boolean;
}

export interface AggregateExpr extends Span {
  readonly kind: 'AggregateExpr';
  readonly op: AggregateOperator;
  readonly expr: Expr;
  /** Of topk, bottomk, limitk, limit_ratio, quantile (scalar) and count_values (string). */
  readonly param?: Expr;
  readonly grouping: readonly string[];
  /** false: by (or neither), true: without. */
  readonly without: boolean;
}

export interface BinaryExpr extends Span {
  readonly kind: 'BinaryExpr';
  readonly op: BinaryOperator;
  readonly lhs: Expr;
  readonly rhs: Expr;
  /** Present exactly when both sides are instant vectors. */
  readonly matching?: VectorMatching;
  /** `bool`: 0 or 1 rather than a filter. */
  readonly returnBool: boolean;
}

export interface Call extends Span {
  readonly kind: 'Call';
  readonly func: PromFunction;
  readonly args: readonly Expr[];
}

/** Arithmetic over durations in brackets and after `offset`; sides are NumberLiteral (seconds) or DurationExpr. */
export interface DurationExpr extends Span {
  readonly kind: 'DurationExpr';
  readonly op: DurationOperator;
  /** Absent for a sign before `rhs`, for step() and for range(). */
  readonly lhs?: NumberLiteral | DurationExpr;
  readonly rhs?: NumberLiteral | DurationExpr;
  /** Written in parentheses of its own. */
  readonly wrapped: boolean;
}

export interface MatrixSelector extends Span {
  readonly kind: 'MatrixSelector';
  /** Carries offset, `@`, anchored and smoothed, though they are written behind the range. */
  readonly vectorSelector: VectorSelector;
  /** 0 while `rangeExpr` is not evaluated. */
  readonly rangeMillis: number;
  readonly rangeExpr?: DurationExpr;
}

export interface NumberLiteral extends Span {
  readonly kind: 'NumberLiteral';
  readonly value: number;
  /** Written as a duration; the value is then seconds. */
  readonly duration: boolean;
}

export interface ParenExpr extends Span {
  readonly kind: 'ParenExpr';
  readonly expr: Expr;
}

export interface StringLiteral extends Span {
  readonly kind: 'StringLiteral';
  readonly value: string;
}

export interface SubqueryExpr extends Span {
  readonly kind: 'SubqueryExpr';
  readonly expr: Expr;
  readonly rangeMillis: number;
  readonly rangeExpr?: DurationExpr;
  /** As written: 0 when absent or not evaluated. Positive looks into the past. */
  readonly offsetMillis: number;
  readonly offsetExpr?: DurationExpr;
  readonly at?: AtModifier;
  /** 0 when absent (the default step applies) or not evaluated. */
  readonly stepMillis: number;
  readonly stepExpr?: DurationExpr;
}

export interface UnaryExpr extends Span {
  readonly kind: 'UnaryExpr';
  readonly op: '+' | '-';
  readonly expr: Expr;
}

export interface VectorSelector extends Span {
  readonly kind: 'VectorSelector';
  /** The name written outside the braces, or ''. */
  readonly name: string;
  /** As written, with the matcher of `name` last. */
  readonly matchers: readonly Matcher[];
  readonly offsetMillis: number;
  readonly offsetExpr?: DurationExpr;
  readonly at?: AtModifier;
  readonly anchored: boolean;
  readonly smoothed: boolean;
  /** The second argument of info(): matchers of data labels, which may all match the empty text. */
  readonly dataLabels: boolean;
}

/** A part whose value is the same at every step; put in by the engine, never by the parser. */
export interface StepInvariantExpr extends Span {
  readonly kind: 'StepInvariantExpr';
  readonly expr: Expr;
}

export type Expr =
  | AggregateExpr
  | BinaryExpr
  | Call
  | DurationExpr
  | MatrixSelector
  | NumberLiteral
  | ParenExpr
  | StepInvariantExpr
  | StringLiteral
  | SubqueryExpr
  | UnaryExpr
  | VectorSelector;

/** What an expression evaluates to, by its form alone. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'AggregateExpr':
    case 'VectorSelector':
      return 'vector';
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'matrix';
    case 'NumberLiteral':
    case 'DurationExpr':
      return 'scalar';
    case 'StringLiteral':
      return 'string';
    case 'Call':
      return expr.func.returnType;
    case 'BinaryExpr':
      return typeOf(expr.lhs) === 'scalar' && typeOf(expr.rhs) === 'scalar' ? 'scalar' : 'vector';
    case 'ParenExpr':
    case 'StepInvariantExpr':
    case 'UnaryExpr':
      return typeOf(expr.expr);
  }
}

/** The expressions directly inside, in the order in which Prometheus walks them. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'AggregateExpr':
      return expr.param === undefined ? [expr.expr] : [expr.expr, expr.param];
    case 'BinaryExpr':
      return [expr.lhs, expr.rhs];
    case 'Call':
      return expr.args;
    case 'MatrixSelector':
      return [expr.vectorSelector];
    case 'ParenExpr':
    case 'StepInvariantExpr':
    case 'SubqueryExpr':
    case 'UnaryExpr':
      return [expr.expr];
    case 'DurationExpr':
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'VectorSelector':
      return [];
  }
}

/** Calls `visit` for an expression and everything inside it, parents first. */
export function walk(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  for (const child of childrenOf(expr)) walk(child, visit);
}

const comparisons: ReadonlySet<string> = new Set<ComparisonOperator>(['==', '!=', '<', '<=', '>', '>=']);
const setOperators: ReadonlySet<string> = new Set<SetOperator>(['and', 'or', 'unless']);

export function isComparison(op: BinaryOperator): op is ComparisonOperator {
  return comparisons.has(op);
}

export function isSetOperator(op: BinaryOperator): op is SetOperator {
  return setOperators.has(op);
}

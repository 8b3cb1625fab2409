// Binary operators between two floats.
import type { ArithmeticOperator, BinaryOperator, ComparisonOperator } from '../../syntax/ast.ts';
import { goPow } from '../go-math.ts';

const arithmetic: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': goPow,
  atan2: Math.atan2,
};

const comparison: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** What an operator makes of two floats; `none` where it has no meaning for floats (trimming, sets). */
export type FloatOperator =
  | { readonly kind: 'arithmetic'; readonly of: (a: number, b: number) => number }
  | { readonly kind: 'comparison'; readonly of: (a: number, b: number) => boolean }
  | { readonly kind: 'none' };

export function floatOperator(op: BinaryOperator): FloatOperator {
  if (isArithmetic(op)) return { kind: 'arithmetic', of: arithmetic[op] };
  if (op in comparison) return { kind: 'comparison', of: comparison[op as ComparisonOperator] };
  return { kind: 'none' };
}

/** Whether the result is no longer the metric, so that its name goes. */
export function isArithmetic(op: BinaryOperator): op is ArithmeticOperator {
  return op in arithmetic;
}

// An expression over several lines, as Prometheus formats queries: whatever is longer than a line is opened up,
// two blanks per level.
import type { Expr } from './ast.ts';
import { printAggregation, printExpr, printOperator, printSubqueryTimes } from './print.ts';

/** Bytes that stay on one line. */
const lineBytes = 100;

export function prettyPrint(expr: Expr, level = 0): string {
  const indent = '  '.repeat(level);
  switch (expr.kind) {
    case 'StepInvariantExpr':
      return prettyPrint(expr.expr, level);
    case 'UnaryExpr':
      return `${indent}${expr.op}${prettyPrint(expr.expr, level).trim()}`;
    case 'DurationExpr':
    case 'MatrixSelector':
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'VectorSelector':
      return `${indent}${printExpr(expr)}`;
    case 'SubqueryExpr':
      return isShort(expr) ? printExpr(expr) : `${prettyPrint(expr.expr, level)}${printSubqueryTimes(expr)}`;
    case 'AggregateExpr': {
      if (isShort(expr)) return `${indent}${printExpr(expr)}`;
      const param = expr.param === undefined ? '' : `${prettyPrint(expr.param, level + 1)},\n`;
      return `${indent}${printAggregation(expr)}(\n${param}${prettyPrint(expr.expr, level + 1)}\n${indent})`;
    }
    case 'BinaryExpr': {
      if (isShort(expr)) return `${indent}${printExpr(expr)}`;
      const operator = `${indent}${printOperator(expr)}`;
      return `${prettyPrint(expr.lhs, level + 1)}\n${operator}\n${prettyPrint(expr.rhs, level + 1)}`;
    }
    case 'Call': {
      if (isShort(expr)) return `${indent}${printExpr(expr)}`;
      const args = expr.args.map((arg) => prettyPrint(arg, level + 1)).join(',\n');
      return `${indent}${expr.func.name}(\n${args}\n${indent})`;
    }
    case 'ParenExpr':
      if (isShort(expr)) return `${indent}${printExpr(expr)}`;
      return `${indent}(\n${prettyPrint(expr.expr, level + 1)}\n${indent})`;
  }
}

function isShort(expr: Expr): boolean {
  const text = printExpr(expr);
  return text.length * 3 <= lineBytes || new TextEncoder().encode(text).length <= lineBytes;
}

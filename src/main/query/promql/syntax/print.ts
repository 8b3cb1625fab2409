// An expression as Prometheus prints it: on one line, labels' conditions sorted, durations in units.
// Parsing what was printed gives the same expression again, places aside.
import type { Matcher } from '../engine/matcher.ts';
import { goFloat, goPlainFloat } from '../histogram/go-float.ts';
import type {
  AggregateExpr,
  AtModifier,
  BinaryExpr,
  DurationExpr,
  Expr,
  MatrixSelector,
  NumberLiteral,
  SubqueryExpr,
  VectorMatching,
  VectorSelector,
} from './ast.ts';
import { quoteGo } from './go-quote.ts';
import { formatDuration } from './literals.ts';
import { isLegacyLabelName } from './names.ts';
import { compareUtf8 } from './utf8-order.ts';

export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'AggregateExpr': {
      const param = expr.param === undefined ? '' : `${printExpr(expr.param)}, `;
      return `${printAggregation(expr)}(${param}${printExpr(expr.expr)})`;
    }
    case 'BinaryExpr':
      return `${printExpr(expr.lhs)} ${printOperator(expr)} ${printExpr(expr.rhs)}`;
    case 'Call':
      return `${expr.func.name}(${expr.args.map(printExpr).join(', ')})`;
    case 'DurationExpr':
      return printDurationExpr(expr);
    case 'MatrixSelector':
      return printMatrix(expr);
    case 'NumberLiteral':
      return printNumber(expr);
    case 'ParenExpr':
      return `(${printExpr(expr.expr)})`;
    case 'StepInvariantExpr':
      return printExpr(expr.expr);
    case 'StringLiteral':
      return quoteGo(expr.value);
    case 'SubqueryExpr':
      return `${printExpr(expr.expr)}${printSubqueryTimes(expr)}`;
    case 'UnaryExpr':
      return `${expr.op}${printExpr(expr.expr)}`;
    case 'VectorSelector':
      return `${printSelector(expr)}${printAt(expr.at)}${printExtension(expr)}${printOffset(expr)}`;
  }
}

/** A condition as it stands in braces. */
export function printMatcher(matcher: Matcher): string {
  return `${printLabel(matcher.name)}${matcher.op}${quoteGo(matcher.value)}`;
}

/** An aggregation up to its parenthesis: `sum by (job) `. */
export function printAggregation(expr: AggregateExpr): string {
  const { op, grouping, without } = expr;
  if (without) return `${op} without (${printLabels(grouping)}) `;
  return grouping.length === 0 ? op : `${op} by (${printLabels(grouping)}) `;
}

/** An operator with its modifiers: `== bool on (job) group_left ()`. */
export function printOperator(expr: BinaryExpr): string {
  return `${expr.op}${expr.returnBool ? ' bool' : ''}${printMatching(expr.matching)}`;
}

/** `[5m:1m] @ 10.000 offset 1h`, behind the expression of a subquery. */
export function printSubqueryTimes(expr: SubqueryExpr): string {
  const step =
    expr.stepMillis === 0 && expr.stepExpr === undefined ? '' : printDuration(expr.stepMillis, expr.stepExpr);
  const range = printDuration(expr.rangeMillis, expr.rangeExpr);
  return `[${range}:${step}]${printAt(expr.at)}${printOffset(expr)}`;
}

function printLabel(name: string): string {
  return isLegacyLabelName(name) ? name : quoteGo(name);
}

function printLabels(names: readonly string[]): string {
  return names.map(printLabel).join(', ');
}

function printMatching(matching: VectorMatching | undefined): string {
  if (matching === undefined) return '';
  const { cardinality, matchingLabels, on, include, fillLeft, fillRight } = matching;
  const grouped = cardinality === 'many-to-one' || cardinality === 'one-to-many';
  let text = '';
  if (matchingLabels.length > 0 || on || grouped) text += ` ${on ? 'on' : 'ignoring'} (${printLabels(matchingLabels)})`;
  if (grouped) text += ` group_${cardinality === 'many-to-one' ? 'left' : 'right'} (${printLabels(include)})`;
  if (fillLeft !== undefined && fillLeft === fillRight) return `${text} fill (${goFloat(fillLeft)})`;
  if (fillLeft !== undefined) text += ` fill_left (${goFloat(fillLeft)})`;
  if (fillRight !== undefined) text += ` fill_right (${goFloat(fillRight)})`;
  return text;
}

function printDurationExpr(expr: DurationExpr): string {
  const text = printBareDurationExpr(expr);
  return expr.wrapped ? `(${text})` : text;
}

function printBareDurationExpr({ op, lhs, rhs }: DurationExpr): string {
  if (op === 'step' || op === 'range') return `${op}()`;
  const right = rhs === undefined ? '' : printExpr(rhs);
  if (lhs === undefined) return op === '-' ? `-${right}` : right;
  if (op === 'min_of' || op === 'max_of') return `${op}(${printExpr(lhs)}, ${right})`;
  return `${printExpr(lhs)} ${op} ${right}`;
}

function printDuration(millis: number, expr: DurationExpr | undefined): string {
  return expr === undefined ? formatDuration(millis) : printDurationExpr(expr);
}

function printMatrix(expr: MatrixSelector): string {
  const { vectorSelector } = expr;
  const range = printDuration(expr.rangeMillis, expr.rangeExpr);
  const times = `${printExtension(vectorSelector)}${printAt(vectorSelector.at)}${printOffset(vectorSelector)}`;
  return `${printSelector(vectorSelector)}[${range}]${times}`;
}

/** Name and conditions; the condition that stands for the name is left out. */
function printSelector({ name, matchers }: VectorSelector): string {
  const shown = matchers.filter(
    (matcher) => !(matcher.name === '__name__' && matcher.op === '=' && matcher.value === name && name !== ''),
  );
  if (shown.length === 0) return name;
  return `${name}{${shown.map(printMatcher).toSorted(compareUtf8).join(',')}}`;
}

function printAt(at: AtModifier | undefined): string {
  if (at === undefined) return '';
  return at.kind === 'time' ? ` @ ${(at.timeMillis / 1000).toFixed(3)}` : ` @ ${at.kind}()`;
}

function printExtension({ anchored, smoothed }: VectorSelector): string {
  if (anchored) return ' anchored';
  return smoothed ? ' smoothed' : '';
}

function printOffset({ offsetMillis, offsetExpr }: VectorSelector | SubqueryExpr): string {
  if (offsetExpr !== undefined) return ` offset ${printDurationExpr(offsetExpr)}`;
  return offsetMillis === 0 ? '' : ` offset ${formatDuration(offsetMillis)}`;
}

function printNumber({ value, duration }: NumberLiteral): string {
  if (duration) return formatDuration(Math.trunc(Math.trunc(value * 1e9) / 1e6));
  return goPlainFloat(value);
}

// Binary operators with at least one histogram. What has no meaning is left out and noted.
import { addHistograms, type Combined, subtractHistograms } from './combine.ts';
import { compact } from './compact.ts';
import { equalHistograms } from './equal-histograms.ts';
import { type FloatHistogram, withHint } from './float-histogram.ts';
import type { HistogramOperation, ReportNote } from './notes.ts';
import { divideHistogram, multiplyHistogram } from './scale.ts';
import { trimHistogram } from './trim.ts';

export interface OperatorResult {
  /** The value; of a comparison the left one. */
  readonly histogram: FloatHistogram;
  /** Of a comparison: whether it holds. Otherwise true. */
  readonly holds: boolean;
}

type Operand = number | FloatHistogram;

/** `operator` as it is written ("+", "=="). Undefined where the operands have no such operator, or do not fit. */
export function histogramOperator(
  operator: string,
  left: Operand,
  right: Operand,
  report: ReportNote,
): OperatorResult | undefined {
  if (typeof left === 'number') {
    if (typeof right !== 'number' && operator === '*') return result(compact(multiplyHistogram(right, left)));
    return incompatible(left, operator, right, report);
  }
  if (typeof right === 'number') {
    const scaled = withNumber(operator, left, right);
    return scaled === undefined ? incompatible(left, operator, right, report) : result(scaled);
  }
  switch (operator) {
    case '+':
      return combined(addHistograms(left, right), operator, 'addition', report);
    case '-': {
      const difference = combined(subtractHistograms(left, right), operator, 'subtraction', report);
      return difference === undefined ? undefined : result(withHint(difference.histogram, 'gauge'));
    }
    case '==':
      return { histogram: left, holds: equalHistograms(left, right) };
    case '!=':
      return { histogram: left, holds: !equalHistograms(left, right) };
    default:
      return incompatible(left, operator, right, report);
  }
}

function withNumber(operator: string, histogram: FloatHistogram, number: number): FloatHistogram | undefined {
  switch (operator) {
    case '*':
      return compact(multiplyHistogram(histogram, number));
    case '/':
      return compact(divideHistogram(histogram, number));
    case '</':
      return trimHistogram(histogram, number, 'upper');
    case '>/':
      return trimHistogram(histogram, number, 'lower');
    default:
      return undefined;
  }
}

function combined(
  sum: Combined | undefined,
  operator: string,
  operation: HistogramOperation,
  report: ReportNote,
): OperatorResult | undefined {
  if (sum === undefined) {
    report({ kind: 'incompatible-layout', operator });
    return undefined;
  }
  if (sum.resetCollision) report({ kind: 'reset-collision', operation });
  if (sum.boundsReconciled) report({ kind: 'bounds-reconciled', operation });
  return result(compact(sum.histogram));
}

function result(histogram: FloatHistogram): OperatorResult {
  return { histogram, holds: true };
}

function incompatible(left: Operand, operator: string, right: Operand, report: ReportNote): undefined {
  report({ kind: 'incompatible-types', left: kindOf(left), operator, right: kindOf(right) });
  return undefined;
}

function kindOf(operand: Operand): string {
  return typeof operand === 'number' ? 'float' : 'histogram';
}

// A vector's series and a scalar. A comparison filters and keeps the vector's value on whichever side it stands.
import { histogramOperator } from '../../histogram/histogram-operator.ts';
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import type { BinaryExpr } from '../../syntax/ast.ts';
import { isComparison } from '../../syntax/ast.ts';
import { withoutName } from '../functions/map-values.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample, histogramSample } from '../value.ts';
import { type FloatOperator, floatOperator, isArithmetic } from './float-operators.ts';
import type { StepNotes } from './step-notes.ts';

/** `side`: where the scalar stands. */
export function vectorWithScalar(
  expr: BinaryExpr,
  series: StepSeries,
  scalars: Float64Array,
  side: 'left' | 'right',
  scope: Scope,
  notes: StepNotes,
): StepSeries {
  const { session } = scope;
  session.budget.work(scalars.length);
  const operator = floatOperator(expr.op);
  const combined = floats(expr, operator, series, scalars, side);
  if (operator.kind === 'none') {
    series.kinds.forEach((kind, step) => {
      if (kind !== floatSample) return;
      notes.at(step, { kind: 'incompatible-types', left: 'float', operator: expr.op, right: 'float' });
    });
  }
  const whole =
    series.histograms === undefined ? combined : withHistograms(expr, series, combined, scalars, side, notes);
  return isArithmetic(expr.op) || expr.returnBool ? withoutName(whole, scope) : whole;
}

function floats(
  expr: BinaryExpr,
  operator: FloatOperator,
  series: StepSeries,
  scalars: Float64Array,
  side: 'left' | 'right',
): StepSeries {
  const values = new Float64Array(scalars.length);
  const kinds = new Uint8Array(scalars.length);
  if (operator.kind === 'none') return { ...series, values, kinds, histograms: undefined };
  for (let step = 0; step < scalars.length; step++) {
    if (series.kinds[step] !== floatSample) continue;
    const value = series.values[step] as number;
    const scalar = scalars[step] as number;
    const [a, b] = side === 'right' ? [value, scalar] : [scalar, value];
    if (operator.kind === 'arithmetic') {
      values[step] = operator.of(a, b);
      kinds[step] = floatSample;
      continue;
    }
    const holds = operator.of(a, b);
    if (!holds && !expr.returnBool) continue;
    values[step] = expr.returnBool ? Number(holds) : value;
    kinds[step] = floatSample;
  }
  return { ...series, values, kinds, histograms: undefined };
}

function withHistograms(
  expr: BinaryExpr,
  series: StepSeries,
  combined: StepSeries,
  scalars: Float64Array,
  side: 'left' | 'right',
  notes: StepNotes,
): StepSeries {
  const kinds = combined.kinds.slice();
  const histograms = series.histograms?.map((histogram, step): FloatHistogram | undefined => {
    if (histogram === undefined) return undefined;
    const scalar = scalars[step] as number;
    const [a, b] = side === 'right' ? [histogram, scalar] : [scalar, histogram];
    const result = histogramOperator(expr.op, a, b, (note) => notes.at(step, note));
    // Comparisons of a histogram with a number have no result.
    if (result === undefined || isComparison(expr.op)) return undefined;
    kinds[step] = histogramSample;
    return result.histogram;
  });
  return { ...combined, kinds, histograms };
}

// absent and absent_over_time: one series where there is none, with the labels that the selector asks for.
import type { Call, Expr, VectorSelector } from '../../syntax/ast.ts';
import { argumentAt, vectorOf } from '../arguments.ts';
import { Labels, metricName } from '../labels.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, type Value, absentSample, floatSample } from '../value.ts';
import { vectorResult } from '../vector-result.ts';

export function callAbsent(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const arg = argumentAt(call, 0);
  const series = vectorOf(arg, scope);
  return vectorResult([inverse(series, labelsOf(arg), false, scope)], held, 'kept', scope);
}

/** `present`: series with a sample wherever the range had one. */
export function absentOverTime(range: Expr, present: readonly StepSeries[], scope: Scope): Value {
  return vectorResult([inverse(present, labelsOf(range), true, scope)], scope.session.budget.held, 'kept', scope);
}

function inverse(series: readonly StepSeries[], labels: Labels, dropName: boolean, { steps }: Scope): StepSeries {
  const kinds = new Uint8Array(steps.count).fill(floatSample);
  for (const one of series) {
    for (let step = 0; step < steps.count; step++) if (one.kinds[step] !== absentSample) kinds[step] = absentSample;
  }
  return { labels, values: new Float64Array(steps.count).fill(1), kinds, histograms: undefined, dropName };
}

function labelsOf(expr: Expr): Labels {
  if (expr.kind === 'VectorSelector') return labelsAsked(expr);
  return expr.kind === 'MatrixSelector' ? labelsAsked(expr.vectorSelector) : Labels.empty;
}

/** Labels with one condition of the form `name="value"`; a second condition of whatever kind takes the label away. */
function labelsAsked({ matchers }: VectorSelector): Labels {
  const asked = new Map<string, string>();
  const seen = new Set<string>();
  for (const { name, op, value } of matchers) {
    if (name === metricName) continue;
    if (op === '=' && !seen.has(name)) {
      asked.set(name, value);
      seen.add(name);
    } else asked.delete(name);
  }
  return Labels.from(asked);
}

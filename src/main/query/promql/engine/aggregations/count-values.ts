// count_values: how many series of a group have which value; the value becomes a label.
import { goPlainFloat } from '../../histogram/go-float.ts';
import { histogramText } from '../../histogram/histogram-text.ts';
import { printExpr } from '../../syntax/print.ts';
import type { AggregateExpr } from '../../syntax/ast.ts';
import { vectorOf } from '../arguments.ts';
import { type Labels, metricName } from '../labels.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, type Value, absentSample, floatSample } from '../value.ts';
import { vectorResult } from '../vector-result.ts';

/** Every value makes a column of all steps. Many of them count as samples, because they are what fills the memory. */
const freeCells = 1_000_000;

export function countValues(expr: AggregateExpr, scope: Scope): Value {
  const { session, steps } = scope;
  const held = session.budget.held;
  const { param, without } = expr;
  if (param?.kind !== 'StringLiteral') throw new QueryError('count_values needs the name of a label');
  const label = param.value;
  if (label === '' || !label.isWellFormed()) throw new QueryError(`invalid label name ${printExpr(param)}`);
  const grouping = without ? [...expr.grouping, metricName] : [...expr.grouping, label];
  const labelsOf = (labels: Labels, value: string) => {
    const valued = labels.with(label, value);
    return without ? valued.without(grouping) : valued.only(grouping);
  };

  const results = new Map<string, StepSeries>();
  for (const series of vectorOf(expr.expr, scope)) {
    session.budget.work(steps.count);
    const known = new Map<string, StepSeries>();
    for (let step = 0; step < steps.count; step++) {
      if (series.kinds[step] === absentSample) continue;
      const value = valueText(series, step);
      let counted = known.get(value);
      if (counted === undefined) {
        const labels = labelsOf(series.labels, value);
        counted = results.get(labels.key());
        if (counted === undefined) {
          if (results.size * steps.count > freeCells) session.budget.take(steps.count);
          counted = noCounts(labels, steps.count);
          results.set(labels.key(), counted);
        }
        known.set(value, counted);
      }
      counted.kinds[step] = floatSample;
      counted.values[step] = (counted.values[step] as number) + 1;
    }
  }
  return vectorResult([...results.values()], held, 'kept', scope);
}

function valueText({ kinds, values, histograms }: StepSeries, step: number): string {
  if (kinds[step] === floatSample) return goPlainFloat(values[step] as number);
  const histogram = histograms?.[step];
  return histogram === undefined ? '' : histogramText(histogram);
}

function noCounts(labels: Labels, steps: number): StepSeries {
  const values = new Float64Array(steps);
  return { labels, values, kinds: new Uint8Array(steps), histograms: undefined, dropName: false };
}

// info: series enriched with the data labels of info metrics (target_info by default) that have the same job and
// instance at that step. Of several info series, the one with the newest sample counts.
import type { Call, Expr } from '../../syntax/ast.ts';
import { argumentAt, vectorOf } from '../arguments.ts';
import type { Found } from '../instant-selector.ts';
import { metricName } from '../labels.ts';
import type { Matcher } from '../matcher.ts';
import { mergeSameLabels } from '../merge-same-labels.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, type Value, absentSample } from '../value.ts';
import { vectorResult } from '../vector-result.ts';
import { findInfoSeries } from './info-series.ts';
import { effectiveNameMatchers, InfoJoin } from './info-join.ts';

export function callInfo(call: Call, scope: Scope): Value {
  const { session, steps } = scope;
  const held = session.budget.held;
  const baseArg = argumentAt(call, 0);
  const series = vectorOf(baseArg, scope);
  const { names, data } = matchersOf(call.args[1]);
  const effective = effectiveNameMatchers(names);
  const isInfo = series.map(({ labels }) => effective.every((matcher) => matcher.matches(labels.get(metricName))));
  const enriched = series.filter((_, at) => isInfo[at] === false);
  const found: readonly Found[] = findInfoSeries(baseArg, enriched, [...data, ...effective], scope);

  const join = new InfoJoin(found, data);
  const outputs = new Map<string, { readonly series: StepSeries; readonly kinds: Uint8Array }>();
  for (let step = 0; step < steps.count; step++) {
    session.budget.work(series.length + found.length);
    if (!series.some(({ kinds }) => kinds[step] !== absentSample)) continue;
    join.moveTo(step);
    series.forEach((one, at) => {
      if (one.kinds[step] === absentSample) return;
      const joined = isInfo[at] === true ? { key: '', labels: one.labels } : join.join(one.labels);
      if (joined === undefined) return;
      const key = `${at} ${joined.key}`;
      let output = outputs.get(key);
      if (output === undefined) {
        output = { series: { ...one, labels: joined.labels }, kinds: new Uint8Array(steps.count) };
        outputs.set(key, output);
      }
      output.kinds[step] = one.kinds[step] as number;
    });
  }
  const results = [...outputs.values()].map(({ series: one, kinds }): StepSeries => {
    const histograms = one.histograms?.map((histogram, step) => (kinds[step] === absentSample ? undefined : histogram));
    return { ...one, kinds, histograms };
  });
  return vectorResult(mergeSameLabels(results, steps), held, 'kept', scope);
}

interface InfoMatchers {
  /** On the metric's name. */
  readonly names: readonly Matcher[];
  /** On the labels that are to be added. */
  readonly data: readonly Matcher[];
}

function matchersOf(arg: Expr | undefined): InfoMatchers {
  if (arg === undefined) return { names: [], data: [] };
  if (arg.kind !== 'VectorSelector') throw new QueryError('expected label selectors as the second argument of info');
  return {
    names: arg.matchers.filter(({ name }) => name === metricName),
    data: arg.matchers.filter(({ name }) => name !== metricName),
  };
}

// label_replace and label_join: labels made from labels. Samples stay as they are.
import { compileCapturing } from '../../regex/capture-match.ts';
import type { Call } from '../../syntax/ast.ts';
import { argumentAt, textOf, vectorOf } from '../arguments.ts';
import { type Labels, metricName } from '../labels.ts';
import { mergeSameLabels } from '../merge-same-labels.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import type { StepSeries, Value } from '../value.ts';
import { expandTemplate } from './expand-template.ts';

export function callLabelReplace(call: Call, scope: Scope): Value {
  const [target, replacement, source, pattern] = [1, 2, 3, 4].map((at) => textOf(argumentAt(call, at))) as [
    string,
    string,
    string,
    string,
  ];
  const compiled = compileCapturing(pattern);
  if (compiled.kind === 'wrong') throw new QueryError(`invalid regular expression in label_replace(): ${pattern}`);
  if (!isLabelName(target)) throw new QueryError(`invalid destination label name in label_replace(): ${target}`);
  const { match, groupNames } = compiled.regex;
  return relabelled(call, target, scope, (labels) => {
    const groups = match(labels.get(source));
    return groups === undefined ? undefined : expandTemplate(replacement, groups, groupNames);
  });
}

export function callLabelJoin(call: Call, scope: Scope): Value {
  const target = textOf(argumentAt(call, 1));
  const separator = textOf(argumentAt(call, 2));
  const sources = call.args.slice(3).map(textOf);
  const wrong = sources.find((source) => !isLabelName(source));
  if (wrong !== undefined) throw new QueryError(`invalid source label name in label_join(): ${wrong}`);
  if (!isLabelName(target)) throw new QueryError(`invalid destination label name in label_join(): ${target}`);
  return relabelled(call, target, scope, (labels) => sources.map((source) => labels.get(source)).join(separator));
}

/** Sets a label of each series; undefined leaves it alone. A new name is there to stay. */
function relabelled(call: Call, target: string, scope: Scope, valueOf: (labels: Labels) => string | undefined): Value {
  const series = vectorOf(argumentAt(call, 0), scope).map((one): StepSeries => {
    const value = valueOf(one.labels);
    if (value === undefined) return one;
    const dropName = target === metricName ? false : one.dropName;
    return { ...one, labels: one.labels.with(target, value), dropName };
  });
  return { kind: 'vector', series: mergeSameLabels(series, scope.steps) };
}

function isLabelName(name: string): boolean {
  return name !== '' && name.isWellFormed();
}

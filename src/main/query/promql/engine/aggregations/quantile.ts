// quantile of the floats of a group; which one may differ from step to step.
import type { Span } from '../../syntax/ast.ts';
import { quantileOf } from '../quantile.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample } from '../value.ts';
import { floatsAt } from './floats-at.ts';
import type { Group } from './groups.ts';
import { highest, lowest } from './parameter.ts';

export function quantileGroup(group: Group, param: Float64Array, { steps, session }: Scope): StepSeries {
  const values = new Float64Array(steps.count);
  const kinds = new Uint8Array(steps.count);
  for (let step = 0; step < steps.count; step++) {
    session.budget.work(group.members.length);
    const floats = floatsAt(group.members, step);
    if (floats.length === 0) continue;
    kinds[step] = floatSample;
    values[step] = quantileOf(param[step] as number, floats);
  }
  return { labels: group.labels, values, kinds, histograms: undefined, dropName: false };
}

export function warnOfQuantiles(param: Float64Array, span: Span, { session }: Scope): void {
  const warn = (quantile: number) => session.annotations.add({ kind: 'invalid-quantile', quantile }, '', span);
  if (param.some(Number.isNaN)) warn(Number.NaN);
  if (highest(param) > 1) warn(highest(param));
  if (lowest(param) < 0) warn(lowest(param));
}

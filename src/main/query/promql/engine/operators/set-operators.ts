// and, or, unless: elements of either side by whether the other side has their signature at that step.
import type { SetOperator, VectorMatching } from '../../syntax/ast.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample } from '../value.ts';
import { Signatures } from './signatures.ts';

export function combineSets(
  op: SetOperator,
  left: readonly StepSeries[],
  right: readonly StepSeries[],
  matching: VectorMatching,
  { steps, session }: Scope,
): readonly StepSeries[] {
  session.budget.work((left.length + right.length) * steps.count);
  const signatures = new Signatures(matching);
  const leftSignatures = signatures.of(left);
  const rightSignatures = signatures.of(right);
  const presenceOf = (series: readonly StepSeries[], numbers: Int32Array) =>
    presence(series, numbers, signatures.count, steps.count);
  if (op === 'or') {
    const there = presenceOf(left, leftSignatures);
    return [...left, ...right.map((one, at) => masked(one, there[rightSignatures[at] as number], false))];
  }
  const there = presenceOf(right, rightSignatures);
  return left.map((one, at) => masked(one, there[leftSignatures[at] as number], op === 'and'));
}

/** By signature and step: 1 where a series has a sample. Undefined for a signature that no series has. */
function presence(
  series: readonly StepSeries[],
  numbers: Int32Array,
  signatures: number,
  steps: number,
): readonly (Uint8Array | undefined)[] {
  const there: (Uint8Array | undefined)[] = Array.from({ length: signatures });
  series.forEach(({ kinds }, at) => {
    const number = numbers[at] as number;
    const mask = (there[number] ??= new Uint8Array(steps));
    for (let step = 0; step < steps; step++) if (kinds[step] !== absentSample) mask[step] = 1;
  });
  return there;
}

/** The samples at the steps where the mask is set, or where it is not. */
function masked(series: StepSeries, mask: Uint8Array | undefined, set: boolean): StepSeries {
  const keeps = (step: number) => (mask?.[step] === 1) === set;
  const kinds = series.kinds.map((kind, step) => (keeps(step) ? kind : absentSample));
  const histograms = series.histograms?.map((histogram, step) => (keeps(step) ? histogram : undefined));
  return { ...series, kinds, histograms };
}

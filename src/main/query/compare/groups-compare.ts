// traces.compareGroups: two groups of traces side by side, operation by operation.
import { Change, type GroupComparison, type GroupFacts, type GroupOperations } from '../../../contract/compare.ts';
import type { GroupSums, OperationSums } from './group-sums.ts';
import { LogHistogram } from '../log-histogram.ts';
import { changeOf } from './traces-compare.ts';

const most = 1000;

export function compareGroups(left: GroupSums, right: GroupSums): GroupComparison {
  const keys = [...new Set([...left.operations.keys(), ...right.operations.keys()])];
  const selfOf = (key: string): number =>
    (left.operations.get(key)?.self ?? 0) + (right.operations.get(key)?.self ?? 0);
  const listed = keys.toSorted((a, b) => selfOf(b) - selfOf(a) || (a < b ? -1 : 1)).slice(0, most);
  const lefts = listed.map((key) => left.operations.get(key));
  const rights = listed.map((key) => right.operations.get(key));
  const [leftOperations, rightOperations] = [operationsOf(lefts), operationsOf(rights)];
  const change = Uint8Array.from(listed, (_, row) => {
    if (lefts[row] === undefined) return Change.added;
    if (rights[row] === undefined) return Change.removed;
    return changeOf(leftOperations.p50[row] as number, rightOperations.p50[row] as number);
  });
  return {
    left: factsOf(left),
    right: factsOf(right),
    operations: listed.map((_, row) => {
      const { service = '', name = '' } = lefts[row] ?? rights[row] ?? {};
      return { service, name };
    }),
    operationCount: keys.length,
    leftOperations,
    rightOperations,
    change,
  };
}

function factsOf({ operations: _, durations, ...facts }: GroupSums): GroupFacts {
  return {
    ...facts,
    p50: durations.quantile(0.5),
    p90: durations.quantile(0.9),
    p99: durations.quantile(0.99),
    durations: durations.distribution(),
  };
}

function operationsOf(all: readonly (OperationSums | undefined)[]): GroupOperations {
  const histograms = all.map((sums) => histogramOf(sums?.durations ?? []));
  const quantile = (q: number): Float64Array => Float64Array.from(histograms, (durations) => durations.quantile(q));
  return {
    spans: Uint32Array.from(all, (sums) => sums?.durations.length ?? 0),
    errors: Uint32Array.from(all, (sums) => sums?.errors ?? 0),
    p50: quantile(0.5),
    p90: quantile(0.9),
    p99: quantile(0.99),
    self: Float64Array.from(all, (sums) => sums?.self ?? NaN),
    durations: histograms.map((durations) => durations.distribution()),
  };
}

function histogramOf(durations: readonly number[]): LogHistogram {
  const histogram = new LogHistogram();
  for (const one of durations) histogram.add(one);
  return histogram;
}

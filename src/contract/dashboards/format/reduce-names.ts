// Names of calculations over the values of a field.
import type { ReduceCalc } from '../panels.ts';

const names: ReadonlySet<string> = new Set([
  'last',
  'lastNotNull',
  'first',
  'firstNotNull',
  'min',
  'max',
  'mean',
  'median',
  'sum',
  'count',
  'range',
  'delta',
  'diff',
  'diffperc',
  'step',
  'changeCount',
  'distinctCount',
  'allIsNull',
  'allIsZero',
  'stdDev',
  'variance',
]);

const older: Readonly<Record<string, ReduceCalc>> = { avg: 'mean', current: 'lastNotNull', total: 'sum' };

export function reduceCalc(name: string): ReduceCalc | undefined {
  if (names.has(name) || /^p([1-9]|[1-9]\d)$/.test(name)) return name as ReduceCalc;
  return older[name];
}

/** What a column of it is called. */
export function calcTitle(calc: ReduceCalc): string {
  const titles: Readonly<Record<string, string>> = {
    lastNotNull: 'Last',
    firstNotNull: 'First',
    mean: 'Mean',
    sum: 'Total',
    diffperc: 'Difference percent',
    changeCount: 'Changes',
    distinctCount: 'Distinct',
    allIsNull: 'All nulls',
    allIsZero: 'All zeros',
    stdDev: 'StdDev',
  };
  return titles[calc] ?? `${calc.charAt(0).toUpperCase()}${calc.slice(1)}`;
}

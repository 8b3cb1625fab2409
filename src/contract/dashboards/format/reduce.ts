// One number of many: last, mean, quantiles and the other calculations of stat panels, legends and the reduce transformation.
import { numberOf, type Cell } from '../frame.ts';
import type { ReduceCalc } from '../panels.ts';

/** Result of `calc` over cells in order; texts come through only with first and last. Gaps count where the name says so. */
export function reduceCells(cells: readonly Cell[], calc: ReduceCalc): Cell {
  return isNumberCalc(calc) ? reduceNumbers(cells.map(numberOf).filter(isNumber), calc) : reduceAny(cells, calc);
}

function reduceAny(cells: readonly Cell[], calc: Exclude<ReduceCalc, NumberCalc>): Cell {
  switch (calc) {
    case 'last':
      return cells.at(-1);
    case 'first':
      return cells[0];
    case 'lastNotNull':
      return cells.findLast(isThere);
    case 'firstNotNull':
      return cells.find(isThere);
    case 'count':
      return cells.length;
    case 'distinctCount':
      return new Set(cells).size;
    case 'changeCount':
      return changes(cells);
    case 'allIsNull':
      return !cells.some(isThere);
  }
}

function isThere(cell: Cell): boolean {
  return cell !== undefined && !(typeof cell === 'number' && Number.isNaN(cell));
}

function changes(cells: readonly Cell[]): number {
  let count = 0;
  for (let i = 1; i < cells.length; i++) if (cells[i] !== cells[i - 1]) count++;
  return count;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

const anyCalcs = [
  'last',
  'first',
  'lastNotNull',
  'firstNotNull',
  'count',
  'distinctCount',
  'changeCount',
  'allIsNull',
] as const;

type NumberCalc = Exclude<ReduceCalc, (typeof anyCalcs)[number]>;

function isNumberCalc(calc: ReduceCalc): calc is NumberCalc {
  return !anyCalcs.some((one) => one === calc);
}

function reduceNumbers(values: readonly number[], calc: NumberCalc): Cell {
  const [first] = values;
  const last = values.at(-1);
  if (calc === 'sum') return sum(values);
  if (calc === 'allIsZero') return values.length > 0 && values.every((one) => one === 0);
  if (first === undefined || last === undefined) return undefined;
  switch (calc) {
    case 'min':
      return least(values);
    case 'max':
      return -least(values.map((one) => -one));
    case 'mean':
      return sum(values) / values.length;
    case 'median':
      return quantile(values, 0.5);
    case 'range':
      return -least(values.map((one) => -one)) - least(values);
    case 'delta':
      return delta(values);
    case 'diff':
      return last - first;
    case 'diffperc':
      return (last - first) / first;
    case 'step':
      return smallestStep(values);
    case 'variance':
      return variance(values);
    case 'stdDev':
      return Math.sqrt(variance(values));
    default:
      return quantile(values, Number(calc.slice(1)) / 100);
  }
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function least(values: readonly number[]): number {
  let smallest = Infinity;
  for (const value of values) if (value < smallest) smallest = value;
  return smallest;
}

/** Growth of a counter, resets counted as beginning from zero. */
function delta(values: readonly number[]): number {
  let total = 0;
  for (let i = 1; i < values.length; i++) {
    const now = values[i] ?? 0;
    const before = values[i - 1] ?? 0;
    total += now >= before ? now - before : now;
  }
  return total;
}

function smallestStep(values: readonly number[]): number | undefined {
  let smallest = Infinity;
  for (let i = 1; i < values.length; i++) smallest = Math.min(smallest, (values[i] ?? 0) - (values[i - 1] ?? 0));
  return Number.isFinite(smallest) ? smallest : undefined;
}

function variance(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map((one) => (one - mean) ** 2)) / values.length;
}

/** Nearest rank. */
function quantile(values: readonly number[], q: number): number | undefined {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(q * (sorted.length - 1) + 0.5)))];
}

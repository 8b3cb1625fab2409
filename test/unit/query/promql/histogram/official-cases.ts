// Reads what of Prometheus' own test files can be checked without an engine: loads of histogram series and, on the
// single sample of such a series, one function or one operator with a number.
import type { FloatHistogram } from '../../../../../src/main/query/promql/histogram/float-histogram.ts';
import { histogramSequence, parseTestExpression } from '../../../../promql/parse-test-expression.ts';

export interface OfficialCase {
  readonly line: number;
  readonly expression: string;
  /** The series that the expression names. */
  readonly histogram: FloatHistogram;
  /** The function with the numbers before the vector, or the operator with a number on one side. */
  readonly call:
    | { readonly kind: 'function'; readonly name: string; readonly numbers: readonly number[] }
    | { readonly kind: 'operator'; readonly operator: string; readonly left?: number; readonly right?: number };
  /** A float or the text of a histogram; undefined if no sample is expected. */
  readonly expected: string | undefined;
}

const value = String.raw`[-+]?(?:inf|nan|[\d.]+(?:e[-+]?\d+)?)`;
const selector = String.raw`[a-z_]\w*(?:\{[^}]*\})?`;
const functionCall = new RegExp(String.raw`^(histogram_\w+)\(\s*((?:${value}\s*,\s*)*)(${selector})\s*\)$`, 'i');
const rightNumber = new RegExp(String.raw`^(${selector})\s*([*/]|</|>/)\s*(${value})$`, 'i');
const leftNumber = new RegExp(String.raw`^(${value})\s*(\*)\s*(${selector})$`, 'i');

/** Milliseconds of "5m", "30s", "1h30m" or of bare seconds. */
function durationMillis(text: string): number {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  let total = 0;
  for (const [, size = '', unit = ''] of text.matchAll(/(\d+)(ms|s|m|h)/g)) total += Number(size) * (units[unit] ?? 0);
  return total;
}

/** `+Inf`, `nan` and plain numbers in any case. */
export function officialNumber(text: string): number {
  const named = /^([-+]?)inf$/i.exec(text);
  if (named !== null) return named[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[-+]?nan$/i.test(text) ? Number.NaN : Number(text);
}

type Item = FloatHistogram | 'other' | undefined;

/** The items of a series line after its labels; 'other' for floats and staleness markers. */
export function officialItems(text: string): Item[] {
  const items: Item[] = [];
  for (const [item] of text.matchAll(/\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x\d+)?|\S+/g)) {
    const times = Number(/x(\d+)$/.exec(item)?.[1] ?? 0);
    const [first, step] = [...item.matchAll(/\{\{[^}]*\}\}/g)].map(([literal]) => histogramOf(literal));
    if (first === undefined) {
      const repeated: Item = item.startsWith('_') ? undefined : 'other';
      const count = item.startsWith('_') ? Math.max(times, 1) : times + 1;
      for (let i = 0; i < count; i++) items.push(repeated);
    } else if (step === undefined) for (let i = 0; i <= times; i++) items.push(first);
    else {
      const series = histogramSequence(first, step, times, item.includes('}}-{{') ? '-' : '+');
      if (series.kind === 'wrong') throw new Error(`${item}: ${series.message}`);
      items.push(...series.histograms);
    }
  }
  return items;
}

function histogramOf(literal: string): FloatHistogram {
  const parsed = parseTestExpression(literal);
  if (parsed.kind === 'wrong') throw new Error(`${literal}: ${parsed.message}`);
  return parsed.histogram;
}

interface Loaded {
  readonly step: number;
  readonly items: readonly Item[];
}

/** The cases of a file. A name stands for its series only while there is just one series of that name. */
export function officialCases(file: string): OfficialCase[] {
  const cases: OfficialCase[] = [];
  const loaded = new Map<string, Loaded | 'several'>();
  const lines = file.split('\n').map((line) => (line.trim().startsWith('#') ? '' : line.trim()));
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line === 'clear') loaded.clear();
    const block: string[] = [];
    for (let next = at + 1; next < lines.length && lines[next] !== ''; next++) block.push(lines[next] as string);
    const load = /^load\s+(\S+)$/.exec(line);
    if (load !== null) for (const series of block) loadSeries(loaded, durationMillis(load[1] as string), series);
    const evaluation = /^eval instant at (\S+)\s+(.*)$/.exec(line);
    if (evaluation === null) continue;
    const [, time = '', expression = ''] = evaluation;
    const found = caseOf(expression, (name) => sampleAt(loaded.get(name), durationMillis(time)));
    // A result has labels and one value; expectations about notes come before it.
    const results = block
      .filter((one) => one.startsWith('{') || /^[a-z_]\w*[{ ]/.test(one))
      .filter((one) => !one.startsWith('expect'));
    if (found === undefined || results.length > 1 || block.some((one) => /^expect (fail|range|string)/.test(one)))
      continue;
    const expected = results[0]?.replace(/^(?:[a-z_]\w*)?(?:\{(?!\{)[^}]*\})?\s*/i, '');
    cases.push({ line: at + 1, expression, expected, ...found });
  }
  return cases;
}

function loadSeries(loaded: Map<string, Loaded | 'several'>, step: number, text: string): void {
  const [, name = '', labels = '', items = ''] = /^([a-z_:]\w*)?(\{(?!\{)[^}]*\})?\s*(.*)$/i.exec(text) ?? [];
  if (/@st\b/.test(text) || name === '') return;
  const series = { step, items: officialItems(items) };
  for (const key of new Set([name, name + labels.replaceAll(/\s/g, '')])) {
    loaded.set(key, loaded.has(key) ? 'several' : series);
  }
}

function sampleAt(series: Loaded | 'several' | undefined, time: number): FloatHistogram | undefined {
  if (series === undefined || series === 'several') return undefined;
  for (let at = Math.min(Math.floor(time / series.step), series.items.length - 1); at >= 0; at--) {
    if (at * series.step <= time - 300_000) return undefined;
    const item = series.items[at];
    if (item !== undefined) return item === 'other' ? undefined : item;
  }
  return undefined;
}

function caseOf(
  expression: string,
  sample: (name: string) => FloatHistogram | undefined,
): Pick<OfficialCase, 'histogram' | 'call'> | undefined {
  const of = (name: string, call: OfficialCase['call']): Pick<OfficialCase, 'histogram' | 'call'> | undefined => {
    const histogram = sample(name.replaceAll(/\s/g, ''));
    return histogram === undefined ? undefined : { histogram, call };
  };
  const call = functionCall.exec(expression);
  if (call !== null) {
    const [, name = '', numbers = '', vector = ''] = call;
    const list = numbers.split(',').map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
    return of(vector, { kind: 'function', name, numbers: list.map(officialNumber) });
  }
  const right = rightNumber.exec(expression);
  if (right !== null) {
    return of(right[1] as string, {
      kind: 'operator',
      operator: right[2] as string,
      right: officialNumber(right[3] as string),
    });
  }
  const left = leftNumber.exec(expression);
  if (left === null) return undefined;
  return of(left[3] as string, { kind: 'operator', operator: '*', left: officialNumber(left[1] as string) });
}

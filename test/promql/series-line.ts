// A line of a promqltest file: a metric and its values, in the shorthand of that language.
import { Labels } from '../../src/main/query/promql/engine/labels.ts';
import type { FloatHistogram } from '../../src/main/query/promql/histogram/float-histogram.ts';
import { histogramSequence, parseTestExpression } from './parse-test-expression.ts';
import { parseNumber } from '../../src/main/query/promql/syntax/literals.ts';
import { parseMetricSelector } from '../../src/main/query/promql/syntax/parse.ts';

/** One place in a sequence of values. */
export type SequenceValue =
  | { readonly kind: 'omitted' }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'stale' }
  /** `hintSet`: the counter reset hint was written out, so that it is compared. */
  | { readonly kind: 'histogram'; readonly histogram: FloatHistogram; readonly hintSet: boolean };

export interface SeriesLine {
  readonly labels: Labels;
  readonly values: readonly SequenceValue[];
}

/** `metric{labels} values ...`; throws for what is not that. */
export function parseSeriesLine(line: string): SeriesLine {
  const end = metricEnd(line);
  return { labels: parseMetric(line.slice(0, end)), values: parseValues(line.slice(end)) };
}

/** The labels of `metric{a="b"}`. */
export function parseMetric(text: string): Labels {
  const parsed = parseMetricSelector(text.trim());
  if (parsed.kind === 'wrong') throw new Error(`${text}: ${parsed.error.message}`);
  return Labels.from(parsed.value.map(({ name, value }) => [name, value] as const));
}

/** The index behind a metric: its closing brace, or the first blank when it has no braces. */
function metricEnd(line: string): number {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote !== '') {
      if (character === '\\' && quote !== '`') at++;
      else if (character === quote) quote = '';
    } else if (`"'\``.includes(character)) quote = character;
    else if (character === '}') return at + 1;
    else if (/\s/.test(character) && !line.slice(0, at).includes('{')) return at;
  }
  return line.length;
}

const itemForm = /\{\{.*?\}\}(?:[+-]\{\{.*?\}\})?(?:x\d+)?|\S+/g;
const number = String.raw`(?:nan|inf|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)`;
const floatForm = new RegExp(`^([+-]?${number})(?:([+-])(${number}))?(?:x(\\d+))?$`, 'i');
const histogramForm = /^(\{\{.*?\}\})(?:([+-])(\{\{.*?\}\}))?(?:x(\d+))?$/;

function parseValues(text: string): readonly SequenceValue[] {
  return [...text.matchAll(itemForm)].flatMap(([item]) => parseItem(item));
}

function parseItem(item: string): readonly SequenceValue[] {
  const [, omitted] = /^_(?:x(\d+))?$/.exec(item) ?? [];
  if (item === '_' || omitted !== undefined) return repeat({ kind: 'omitted' }, Number(omitted ?? 1));
  if (item === 'stale') return [{ kind: 'stale' }];
  const float = floatForm.exec(item);
  if (float !== null) {
    const [, base = '', sign, step = '0', times = '0'] = float;
    const by = sign === '-' ? -numberOf(step) : numberOf(step);
    return floats(numberOf(base), by, Number(times) + 1);
  }
  const histogram = histogramForm.exec(item);
  if (histogram === null) throw new Error(`not a value of a series: ${item}`);
  return histograms(histogram);
}

function repeat(value: SequenceValue, count: number): readonly SequenceValue[] {
  return Array.from({ length: count }, () => value);
}

/** Sums up, so that rounding is that of a running sum. */
function floats(base: number, step: number, count: number): readonly SequenceValue[] {
  const values: SequenceValue[] = [];
  for (let value = base; values.length < count; value += step) values.push({ kind: 'float', value });
  return values;
}

function histograms([, base = '', sign, step, times = '0']: RegExpExecArray): readonly SequenceValue[] {
  const first = testHistogram(base);
  if (sign === undefined || step === undefined) return repeat(first, Number(times) + 1);
  const by = testHistogram(step);
  const sequence = histogramSequence(first.histogram, by.histogram, Number(times), sign as '+' | '-');
  if (sequence.kind === 'wrong') throw new Error(sequence.message);
  return sequence.histograms.map((histogram) => ({ kind: 'histogram', histogram, hintSet: by.hintSet }));
}

function testHistogram(text: string): Extract<SequenceValue, { kind: 'histogram' }> {
  const parsed = parseTestExpression(text);
  if (parsed.kind === 'wrong') throw new Error(`${text}: ${parsed.message}`);
  return { kind: 'histogram', histogram: parsed.histogram, hintSet: parsed.hintSet };
}

/** A number alone, as a line that stands for a scalar result; undefined for other lines. */
export function parseScalarLine(line: string): number | undefined {
  return new RegExp(`^[+-]?(?:${number}|0x[\\da-f]+)$`, 'i').test(line) ? numberOf(line) : undefined;
}

function numberOf(text: string): number {
  const [, sign, digits = ''] = /^([+-]?)(.*)$/.exec(text) ?? [];
  const parsed = parseNumber(digits);
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  return sign === '-' ? -parsed.value : parsed.value;
}

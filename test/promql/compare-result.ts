// Compares what an evaluation gave with what a promqltest file wants. Order does not matter unless it is asked for;
// floats may differ by a millionth.
import { compareLabels, type Labels } from '../../src/main/query/promql/engine/labels.ts';
import type { EvaluatedValue } from '../../src/main/query/promql/engine/evaluate.ts';
import { floatSample, histogramSample } from '../../src/main/query/promql/engine/value.ts';
import { compact } from '../../src/main/query/promql/histogram/compact.ts';
import { almostEqual, equalHistograms } from '../../src/main/query/promql/histogram/equal-histograms.ts';
import type { FloatHistogram } from '../../src/main/query/promql/histogram/float-histogram.ts';
import { testExpression } from './test-expression.ts';
import type { SequenceValue, SeriesLine } from './series-line.ts';
import type { Evaluation } from './test-file.ts';

const epsilon = 1e-6;

/** One sample of a result. */
export interface Point {
  readonly timeMillis: number;
  readonly value: number | FloatHistogram;
}

export interface ResultSeries {
  readonly labels: Labels;
  readonly points: readonly Point[];
}

export type PlainResult =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly series: readonly ResultSeries[] }
  | { readonly kind: 'matrix'; readonly series: readonly ResultSeries[] };

/** A result with its samples at their times. */
export function plainResult(value: EvaluatedValue): PlainResult {
  switch (value.kind) {
    case 'scalar':
    case 'string':
      return { kind: value.kind, value: value.value } as PlainResult;
    case 'vector':
    case 'matrix': {
      const timeOf = (step: number): number =>
        value.kind === 'vector' ? value.timeMillis : value.steps.startMillis + step * value.steps.intervalMillis;
      const series = value.series.map(({ labels, kinds, values, histograms }) => {
        const points: Point[] = [];
        for (const [step, kind] of kinds.entries()) {
          if (kind === floatSample) points.push({ timeMillis: timeOf(step), value: values[step] as number });
          if (kind !== histogramSample) continue;
          points.push({ timeMillis: timeOf(step), value: histograms?.[step] as FloatHistogram });
        }
        return { labels, points };
      });
      return { kind: value.kind, series };
    }
    case 'ranges': {
      const series = value.series.map((one) => {
        const floats = Array.from(one.times, (timeMillis, at) => ({ timeMillis, value: one.values[at] as number }));
        const histograms = one.histograms.map((histogram, at) => ({
          timeMillis: one.histogramTimes[at] as number,
          value: histogram,
        }));
        return { labels: one.labels, points: [...floats, ...histograms] };
      });
      return { kind: 'matrix', series };
    }
  }
}

/** What is wrong with a result, or undefined. */
export function differenceOf(result: PlainResult, wanted: Evaluation): string | undefined {
  if (result.kind === 'string') {
    const text = wanted.result.kind === 'string' ? wanted.result.value : undefined;
    return text === result.value
      ? undefined
      : `want ${JSON.stringify(text)}, got the string ${JSON.stringify(result.value)}`;
  }
  if (result.kind === 'scalar') {
    if (wanted.result.kind !== 'scalar') return `want no scalar, got ${result.value}`;
    const same = almostEqual(wanted.result.value, result.value, epsilon);
    return same ? undefined : `want ${wanted.result.value}, got ${result.value}`;
  }
  if (wanted.result.kind !== 'series') return `want a ${wanted.result.kind}, got a ${result.kind}`;
  if (result.kind === 'matrix') {
    if (wanted.ordered) return 'a matrix has no order';
    const unsorted = unsortedPair(result.series);
    if (unsorted !== undefined) return unsorted;
  }
  return differenceOfSeries(result, wanted, wanted.result.series);
}

/** The labels of two neighbours of a matrix that are in the wrong order, or undefined. */
export function unsortedPair(series: readonly ResultSeries[]): string | undefined {
  const at = series.findIndex((one, index) => {
    const next = series[index + 1];
    return next !== undefined && compareLabels(one.labels, next.labels) > 0;
  });
  return at === -1
    ? undefined
    : `not sorted: ${series[at]?.labels.toString()} before ${series[at + 1]?.labels.toString()}`;
}

function differenceOfSeries(
  result: Extract<PlainResult, { series: unknown }>,
  wanted: Evaluation,
  lines: readonly SeriesLine[],
): string | undefined {
  const byKey = new Map(lines.map((line, position) => [line.labels.key(), { line, position }]));
  const seen = new Set<string>();
  for (const [position, { labels, points }] of result.series.entries()) {
    const expected = byKey.get(labels.key());
    if (expected === undefined) return `unexpected series ${labels.toString()}: ${shown(points)}`;
    if (wanted.ordered && expected.position !== position)
      return `${labels.toString()} is at ${position + 1}, want ${expected.position + 1}`;
    seen.add(labels.key());
    const want = wantedPoints(wanted, expected.line, result.kind === 'vector');
    const difference = differenceOfPoints(points, want);
    if (difference !== undefined) return `${labels.toString()}: ${difference}`;
  }
  for (const [key, { line }] of byKey) if (!seen.has(key)) return `missing series ${line.labels.toString()}`;
  return undefined;
}

interface WantedPoint {
  readonly timeMillis: number | undefined;
  readonly value: SequenceValue;
}

/** The points that a line stands for; of a vector only the first, at whatever time. */
function wantedPoints(wanted: Evaluation, line: SeriesLine, vector: boolean): readonly WantedPoint[] {
  const start = wanted.rangeVector?.startMillis ?? wanted.startMillis;
  const step = wanted.rangeVector?.stepMillis ?? wanted.stepMillis;
  if (vector) return line.values.slice(0, 1).map((value) => ({ timeMillis: undefined, value }));
  return line.values
    .map((value, at) => ({ timeMillis: start + at * step, value }))
    .filter(({ value }) => value.kind !== 'omitted');
}

/** Floats and histograms are compared apart, each in order of time. */
function differenceOfPoints(points: readonly Point[], wanted: readonly WantedPoint[]): string | undefined {
  const got = [...points.filter(isFloat), ...points.filter((point) => !isFloat(point))];
  const want = [...wanted.filter(isWantedFloat), ...wanted.filter((point) => !isWantedFloat(point))];
  const texts = `want ${want.map(shownWanted).join(' ')}, got ${shown(got)}`;
  if (got.length !== want.length) return texts;
  const same = want.every((one, at) => samePoint(got[at] as Point, one));
  return same ? undefined : texts;
}

function isFloat(point: Point): boolean {
  return typeof point.value === 'number';
}

function isWantedFloat({ value }: WantedPoint): boolean {
  return value.kind !== 'histogram';
}

function samePoint(got: Point, want: WantedPoint): boolean {
  if (want.timeMillis !== undefined && want.timeMillis !== got.timeMillis) return false;
  if (typeof got.value === 'number') {
    return want.value.kind === 'float' && almostEqual(want.value.value, got.value, epsilon);
  }
  if (want.value.kind !== 'histogram') return false;
  const { histogram, hintSet } = want.value;
  if (hintSet && histogram.hint !== got.value.hint) return false;
  return equalHistograms(compact(histogram), compact(got.value), (left, right) => almostEqual(left, right, epsilon));
}

function shown(points: readonly Point[]): string {
  return points.map(({ timeMillis, value }) => `${shownValue(value)}@${timeMillis}`).join(' ') || 'nothing';
}

function shownValue(value: number | FloatHistogram): string {
  return typeof value === 'number' ? String(value) : testExpression(value);
}

function shownWanted({ timeMillis, value }: WantedPoint): string {
  const time = timeMillis === undefined ? '' : `@${timeMillis}`;
  if (value.kind === 'float') return `${value.value}${time}`;
  return value.kind === 'histogram' ? `${testExpression(value.histogram)}${time}` : `${value.kind}${time}`;
}

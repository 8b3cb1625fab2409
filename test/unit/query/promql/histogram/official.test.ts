// Prometheus' own test files, as far as they need no engine. The files are not part of the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compact } from '../../../../../src/main/query/promql/histogram/compact.ts';
import { almostEqual, equalHistograms } from '../../../../../src/main/query/promql/histogram/equal-histograms.ts';
import type { FloatHistogram } from '../../../../../src/main/query/promql/histogram/float-histogram.ts';
import { histogramFraction } from '../../../../../src/main/query/promql/histogram/fraction.ts';
import { histogramOperator } from '../../../../../src/main/query/promql/histogram/histogram-operator.ts';
import { parseTestExpression } from '../../../../promql/parse-test-expression.ts';
import { histogramQuantile } from '../../../../../src/main/query/promql/histogram/quantile.ts';
import { histogramAverage, histogramVariance } from '../../../../../src/main/query/promql/histogram/statistics.ts';
import { testExpression } from '../../../../promql/test-expression.ts';
import { officialCases, officialNumber, type OfficialCase } from './official-cases.ts';

const folder = join(import.meta.dirname, '../../../../../../shared/conformance/promqltest');
const ignore = (): void => undefined;

function valueOf({ histogram, call }: OfficialCase): number | FloatHistogram | undefined {
  if (call.kind === 'operator') {
    return histogramOperator(call.operator, call.left ?? histogram, call.right ?? histogram, ignore)?.histogram;
  }
  const [first = Number.NaN, second = Number.NaN] = call.numbers;
  switch (call.name) {
    case 'histogram_count':
      return histogram.count;
    case 'histogram_sum':
      return histogram.sum;
    case 'histogram_avg':
      return histogramAverage(histogram);
    case 'histogram_stdvar':
      return histogramVariance(histogram);
    case 'histogram_stddev':
      return Math.sqrt(histogramVariance(histogram));
    case 'histogram_quantile':
      return histogramQuantile(first, histogram, ignore);
    case 'histogram_fraction':
      return histogramFraction(first, second, histogram, ignore);
    default:
      throw new Error(`no function ${call.name}`);
  }
}

describe('official files', () => {
  const present = existsSync(folder);
  const files = present ? readdirSync(folder).filter((name) => name.endsWith('.test')) : [];

  it.skipIf(present)('are skipped: the folder shared/conformance/promqltest is not beside the repository', ignore);

  it.runIf(present)('have histograms that print as they were read', () => {
    let literals = 0;
    for (const file of files) {
      for (const [literal] of readFileSync(join(folder, file), 'utf8').matchAll(/\{\{[^{}]*\}\}/g)) {
        const parsed = parseTestExpression(literal);
        if (parsed.kind === 'wrong') throw new Error(`${file}: ${literal}: ${parsed.message}`);
        const again = parseTestExpression(testExpression(parsed.histogram));
        expect(again.kind === 'ok' && compact(again.histogram), literal).toEqual(compact(parsed.histogram));
        literals++;
      }
    }
    expect(literals).toBeGreaterThan(700);
  });

  it.runIf(present)('have the values that single functions and operators give', () => {
    let checked = 0;
    const wrong: string[] = [];
    for (const file of files) {
      for (const one of officialCases(readFileSync(join(folder, file), 'utf8'))) {
        const value = valueOf(one);
        const got = typeof value === 'object' ? testExpression(value) : String(value);
        checked++;
        if (!agrees(value, one.expected)) {
          wrong.push(`${file}:${one.line}: ${one.expression}: expected ${one.expected}, got ${got}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(200);
  });
});

function agrees(value: number | FloatHistogram | undefined, expected: string | undefined): boolean {
  if (expected === undefined || value === undefined) return expected === undefined && value === undefined;
  if (typeof value === 'number') return almostEqual(value, officialNumber(expected), 1e-6);
  const parsed = parseTestExpression(expected);
  if (parsed.kind === 'wrong') return false;
  const hintsAgree = !parsed.hintSet || parsed.histogram.hint === value.hint;
  return (
    hintsAgree &&
    equalHistograms(compact(value), compact(parsed.histogram), (left, right) => almostEqual(left, right, 1e-6))
  );
}

import { describe, expect, it } from 'vitest';
import { customFromClassic } from '../../../../promql/from-classic.ts';
import { customFromExplicit } from '../../../../../src/main/query/promql/histogram/from-otlp.ts';
import { testExpression } from '../../../../promql/test-expression.ts';

const infinity = Number.POSITIVE_INFINITY;
const buckets = (...pairs: [number, number][]): { upperBound: number; count: number }[] =>
  pairs.map(([upperBound, count]) => ({ upperBound, count }));

describe('from classic buckets', () => {
  const converted = (...args: Parameters<typeof customFromClassic>): string => {
    const result = customFromClassic(...args);
    return result.kind === 'ok' ? testExpression(result.histogram) : result.message;
  };

  it('takes differences of cumulative counts, in any order', () => {
    expect(converted({ buckets: buckets([infinity, 9], [1, 2], [5, 6]), count: 9, sum: 30 })).toBe(
      '{{schema:-53 count:9 sum:30 custom_values:[1 5] buckets:[2 4 3]}}',
    );
  });

  it('makes up what is missing', () => {
    expect(converted({ buckets: buckets([1, 2], [5, 6]), count: 9 })).toBe(
      '{{schema:-53 count:9 custom_values:[1 5] buckets:[2 4 3]}}',
    );
    expect(converted({ buckets: buckets([1, 2], [5, 6]) })).toBe(
      '{{schema:-53 count:6 custom_values:[1 5] buckets:[2 4]}}',
    );
    expect(converted({ buckets: [], count: 3, sum: 4 })).toBe(
      '{{schema:-53 count:3 sum:4 custom_values:[] buckets:[3]}}',
    );
  });

  it('says what cannot be', () => {
    expect(converted({ buckets: buckets([1, 4], [5, 3]) })).toBe('count is not cumulative: 3 < 4');
    expect(converted({ buckets: buckets([5, 3], [1, 4]) })).toBe('count is not cumulative: 4 > 3');
    expect(converted({ buckets: buckets([1, -1]) })).toBe('bucket count must be non-negative: le=1, count=-1');
    expect(converted({ buckets: buckets([Number.NaN, 1]) })).toBe('bucket boundary must not be NaN');
    expect(converted({ buckets: buckets([infinity, 3]), count: 4 })).toBe('count mismatch: count=4 != le=+Inf count=3');
  });
});

describe('from OpenTelemetry', () => {
  const explicit = { bounds: [0, 0.5, 10], counts: [0, 2, 0, 3], count: 5, sum: 44, delta: false };

  it('makes custom buckets of explicit bounds', () => {
    expect(testExpression(customFromExplicit(explicit))).toBe(
      '{{schema:-53 count:5 sum:44 custom_values:[0 0.5 10] offset:1 buckets:[2 0 3]}}',
    );
    expect(customFromExplicit({ ...explicit, delta: true }).hint).toBe('gauge');
  });
});

import { describe, expect, it } from 'vitest';
import { customFromClassic } from '../../../../../src/main/query/promql/histogram/from-classic.ts';
import {
  classicFromExplicit,
  customFromExplicit,
  nativeFromExponential,
  otlpBucketLabel,
} from '../../../../../src/main/query/promql/histogram/from-otlp.ts';
import {
  hasNativePart,
  nativeFromProtobuf,
  type ProtobufHistogram,
} from '../../../../../src/main/query/promql/histogram/from-protobuf.ts';
import { testExpression } from '../../../../../src/main/query/promql/histogram/test-expression.ts';
import { classicFromCustom } from '../../../../../src/main/query/promql/histogram/to-classic.ts';
import { histogramFault } from '../../../../../src/main/query/promql/histogram/validate.ts';
import { h } from './literals.ts';

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

  it('goes back', () => {
    expect(classicFromCustom(h('schema:-53 count:9 custom_values:[1 5] buckets:[2 0 3]'))).toEqual(
      buckets([1, 2], [5, 2], [infinity, 5]),
    );
    expect(classicFromCustom(h('count:1'))).toBeUndefined();
  });
});

describe('from OpenTelemetry', () => {
  const explicit = { bounds: [0, 0.5, 10], counts: [0, 2, 0, 3], count: 5, sum: 44, delta: false };

  it('makes classic or custom buckets of explicit bounds', () => {
    expect(classicFromExplicit(explicit)).toEqual(buckets([0, 0], [0.5, 2], [10, 2], [infinity, 5]));
    expect(testExpression(customFromExplicit(explicit))).toBe(
      '{{schema:-53 count:5 sum:44 custom_values:[0 0.5 10] offset:1 buckets:[2 0 3]}}',
    );
    expect(customFromExplicit({ ...explicit, delta: true }).hint).toBe('gauge');
    expect(classicFromExplicit({ ...explicit, bounds: [], counts: [] })).toEqual(buckets([infinity, 5]));
    expect([1, 0.25, infinity].map(otlpBucketLabel)).toEqual(['1', '0.25', '+Inf']);
  });

  const exponential = {
    scale: 1,
    zeroCount: 1,
    zeroThreshold: 0,
    positiveOffset: -1,
    positiveCounts: [1, 0, 2],
    negativeOffset: 3,
    negativeCounts: [4],
    count: 8,
    sum: 9,
    delta: false,
  };
  const native = (point: typeof exponential): string => {
    const result = nativeFromExponential(point);
    return result.kind === 'ok' ? testExpression(result.histogram) : result.message;
  };

  it('moves indexes by one: bucket 0 there begins at 1, here it ends at 1', () => {
    expect(native(exponential)).toBe(
      '{{schema:1 count:8 sum:9 z_bucket:1 z_bucket_w:1e-128 buckets:[1 0 2] n_offset:4 n_buckets:[4]}}',
    );
    expect(native({ ...exponential, zeroThreshold: 0.25 })).toContain('z_bucket_w:0.25');
  });

  it('reduces scales above 8 and refuses scales below -4', () => {
    const fine = { ...exponential, scale: 10, positiveOffset: 6, positiveCounts: [1, 2, 4, 8], negativeCounts: [] };
    // Scale 10 to 8: indexes 6 and 7 are bucket 1, 8 and 9 are bucket 2.
    expect(native(fine)).toBe('{{schema:8 count:8 sum:9 z_bucket:1 z_bucket_w:1e-128 offset:2 buckets:[3 12]}}');
    expect(native({ ...exponential, scale: -5 })).toBe(
      'cannot convert exponential to native histogram. Scale must be >= -4, was -5',
    );
  });

  it('refuses indexes that no bucket can have', () => {
    expect(native({ ...exponential, positiveOffset: 2 ** 31 - 2 })).toBe('bucket indexes out of range');
  });
});

describe('from protobuf', () => {
  const empty: ProtobufHistogram = {
    sampleCount: 0,
    sampleCountFloat: 0,
    sampleSum: 0,
    schema: 0,
    zeroThreshold: 0,
    zeroCount: 0,
    zeroCountFloat: 0,
    negativeSpans: [],
    negativeDeltas: [],
    negativeCounts: [],
    positiveSpans: [],
    positiveDeltas: [],
    positiveCounts: [],
  };
  const native = (message: Partial<ProtobufHistogram>, gauge = false): string => {
    const result = nativeFromProtobuf({ ...empty, ...message }, gauge);
    return result.kind === 'ok' ? testExpression(result.histogram) : result.message;
  };

  it('adds up deltas of integer counts', () => {
    const message = {
      sampleCount: 12,
      sampleSum: 18.4,
      schema: 1,
      zeroThreshold: 0.001,
      zeroCount: 2,
      positiveSpans: [
        { offset: 0, length: 2 },
        { offset: 1, length: 2 },
      ],
      positiveDeltas: [1, 1, -1, 0],
      negativeSpans: [{ offset: -1, length: 2 }],
      negativeDeltas: [2, -1],
    };
    expect(native(message)).toBe(
      '{{schema:1 count:12 sum:18.4 z_bucket:2 z_bucket_w:0.001 buckets:[1 2 0 1 1] n_offset:-1 n_buckets:[2 1]}}',
    );
    expect(native(message, true)).toContain('counter_reset_hint:gauge');
  });

  it('takes float counts as they are', () => {
    const message = {
      sampleCountFloat: 3.5,
      positiveSpans: [{ offset: 2, length: 2 }],
      positiveCounts: [1.5, 2],
    };
    expect(native(message)).toBe('{{count:3.5 offset:2 buckets:[1.5 2]}}');
  });

  it('knows classic from native, and reduces reserved schemas', () => {
    expect(hasNativePart(empty)).toBe(false);
    expect(hasNativePart({ ...empty, positiveSpans: [{ offset: 0, length: 0 }] })).toBe(true);
    expect(
      native({ schema: 9, sampleCount: 3, positiveSpans: [{ offset: 1, length: 2 }], positiveDeltas: [1, 1] }),
    ).toBe('{{schema:8 count:3 offset:1 buckets:[3]}}');
  });

  it('says what is wrong', () => {
    expect(native({ positiveSpans: [{ offset: 0, length: 2 ** 31 }], positiveDeltas: [1] })).toBe(
      'positive side: spans need 2147483648 buckets, have 1 buckets: histogram spans specify different number of buckets than provided',
    );
    const gap = { positiveSpans: [{ offset: 0, length: 1 }, { offset: -2, length: 1 }], positiveDeltas: [1, 1] }; // prettier-ignore
    expect(native(gap)).toBe(
      'positive side: span number 2 with offset -2: histogram has a span whose offset is negative',
    );
    expect(native({ positiveSpans: [{ offset: 0, length: 1 }], positiveDeltas: [-1] })).toBe(
      'positive side: bucket number 1 has observation count of -1: histogram has a bucket whose observation count is negative',
    );
    expect(native({ schema: -5 })).toContain('histogram has an invalid schema');
  });
});

describe('validation', () => {
  it.each([
    ['count:-1', "observation count is  -1: histogram's observation count is negative"],
    [
      'z_bucket:-1',
      'zero bucket has observation count of -1: histogram has a bucket whose observation count is negative',
    ],
    ['custom_values:[1]', 'histogram with exponential schema must not have custom bounds'],
    ['schema:-53 z_bucket:1', 'custom buckets: must have zero count of 0'],
    ['schema:-53 z_bucket_w:1', 'custom buckets: must have zero threshold of 0'],
    ['schema:-53 n_buckets:[1]', 'custom buckets: must not have negative buckets'],
    [
      'schema:-53 custom_values:[2 1]',
      'custom buckets: previous bound is 2.000000 and current is 1.000000: histogram custom bounds must be in strictly increasing order',
    ],
    ['schema:-53 custom_values:[NaN]', 'custom buckets: histogram custom bounds must not be NaN'],
    [
      'schema:-53 custom_values:[1 Inf]',
      'custom buckets: last +Inf bound must not be explicitly defined: histogram custom bounds must be finite',
    ],
    [
      'schema:-53 custom_values:[1] buckets:[1 1 1]',
      'custom buckets: only 1 custom bounds defined which is insufficient to cover total span length of 3: histogram custom bounds are too few',
    ],
  ])('refuses %s', (fields, fault) => {
    expect(histogramFault(h(fields))).toBe(fault);
  });

  it('accepts what is fine', () => {
    expect(histogramFault(h('schema:3 count:9 sum:NaN z_bucket:1 buckets:[1] n_buckets:[2]'))).toBeUndefined();
    expect(histogramFault(h('schema:-53 count:9 custom_values:[-1 1] buckets:[1 1 1]'))).toBeUndefined();
  });
});

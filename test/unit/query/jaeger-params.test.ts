import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../../src/main/query/go-duration.ts';
import {
  parseJaegerDependencies,
  parseJaegerSearch,
  parseJaegerTraceId,
} from '../../../src/main/query/jaeger-params.ts';

const now = 1_760_000_000_000_000_000n;

describe('parseGoDuration', () => {
  it.each([
    ['0', 0n],
    ['1.2ms', 1_200_000n],
    ['100us', 100_000n],
    ['100µs', 100_000n],
    ['1h30m', 5_400_000_000_000n],
    ['.5s', 500_000_000n],
    ['2.s', 2_000_000_000n],
    ['-3ns', -3n],
    ['1.0000000001s', 1_000_000_000n],
  ])('%s', (text, nanos) => {
    expect(parseGoDuration(text)).toEqual({ kind: 'ok', nanos });
  });

  it.each([
    ['', 'time: invalid duration ""'],
    ['10', 'time: missing unit in duration "10"'],
    ['10x', 'time: unknown unit "x" in duration "10x"'],
    ['ms', 'time: invalid duration "ms"'],
    ['1.2.3s', 'time: missing unit in duration "1.2.3s"'],
    ['99999999999h', 'time: invalid duration "99999999999h"'],
  ])('refuses %o', (text, message) => {
    expect(parseGoDuration(text)).toEqual({ kind: 'wrong', message });
  });
});

describe('parseJaegerSearch', () => {
  it('fills in two days back from now and a limit of 100', () => {
    expect(parseJaegerSearch({ service: ['api'] }, now)).toEqual({
      kind: 'ok',
      value: {
        service: 'api',
        operation: undefined,
        tags: new Map(),
        start: now - 172_800_000_000_000n,
        end: now,
        minDuration: 0n,
        maxDuration: 0n,
        limit: 100,
        traceIds: [],
      },
    });
  });

  it('reads everything the UI sends', () => {
    const parsed = parseJaegerSearch(
      {
        service: ['api'],
        operation: ['GET /'],
        tags: ['{"error":"true","http.status_code":"500"}'],
        tag: ['a:b:c'],
        minDuration: ['1.2ms'],
        maxDuration: ['1s'],
        start: ['1759999000000000'],
        end: ['1760000000000000'],
        limit: ['20'],
        lookback: ['custom'],
      },
      now,
    );
    expect(parsed).toEqual({
      kind: 'ok',
      value: {
        service: 'api',
        operation: 'GET /',
        tags: new Map([
          ['a', 'b:c'],
          ['error', 'true'],
          ['http.status_code', '500'],
        ]),
        start: 1_759_999_000_000_000_000n,
        end: 1_760_000_000_000_000_000n,
        minDuration: 1_200_000n,
        maxDuration: 1_000_000_000n,
        limit: 20,
        traceIds: [],
      },
    });
  });

  it.each([
    ['1h', 3_600_000_000_000n],
    ['2d', 172_800_000_000_000n],
    ['1w', 604_800_000_000_000n],
  ])('counts a lookback of %s from the end', (lookback, nanos) => {
    const parsed = parseJaegerSearch({ service: ['api'], lookback: [lookback] }, now);
    expect(parsed).toMatchObject({ kind: 'ok', value: { start: now - nanos, end: now } });
  });

  it.each([
    [{}, "parameter 'service' is required"],
    [
      { service: ['a'], start: ['soon'] },
      `unable to parse param 'start': strconv.ParseInt: parsing "soon": invalid syntax`,
    ],
    [
      { service: ['a'], end: ['99999999999999999999'] },
      `unable to parse param 'end': strconv.ParseInt: parsing "99999999999999999999": value out of range`,
    ],
    [{ service: ['a'], limit: ['x'] }, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      { service: ['a'], minDuration: ['10'] },
      `unable to parse param 'minDuration': time: missing unit in duration "10"`,
    ],
    [
      { service: ['a'], minDuration: ['2s'], maxDuration: ['1s'] },
      "'maxDuration' should be greater than 'minDuration'",
    ],
    [{ service: ['a'], tag: ['nocolon'] }, "malformed 'tag' parameter, expecting key:value, received: nocolon"],
    [
      { service: ['a'], tags: ['{"a":1}'] },
      `malformed 'tags' parameter, cannot unmarshal JSON: the value of "a" is not a string`,
    ],
    [{ traceID: ['xyz'] }, 'cannot parse traceID param: strconv.ParseUint: parsing "xyz": invalid syntax'],
  ])('refuses %o', (params, message) => {
    expect(parseJaegerSearch(params, now)).toEqual({ kind: 'wrong', message });
  });

  it('refuses tags that are no JSON', () => {
    const parsed = parseJaegerSearch({ service: ['a'], tags: ['{oops'] }, now);
    expect(parsed).toMatchObject({
      kind: 'wrong',
      message: expect.stringMatching(/^malformed 'tags' parameter, cannot unmarshal JSON: ./) as string,
    });
  });

  it('does not need a service when trace ids are given', () => {
    const parsed = parseJaegerSearch({ traceID: ['ABC'] }, now);
    expect(parsed).toMatchObject({ kind: 'ok', value: { traceIds: ['00000000000000000000000000000abc'] } });
  });
});

describe('other parameters', () => {
  it('reads dependencies in milliseconds', () => {
    expect(parseJaegerDependencies({ endTs: ['1760000000000'], lookback: ['60000'] }, 0n)).toEqual({
      kind: 'ok',
      value: { start: 1_759_999_940_000_000_000n, end: 1_760_000_000_000_000_000n },
    });
    expect(parseJaegerDependencies({}, now)).toEqual({
      kind: 'ok',
      value: { start: now - 86_400_000_000_000n, end: now },
    });
  });

  it('refuses ids that are too long or none', () => {
    expect(parseJaegerTraceId('1'.repeat(33))).toMatchObject({
      kind: 'wrong',
      message: expect.stringContaining('cannot be longer than 32') as string,
    });
    expect(parseJaegerTraceId('')).toMatchObject({ kind: 'wrong' });
  });
});

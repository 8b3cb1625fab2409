// What `otterscope query` understands, and the lines it prints.
import { describe, expect, it } from 'vitest';
import type { LabelTable } from '../../../src/contract/metrics.ts';
import { readArguments } from '../../../src/main/cli/arguments.ts';
import { queryText } from '../../../src/main/cli/query-text.ts';

describe('the arguments of query', () => {
  it('have defaults', () => {
    const options = {
      data: undefined,
      run: undefined,
      query: 'up',
      time: undefined,
      range: undefined,
      step: undefined,
      json: false,
    };
    expect(readArguments(['query', 'up'], {})).toEqual({ kind: 'query', options });
    expect(readArguments(['query', 'up'], { OTTERSCOPE_DATA: 'y' })).toMatchObject({ options: { data: 'y' } });
  });

  it('know times and durations', () => {
    const options = { time: 1_700_000_000_500, range: 5_400_000, step: 15_000, json: true, run: 'r' };
    const args = ['query', '--range', '1h30m', '--step', '15', '--run', 'r', '--json', '--time'];
    expect(readArguments([...args, '1700000000.5', 'up'], {})).toMatchObject({ kind: 'query', options });
    expect(readArguments([...args, '2023-11-14T22:13:20.5Z', 'up'], {})).toMatchObject({ options });
  });

  it.each([
    [['query'], 'Query what?'],
    [['query', 'rate(x[5m])', 'by', 'y'], 'put it in quotes'],
    [['query', 'up', '--time', 'noon'], '--time noon'],
    [['query', 'up', '--range', '1x'], '--range 1x'],
    [['query', 'up', '--range', '0'], '--range 0'],
    [['query', 'up', '--step', '1m'], '--step belongs'],
    [['query', 'up', '--range', '1d', '--step', '1s'], 'more than 11000 steps'],
    [['query', 'up', '--follow'], '--follow'],
  ])('%j is refused', (args, words) => {
    expect(readArguments(args, {})).toEqual({ kind: 'wrong', message: expect.stringContaining(words) });
  });
});

const labels: LabelTable = {
  rows: 2,
  names: ['__name__', 'a.b', 'job'],
  cells: Uint32Array.of(1, 0, 0, 1, 2, 3),
  texts: ['', 'up', 'x\u001b"', 'api'],
};

describe('the lines of query', () => {
  it('are one per series of a vector, and cannot steer the terminal', () => {
    const values = Float64Array.of(1.5, Infinity);
    const text = [
      ...queryText({ kind: 'vector', time: 0, labels, values, present: Uint8Array.of(1, 1), histograms: undefined }),
    ];
    expect(text).toEqual(['up 1.5\n', 'up{"a.b"="x\\u001b\\"", job="api"} +Inf\n']);
  });

  it('are one per sample of a matrix', () => {
    const text = [
      ...queryText({
        kind: 'matrix',
        start: 1000,
        step: 500,
        steps: 2,
        labels,
        values: Float64Array.of(1, 2, 0, 0),
        present: Uint8Array.of(1, 1, 0, 2),
        histograms: {
          count: 1,
          series: Uint32Array.of(1),
          step: Uint32Array.of(1),
          total: Float64Array.of(3),
          sum: Float64Array.of(4),
          bucketStart: Uint32Array.of(0, 1),
          lower: Float64Array.of(1),
          upper: Float64Array.of(2),
          bucketCount: Float64Array.of(3),
        },
      }),
    ].join('');
    expect(text).toBe(
      'up\n  1970-01-01T00:00:01.000Z  1\n  1970-01-01T00:00:01.500Z  2\n' +
        'up{"a.b"="x\\u001b\\"", job="api"}\n  1970-01-01T00:00:01.500Z  {count:3, sum:4, 1..2:3}\n',
    );
  });
});

// The door of the engine: what it answers with, its limits, and how it is stopped.
import { expect, it } from 'vitest';
import { evaluate, type EvaluateOptions } from '../../../../../src/main/query/promql/engine/evaluate.ts';
import { Labels } from '../../../../../src/main/query/promql/engine/labels.ts';
import type { Queryable, SelectHints, SeriesColumns } from '../../../../../src/main/query/promql/engine/queryable.ts';
import { parsed } from '../../../../promql/parsed.ts';

const minute = 60_000;

/** Series x{i="0"}, x{i="1"} ... with a sample a minute from 0 on, the minute as value. */
function series(count: number, minutes: number): readonly SeriesColumns[] {
  const times = Float64Array.from({ length: minutes }, (_, at) => at * minute);
  const values = Float64Array.from({ length: minutes }, (_, at) => at);
  return Array.from({ length: count }, (_, i) => ({
    labels: Labels.from({ __name__: 'x', i: String(i) }),
    times,
    values,
  }));
}

function ask(query: string, options: Partial<EvaluateOptions> = {}) {
  const queryable: Queryable = { select: () => series(2, 20) };
  return evaluate(parsed(query), { query, startMillis: 0, endMillis: 0, stepMillis: 0, queryable, ...options });
}

it('answers instants with one step and ranges with all of them', () => {
  expect(ask('1 + 1')).toMatchObject({ kind: 'done', value: { kind: 'scalar', value: 2, timeMillis: 0 } });
  expect(ask('"text"')).toMatchObject({ kind: 'done', value: { kind: 'string', value: 'text' } });
  expect(ask('x[5m]', { startMillis: 5 * minute, endMillis: 5 * minute })).toMatchObject({
    value: { kind: 'ranges', series: [{ values: Float64Array.of(1, 2, 3, 4, 5) }, {}] },
  });
  const range = ask('x', { endMillis: 3 * minute, stepMillis: minute });
  expect(range).toMatchObject({
    value: { kind: 'matrix', steps: { count: 4 }, series: [{ values: Float64Array.of(0, 1, 2, 3) }, {}] },
  });
  expect(ask('time()', { endMillis: 2 * minute, stepMillis: minute })).toMatchObject({
    value: { kind: 'matrix', series: [{ values: Float64Array.of(0, 60, 120) }] },
  });
});

it('asks the store once per selector, for all that the query needs', () => {
  const asked: [number, number, SelectHints][] = [];
  const queryable: Queryable = {
    select: (_, from, to, hints) => {
      asked.push([from, to, hints]);
      return [];
    },
  };
  ask('sum(rate(x[5m] offset 1m)) + max_over_time(x[10m:1m])', {
    queryable,
    startMillis: 60 * minute,
    endMillis: 70 * minute,
    stepMillis: minute,
  });
  expect(asked).toEqual([
    [54 * minute + 1, 69 * minute, { stepMillis: minute, rangeMillis: 5 * minute, func: 'rate' }],
    [46 * minute + 1, 70 * minute, { stepMillis: minute, rangeMillis: 0, func: 'max_over_time' }],
  ]);
});

it('refuses ranges of what is no number', () => {
  expect(ask('x[5m]', { endMillis: minute, stepMillis: minute })).toMatchObject({
    kind: 'failed',
    message: 'invalid expression type "range vector" for range query, must be Scalar or instant Vector',
  });
});

it('stops at the limit of samples', () => {
  const message = 'query processing would load too many samples into memory in query execution';
  const range = { endMillis: 9 * minute, stepMillis: minute };
  expect(ask('x', { ...range, maxSamples: 20 })).toMatchObject({ kind: 'done', peakSamples: 20 });
  expect(ask('x', { ...range, maxSamples: 19 })).toMatchObject({ kind: 'failed', reason: 'execution', message });
});

it('asks every few thousand samples whether to go on, and lets out what says no', () => {
  const queryable: Queryable = { select: () => series(500, 100) };
  const range = { queryable, endMillis: 99 * minute, stepMillis: minute };
  let asked = 0;
  expect(ask('sum(x)', { ...range, alive: () => void asked++ }).kind).toBe('done');
  expect(asked).toBeGreaterThan(5);
  const stop = new Error('nobody waits');
  const alive = () => {
    throw stop;
  };
  expect(() => ask('sum(x)', { ...range, alive })).toThrow(stop);
});

it('ends a query that takes too long', () => {
  let now = 0;
  const queryable: Queryable = { select: () => series(500, 100) };
  const timeout = { millis: 10, nowMillis: () => (now += 4) };
  expect(ask('sum(x)', { queryable, endMillis: 99 * minute, stepMillis: minute, timeout })).toMatchObject({
    kind: 'failed',
    reason: 'timeout',
    message: 'query timed out in expression evaluation',
  });
});

it('drops names at once, or at the end when that is wanted', () => {
  const query = 'label_replace(rate(x[5m]), "__name__", "rate_$1", "__name__", "(.*)")';
  const at = { startMillis: 5 * minute, endMillis: 5 * minute };
  const namesOf = (delayedNameRemoval: boolean) => {
    const answer = ask(query, { ...at, delayedNameRemoval });
    if (answer.kind !== 'done' || answer.value.kind !== 'vector') throw new Error('no vector');
    return answer.value.series.map(({ labels }) => labels.get('__name__'));
  };
  expect(namesOf(false)).toEqual(['rate_', 'rate_']);
  expect(namesOf(true)).toEqual(['rate_x', 'rate_x']);
});

it.each([
  ['calls', 'abs(', ')'],
  ['aggregations', 'sum by (i) (', ')'],
  ['subqueries', 'max_over_time((', ')[1m:1m])'],
  ['operators', '1 + (', ')'],
  ['signs', '-', ''],
])('evaluates deep %s', (_, before, after) => {
  const depth = 200;
  expect(ask(before.repeat(depth) + 'x' + after.repeat(depth)).kind).toBe('done');
});

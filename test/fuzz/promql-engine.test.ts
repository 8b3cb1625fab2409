// Random PromQL expressions over random samples: a range query gives at each step what an instant query gives there, and
// start times that nobody knows change nothing, though both take other ways through the engine.
// OTTERSCOPE_FUZZ_ROUNDS sets the number of expressions (default 400).
import { expect, test } from 'vitest';
import { evaluate, type Evaluated, type EvaluateOptions } from '../../src/main/query/promql/engine/evaluate.ts';
import type { Queryable } from '../../src/main/query/promql/engine/queryable.ts';
import { plainResult } from '../promql/compare-result.ts';
import { loadSeries } from '../promql/load-series.ts';
import { MemoryStore } from '../promql/memory-store.ts';
import { parsed } from '../promql/parsed.ts';
import { randomLoad, randomVector } from '../promql/random-expressions.ts';
import { parseTestFile } from '../promql/test-file.ts';
import { seededRandom } from '../support/random.ts';

const rounds = Number(process.env['OTTERSCOPE_FUZZ_ROUNDS'] ?? 400);
const startMillis = 240_000;
const stepMillis = 35_000;
const steps = 7;

type Times = Pick<EvaluateOptions, 'startMillis' | 'endMillis' | 'stepMillis'>;
const range: Times = { startMillis, endMillis: startMillis + (steps - 1) * stepMillis, stepMillis };

function storeOf(load: string): MemoryStore {
  const store = new MemoryStore();
  for (const command of parseTestFile(load)) if (command.kind === 'load') loadSeries(store, command);
  return store;
}

/** By time, the samples as texts: labels and value. */
function samplesOf(answer: Evaluated): Map<number, string[]> | string {
  if (answer.kind === 'failed') return answer.message;
  const result = plainResult(answer.value);
  const samples = new Map<number, string[]>();
  if (result.kind !== 'matrix' && result.kind !== 'vector') throw new Error(`unexpected ${result.kind}`);
  for (const { labels, points } of result.series) {
    for (const { timeMillis, value } of points) {
      if (typeof value !== 'number') throw new Error('there are no histograms here');
      // Instants keep another order of series, which is another order of adding.
      const text = `${labels.toString()} ${value.toPrecision(9)}`;
      const own = samples.get(timeMillis);
      if (own === undefined) samples.set(timeMillis, [text]);
      else own.push(text);
    }
  }
  for (const own of samples.values()) own.sort();
  return samples;
}

function ask(query: string, queryable: Queryable, times: Times, options: Partial<EvaluateOptions> = {}): Evaluated {
  return evaluate(parsed(query), { query, queryable, ...times, ...options });
}

/** What the instants of the range give, or the message of the first that fails. */
function instantsOf(query: string, queryable: Queryable): Map<number, string[]> | string {
  const samples = new Map<number, string[]>();
  for (let step = 0; step < steps; step++) {
    const time = startMillis + step * stepMillis;
    const one = samplesOf(ask(query, queryable, { startMillis: time, endMillis: time, stepMillis: 0 }));
    if (typeof one === 'string') return one;
    for (const [timeMillis, texts] of one) samples.set(timeMillis, texts);
  }
  return samples;
}

const byTime = (samples: Map<number, string[]>) => [...samples].toSorted(([a], [b]) => a - b);

test(`a range is its instants, ${rounds} expressions`, () => {
  const random = seededRandom(20);
  let store = storeOf(randomLoad(random, 50));
  let compared = 0;
  for (let round = 0; round < rounds; round++) {
    if (round % 50 === 0) store = storeOf(randomLoad(random, 50));
    const query = randomVector(random, 1 + random.below(3));
    const whole = samplesOf(ask(query, store, range));
    const instants = instantsOf(query, store);
    if (typeof whole === 'string' || typeof instants === 'string') {
      expect(typeof instants, `${query}: ${String(whole)} and ${String(instants)}`).toBe(typeof whole);
      continue;
    }
    expect(byTime(whole), query).toEqual(byTime(instants));
    if (whole.size > 0) compared++;
  }
  expect(compared).toBeGreaterThan(rounds / 3);
});

test('start times that are not known change nothing', () => {
  const random = seededRandom(21);
  const store = storeOf(randomLoad(random, 50));
  const withStarts: Queryable = {
    select: (matchers, from, to) =>
      store.select(matchers, from, to).map((one) => ({ ...one, startTimes: new Float64Array(one.times.length) })),
  };
  for (const name of ['rate', 'increase', 'delta', 'irate', 'resets']) {
    for (const width of ['30s', '61s', '2m', '5m']) {
      const query = `${name}(requests_total[${width}])`;
      const plain = samplesOf(ask(query, store, range));
      expect(samplesOf(ask(query, withStarts, range, { startTimestamps: true })), query).toEqual(plain);
    }
  }
});

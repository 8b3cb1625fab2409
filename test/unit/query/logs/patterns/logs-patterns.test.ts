// Patterns of a real run: every record is in one, and a search for a pattern finds its records.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { severityClass } from '../../../../../src/contract/logs.ts';
import { seededRandom } from '../../../../support/random.ts';
import { alive, run, TestRun } from '../../test-run.ts';
import { inOrder, logRequest, logStart, second, sequencesOf, testLog, timeOf, type TestLog } from '../log-samples.ts';

const random = seededRandom(5);
const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('');
const kinds: readonly [pattern: string, make: () => TestLog['body']][] = [
  [
    'order <num> accepted for customer <num>',
    () => `order ${1000 + random.below(90_000)} accepted for customer ${random.below(500)}`,
  ],
  ['cache miss for key <hex>', () => `cache miss for key ${hex(15)}f`],
  [
    'connection from <ip>:<num> said "no \\ way"',
    () => `connection from 10.0.${random.below(9)}.1:${random.below(9999)} said "no \\ way"`,
  ],
  ['health check passed', () => 'health check passed'],
  ['payment <num> "quoted" done', () => ({ msg: `payment ${random.below(99)} "quoted" done`, level: 3n })],
  ['{a, b}', () => ({ b: 1n, a: 'x' })],
  ['json message <num>', () => JSON.stringify({ message: `json message ${random.below(50)}` })],
];
const logs = Array.from({ length: 600 }, (_, i) => {
  const kind = random.below(kinds.length);
  const body = (kinds[kind] as (typeof kinds)[number])[1]();
  return { kind, log: testLog({ time: logStart + BigInt(i % 250) * second, severity: random.below(25), body }) };
});
let test: TestRun;

beforeAll(async () => {
  test = new TestRun();
  for (let i = 0; i < 4; i++) {
    if (i > 0) test.seal();
    await test.addLogBytes(logRequest(logs.slice(150 * i, 150 * i + 150).map(({ log }) => log)));
  }
});
afterAll(() => test.remove());

const ask = (where = '') => test.queries.methods['logs.patterns']({ run, where, limit: 500, buckets: 20 }, alive);

it('puts every record into one pattern, with its counts', () => {
  const answer = ask();
  expect(answer.patterns.map(({ pattern }) => pattern).toSorted()).toEqual(
    kinds.map(([pattern]) => pattern).toSorted(),
  );
  expect([answer.records, answer.total, answer.exact]).toEqual([600, kinds.length, true]);
  for (const one of answer.patterns) {
    const kind = kinds.findIndex(([pattern]) => pattern === one.pattern);
    const own = logs.filter((candidate) => candidate.kind === kind).map(({ log }) => log);
    expect(one.records).toBe(own.length);
    expect([...one.classes]).toEqual(
      Array.from({ length: 7 }, (_, of) => own.filter(({ severity }) => severityClass(severity) === of).length),
    );
    const times = own.map(timeOf).toSorted((a, b) => (a < b ? -1 : 1));
    expect([one.first, one.last]).toEqual([times[0], times.at(-1)]);
    const counts = new Uint32Array(answer.buckets);
    for (const time of times) {
      const bucket = Number((time - answer.start) / answer.width);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(one.counts).toEqual(counts);
    expect(logs[one.example]?.kind).toBe(kind);
  }
});

it('is the same however often it is asked', () => {
  expect(ask()).toEqual(ask());
});

it('finds the records of a pattern', () => {
  for (const [kind, [pattern]] of kinds.entries()) {
    const where = `pattern = ${JSON.stringify(pattern)}`;
    const list = test.queries.methods['logs.list']({ run, where, order: 'oldest', limit: 1000 }, alive);
    const all = logs.map(({ log }) => log);
    expect(sequencesOf(list), pattern).toEqual(inOrder(all, (_, sequence) => logs[sequence]?.kind === kind));
    expect(ask(where).patterns.map((one) => one.pattern)).toEqual([pattern]);
  }
  const others = test.queries.methods['logs.list'](
    {
      run,
      where: 'pattern != "health check passed" and pattern != "order <*> accepted for <*> <num>"',
      order: 'oldest',
      limit: 1000,
    },
    alive,
  );
  expect(others.rows).toBe(logs.filter(({ kind }) => kind !== 0 && kind !== 3).length);
});

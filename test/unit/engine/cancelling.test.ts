// A question that was given up stops in the middle of its SQL or its walk over blocks, and leaves its reader as fit for
// the next question as it was.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import { traceIdAt } from '../../../src/contract/ids.ts';
import { createReaderCore } from '../../../src/main/engine/reader-core.ts';
import type { Question } from '../../../src/main/engine/reader-messages.ts';
import { startReaderThread } from '../../../src/main/engine/reader-thread.ts';
import { run as id, TestRun } from '../query/test-run.ts';
import { traceBytes, wildRequest, type WildSpan } from '../store/wild-spans.ts';

const test = new TestRun();
const { path } = test.reader;
const run = { id, path };
const traceId = traceIdAt(traceBytes(0), 0);
/** SQL looks every 4,096 traces whether somebody still waits. */
const traces = 9000;
const perBlock = 3000;

beforeAll(async () => {
  for (let from = 0; from < traces; from += perBlock) {
    const spans = Array.from({ length: perBlock }, (_, i): WildSpan => {
      const start = BigInt(from + i + 1) * 1_000_000n;
      return { trace: from + i, span: 1, service: 'api', name: `work ${i}`, start, end: start + 5n };
    });
    // A trace with a part in every block.
    const more: WildSpan = { trace: 0, span: 2 + from, parent: 1, service: 'db', name: 'query', start: 7n, end: 9n };
    await test.addBytes(wildRequest([...spans, more]));
    test.seal();
  }
});
afterAll(() => test.remove());

const jaegerTimes = [
  ['start', '0'],
  ['end', '9000000000000000'],
] as const;
const questions: readonly (readonly [string, Question])[] = [
  ['a list by text', { kind: 'method', method: 'traces.list', run, request: list({ where: '"work 2999"' }) }],
  [
    'a list that SQL has to check row by row',
    { kind: 'method', method: 'traces.list', run, request: list({ where: 'service = api and trace.errors > 0' }) },
  ],
  [
    'a list by a search',
    {
      kind: 'method',
      method: 'traces.list',
      run,
      request: list({ where: 'duration < 1s and name =~ "2999$" and not (nothing exists or trace.spans > 9000)' }),
    },
  ],
  ['a scatter by text', { kind: 'method', method: 'traces.scatter', run, request: list({ where: '"work 12"' }) }],
  ['a trace', { kind: 'method', method: 'trace.get', run, request: { run: run.id, traceId } }],
  ['a find', { kind: 'method', method: 'trace.find', run, request: { run: run.id, traceId, where: 'query' } }],
  [
    'a search of Jaeger',
    {
      kind: 'jaeger',
      runs: [run],
      segments: ['traces'],
      query: [['service', 'api'], ['operation', 'work 7'], ...jaegerTimes],
    },
  ],
  [
    'the dependencies of Jaeger',
    {
      kind: 'jaeger',
      runs: [run],
      segments: ['dependencies'],
      query: [
        ['endTs', '9000000000000'],
        ['lookback', '9000000000000'],
      ],
    },
  ],
];

function list(filter: { readonly where: string }) {
  return { run: run.id, filter, offset: 0, limit: 100 };
}

/** A reader whose question is given up when it looks for the `stopAt`-th time. */
function countingReader() {
  const state = { looks: 0, stopAt: Infinity };
  const ask = createReaderCore(() => {
    state.looks += 1;
    if (state.looks === state.stopAt) throw new ContractError('cancelled', 'given up');
  });
  return { state, ask };
}

it.each(questions)('%s stops wherever it is, and is answered when it is asked again', (_, question) => {
  const whole = countingReader();
  const expected = whole.ask(question);
  const { looks } = whole.state;
  expect(looks).toBeGreaterThan(0);
  for (const stopAt of new Set([1, Math.ceil(looks / 2), looks])) {
    const { state, ask } = countingReader();
    state.stopAt = stopAt;
    expect(() => ask(question)).toThrow(expect.objectContaining({ code: 'cancelled' }));
    expect(state.looks).toBe(stopAt);
    expect(ask(question)).toEqual(expected);
    ask({ kind: 'forget', path });
  }
  whole.ask({ kind: 'forget', path });
});

it('reaches a question on a thread of its own, at any moment of it', async () => {
  const deaths: string[] = [];
  const thread = startReaderThread((reason) => deaths.push(reason));
  const [, question] = questions[0] as (typeof questions)[number];
  const outcomes: unknown[] = [];
  for (const delay of [0, 1, 2, 4, 8, 16, 32]) {
    const abort = new AbortController();
    const asked = thread.ask(question, abort.signal).then(
      (answer) => (answer as { readonly total: number }).total,
      (error: unknown) => (error instanceof ContractError ? error.code : error),
    );
    if (delay === 0) abort.abort();
    else setTimeout(() => abort.abort(), delay);
    outcomes.push(await asked);
    const next = await thread.ask({ kind: 'describe', path }, new AbortController().signal);
    expect(next).toMatchObject({ traces, spans: traces + 3 });
  }
  expect(outcomes[0]).toBe('cancelled');
  for (const outcome of outcomes) expect(['cancelled', 3]).toContain(outcome);
  await thread.close();
  expect(deaths).toEqual([]);
});

// Llama Stack's own queries, asked in the search language (docs/systems.md has the table), its sessions, and what its newer form
// sends: metrics of its own names, messages as log events. Beside it a worker's trace of hours, as Twinkle's are.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionId } from '../../../src/contract/sessions.ts';
import { logRequest, logStart, second, testLog } from './logs/log-samples.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

let test: TestRun;
beforeEach(() => {
  test = new TestRun();
});
afterEach(() => test.remove());

const hour = 3600n * second;

function span(number: number, trace: number, parent: number, name: string, more: Partial<TestSpan> = {}): TestSpan {
  const start = logStart + BigInt(number) * second;
  return {
    traceId: traceHex(trace),
    spanId: spanHex(number),
    parentId: parent === 0 ? '' : spanHex(parent),
    name,
    start,
    end: start + second,
    // Its default service name is a blank of no width.
    resource: attributes({ 'service.name': '\u200B' }),
    ...more,
  };
}

it('filters by attributes as its API does, newest first, and lays the tree out with its depth', async () => {
  const turn = (session: string, turnId: string): Partial<TestSpan> => ({
    attributes: attributes({ __root__: true, session_id: session, turn_id: turnId, agent_id: 'a' }),
  });
  await test.add([
    span(1, 1, 0, 'create_agent_turn', turn('s-1', 't-1')),
    span(2, 1, 1, 'inference', { attributes: attributes({ chunk_count: '7', stop_reason: 'end_of_turn' }) }),
    span(3, 1, 2, 'InferenceRouter.chat_completion', { attributes: attributes({ chunk_count: '70' }) }),
    span(4, 2, 0, 'create_agent_turn', turn('s-1', 't-2')),
    span(5, 2, 4, 'inference', { attributes: attributes({ chunk_count: '9' }) }),
    span(6, 3, 0, 'create_agent_turn', turn('s-2', 't-3')),
    // Its root has not come yet: its API hides such traces.
    span(7, 4, 99, 'tool_execution', { attributes: attributes({ tool_name: 'search', error: 'boom' }) }),
  ]);
  const found = (where: string): number[] => {
    const request = { run, filter: { where }, offset: 0, limit: 100 };
    return test.queries.methods['traces.list'](request, alive).rows.map(({ traceId }) => Number(`0x${traceId}`));
  };
  expect(found('session_id = s-1')).toEqual([2, 1]);
  expect(found('session_id != s-1')).toEqual([3]);
  // Texts that are numbers: by number, not by their first letter.
  expect(found('chunk_count > 8')).toEqual([2, 1]);
  expect(found('chunk_count < 8')).toEqual([1]);
  expect(found('chunk_count > 9')).toEqual([1]);
  expect(found('session_id = s-1 and turn_id = t-2')).toEqual([2]);
  expect(found('tool_name = search')).toEqual([4]);
  const { depth } = test.queries.methods['trace.get']({ run, traceId: traceHex(1) }, alive);
  expect(Array.from(depth)).toEqual([0, 1, 2]);
  const sessions = test.queries.methods['sessions.list'](
    { run, text: '', order: 'id', descending: false, offset: 0, limit: 10 },
    alive,
  );
  expect(sessions.sessions).toMatchObject([
    { id: 's-1', traces: 2, spans: 5 },
    { id: 's-2', traces: 1, spans: 1 },
  ]);
});

it('takes messages of its newer form as events of the conversation', async () => {
  const message = (eventName: string, at: bigint) =>
    testLog({
      eventName,
      service: 'ogx',
      time: logStart + at,
      traceId: traceHex(5),
      spanId: spanHex(20),
      body: eventName,
    });
  await test.add([
    span(20, 5, 0, 'chat gpt-4o', {
      resource: attributes({ 'service.name': 'ogx' }),
      attributes: attributes({ 'gen_ai.conversation.id': 'conv-1', 'gen_ai.usage.input_tokens': 12n }),
    }),
  ]);
  await test.addLogBytes(
    logRequest([message('gen_ai.user.message', 20n * second), message('gen_ai.choice', 21n * second)]),
  );
  const request = { run, session: 'conv-1' as SessionId, lanes: 'service', limit: 100 } as const;
  const { session, items, texts, name } = test.queries.methods['sessions.timeline'](request, alive);
  expect(session).toMatchObject({ keys: ['gen_ai.conversation.id'], inputTokens: 12 });
  const names = Array.from({ length: items }, (_, i) => texts[name[i] as number]);
  expect(new Set(names)).toEqual(new Set(['chat gpt-4o', 'gen_ai.choice', 'gen_ai.user.message']));
});

it(
  'a worker’s trace of twelve hours, in the journal and in many blocks, opens as a whole',
  { timeout: 120_000 },
  async () => {
    const spans = 18_000;
    const step = (12n * hour) / BigInt(spans);
    const task = (i: number): TestSpan => {
      const start = logStart + BigInt(i) * step;
      return span(1000 + i, 9, i === 0 ? 0 : 1000, i === 0 ? 'POST /forward' : 'task_queue.execute', {
        start,
        end: start + second,
      });
    };
    for (let from = 0; from < spans; from += 3000)
      await test.add(Array.from({ length: 3000 }, (_, i) => task(from + i)));
    const { depth, parent } = test.queries.methods['trace.get']({ run, traceId: traceHex(9) }, alive);
    expect(depth).toHaveLength(spans);
    expect(depth.every((one, row) => one === (row === 0 ? 0 : 1))).toBe(true);
    expect(new Set(parent.subarray(1))).toEqual(new Set([0]));
  },
);

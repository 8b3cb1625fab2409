// Sessions of a real run file: what StreamKit, Llama Stack and Twinkle send, from the journal and from blocks alike.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../src/contract/values.ts';
import {
  ItemFlag,
  ItemShape,
  ItemSource,
  type SessionId,
  type SessionTimeline,
} from '../../../../src/contract/sessions.ts';
import { logRequest, logStart, second, testLog, type TestLog } from '../logs/log-samples.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from '../test-run.ts';

const shapes = Object.fromEntries(Object.entries(ItemShape).map(([name, number]) => [number, name]));
const millis = 1_000_000n;

function event(
  eventName: string,
  session: string,
  at: bigint,
  more: Record<string, AttributeValue> = {},
  body = '',
): TestLog {
  return testLog({
    eventName,
    body,
    service: 'skit',
    time: logStart + at,
    attributes: attributes({ 'session.id': session, ...more }),
  });
}

function span(
  number: number,
  trace: number,
  service: string,
  more: Partial<TestSpan> & { at?: bigint } = {},
): TestSpan {
  const start = logStart + (more.at ?? BigInt(number) * second);
  return {
    traceId: traceHex(trace),
    spanId: spanHex(number),
    parentId: '',
    name: `span ${number}`,
    start,
    end: start + 500n * millis,
    resource: attributes({ 'service.name': service }),
    ...more,
  };
}

const listed = { run, text: '', order: 'first', descending: false, offset: 0, limit: 100 } as const;

function drawn({ items, lanes, texts, ...columns }: SessionTimeline): string[] {
  return Array.from(
    { length: items },
    (_, i) =>
      `${lanes[columns.lane[i] as number]?.name}/${columns.row[i]} ${texts[columns.name[i] as number]} ` +
      `${shapes[columns.shape[i] as number]} ${(columns.start[i] as number) / 1e6}+${(columns.duration[i] as number) / 1e6}`,
  );
}

describe.each(['journal', 'blocks'])('from the %s', (where) => {
  let test: TestRun;
  beforeEach(() => {
    test = new TestRun();
  });
  afterEach(() => test.remove());
  const settle = (): void => {
    if (where === 'blocks') test.seal();
  };
  const list = (more: object = {}) => test.queries.methods['sessions.list']({ ...listed, ...more }, alive);
  const timeline = (session: string, lanes: 'node' | 'service' | 'stage' = 'node') =>
    test.queries.methods['sessions.timeline']({ run, session: session as SessionId, lanes, limit: 1000 }, alive);

  it('draws events of nodes as bars, moments and what is still open', async () => {
    await test.addLogBytes(
      logRequest([
        event('session.start', 's1', 0n),
        event('llm.request.start', 's1', 10n * millis, { node_id: 'llm', span_id: 'a', turn_id: 't1' }),
        event('vad.speech_start', 's1', 12n * millis, { node_id: 'vad', segment_id: 'seg-1' }),
        event('vad.speech_end', 's1', 60n * millis, { node_id: 'vad', segment_id: 'seg-1' }),
        event('stt.result', 's1', 70n * millis, { node_id: 'stt', text_preview: 'hello...[truncated]' }, ''),
        event('llm.request', 's1', 852n * millis, {
          node_id: 'llm',
          span_id: 'a',
          turn_id: 't1',
          latency_ms: 842n,
          status: 'error',
        }),
        event('tts.start', 's1', 900n * millis, { node_id: 'tts', turn_id: 't1' }),
        event('telemetry.health', 's1', 950n * millis, {
          node_id: 'tap',
          dropped_due_to_full: 2n,
          dropped_due_to_rate_limit: 5n,
        }),
        event('other', 's2', 0n),
      ]),
    );
    settle();
    const answer = timeline('s1');
    expect(drawn(answer)).toEqual([
      'skit/0 session open 0+0',
      'llm/0 llm.request bar 10+842',
      'vad/0 vad.speech bar 12+48',
      'stt/0 stt.result tick 70+0',
      'tts/0 tts open 900+0',
      'tap/0 telemetry.health tick 950+0',
    ]);
    expect(Array.from(answer.flags)).toEqual([0, ItemFlag.error, 0, ItemFlag.truncated, 0, ItemFlag.loss]);
    expect(answer.losses.map(({ count }) => count)).toEqual([7]);
    expect(Array.from(answer.turn, (turn) => answer.texts[turn])).toEqual(['', 't1', '', '', 't1', '']);
    expect([answer.sequence[1], answer.endSequence[1]]).toEqual([1, 5]);
    expect(drawn(timeline('s1', 'stage')).map((line) => line.split('/')[0])).toEqual([
      'session',
      'llm',
      'vad',
      'stt',
      'tts',
      'telemetry',
    ]);
    expect(list().sessions).toMatchObject([
      { id: 's1', keys: ['session.id'], services: ['skit'], events: 8, spans: 0, state: 'open' },
      { id: 's2', events: 1, state: 'unknown' },
    ]);
  });

  it('begins where its first gap does, though that is no whole nanosecond', async () => {
    await test.addLogBytes(
      logRequest([
        event('session.start', 's1', 0n),
        event('otterscope.gap', 's1', 20n * millis, { 'gap.seconds': 3600.123456789012 }),
      ]),
    );
    settle();
    const { origin, items, start } = timeline('s1');
    expect(origin).toBe(logStart + 20n * millis - 3_600_123_456_790n);
    expect([items, Math.round((start[1] as number) / 1e6)]).toEqual([2, 3_600_103]);
  });

  it('a request of Kronk is its four stages, though the first has no id, and its spans; failures show without a status', async () => {
    const uuid = '1f2d7a60-0b6e-4a2c-8d5f-2f3f0c6b7d11';
    const stage = (number: number, name: string, status: string, at: bigint, more: object = {}): TestLog =>
      testLog({
        eventName: `${name}.${status}`,
        body: 'request-lifecycle',
        service: 'kronk',
        time: logStart + at * millis,
        attributes: attributes({ stage: BigInt(number), stage_name: name, status, 'kronk.trace_id': uuid, ...more }),
      });
    const id = 'chatcmpl-7';
    await test.addLogBytes(
      logRequest([
        stage(1, 'admit-request', 'started', 0n),
        stage(1, 'admit-request', 'complete', 1n, { elapsed: '1ms' }),
        stage(2, 'prepare-model-work', 'started', 2n, { id }),
        stage(2, 'prepare-model-work', 'complete', 12n, { id, elapsed: '12.1ms' }),
        stage(3, 'schedule-job', 'started', 13n, { id }),
        stage(3, 'schedule-job', 'queued', 14n, { id }),
        stage(3, 'schedule-job', 'complete', 30n, { id, queue_wait: '17ms', slot: 0n }),
        stage(4, 'execute-in-slot', 'started', 31n, { id, slot: 0n }),
        stage(4, 'execute-in-slot', 'timeout', 90n, { id, slot: 0n }),
        stage(1, 'admit-request', 'started', 5n, { 'kronk.trace_id': 'another' }),
      ]),
    );
    await test.add([
      span(1, 1, 'kronk', { name: 'POST /v1/chat/completions', at: 0n }),
      span(2, 1, 'kronk', { name: 'POST /v1/chat/completions', parentId: spanHex(1), at: millis }),
      span(3, 1, 'kronk', {
        name: 'process-request',
        parentId: spanHex(2),
        at: 31n * millis,
        attributes: attributes({ id, request_status: 'error' }),
      }),
      span(4, 2, 'other', { attributes: attributes({ id: 'no request' }), at: 0n }),
    ]);
    settle();
    expect(list().sessions).toMatchObject([{ id, keys: ['id', 'kronk.trace_id'], events: 9, spans: 3, errors: 2 }]);
    expect(drawn(timeline(id, 'stage')).filter((line) => !line.includes('POST'))).toEqual([
      'admit-request/0 admit-request bar 0+1',
      'prepare-model-work/0 prepare-model-work bar 2+10',
      'schedule-job/0 schedule-job bar 13+17',
      'schedule-job/1 schedule-job.queued tick 14+0',
      'execute-in-slot/0 execute-in-slot bar 31+59',
      'process-request/0 process-request bar 31+500',
    ]);
    expect(drawn(timeline(id)).filter((line) => line.includes('POST'))).toHaveLength(2);
    expect(timeline(id).flags.filter((flags) => (flags & ItemFlag.error) !== 0)).toHaveLength(2);
  });

  it('says that no end was seen once the session is over', async () => {
    await test.addLogBytes(
      logRequest([event('llm.request.start', 's1', 0n, { span_id: 'a' }), event('session.end', 's1', second)]),
    );
    settle();
    expect(drawn(timeline('s1'))[0]).toBe('skit/0 llm.request endless 0+0');
    expect(list().sessions).toMatchObject([{ state: 'ended' }]);
  });

  it('takes the whole trace of a span that names a session, its logs too, and sums it up', async () => {
    const named = attributes({ session_id: 'agent-1', turn_id: 'turn-9' });
    await test.add([
      span(1, 1, 'llama', { attributes: named }),
      span(2, 1, 'llama', {
        parentId: spanHex(1),
        status: 2,
        attributes: attributes({ 'gen_ai.usage.input_tokens': 12n }),
      }),
      span(3, 2, 'llama', { attributes: attributes({ turn_id: 'turn-9' }) }),
      span(4, 3, 'other'),
    ]);
    await test.addLogBytes(
      logRequest([
        testLog({ traceId: traceHex(1), spanId: spanHex(2), time: logStart + 2n * second, service: 'llama' }),
      ]),
    );
    settle();
    expect(list().sessions).toMatchObject([
      { id: 'agent-1', keys: ['session_id', 'turn_id'], logs: 1, spans: 3, traces: 2, errors: 1, inputTokens: 12 },
    ]);
    const answer = timeline('agent-1', 'service');
    expect(drawn(answer)).toEqual([
      'llama/0 span 1 bar 0+500',
      'llama/0 log tick 1000+0',
      'llama/0 span 2 bar 1000+500',
      'llama/0 span 3 bar 2000+500',
    ]);
    expect(Array.from(answer.source)).toEqual([ItemSource.span, ItemSource.log, ItemSource.span, ItemSource.span]);
  });

  it('joins the tasks of a model to the session that registered it, and splits a trace that names several sessions', async () => {
    await test.add([
      span(1, 1, 'twinkle', { attributes: attributes({ 'twinkle.session_id': 'A', 'twinkle.model_id': 'm1' }) }),
      span(2, 2, 'twinkle', { attributes: attributes({ 'twinkle.session_id': 'B', 'twinkle.model_id': 'm2' }) }),
      // One worker's trace that never ends holds tasks of both.
      span(10, 9, 'twinkle'),
      span(11, 9, 'twinkle', { parentId: spanHex(10), attributes: attributes({ 'twinkle.model_id': 'm1' }) }),
      span(12, 9, 'twinkle', { parentId: spanHex(11) }),
      span(13, 9, 'twinkle', { parentId: spanHex(10), attributes: attributes({ 'twinkle.model_id': 'm2' }) }),
    ]);
    settle();
    expect(list().sessions).toMatchObject([
      { id: 'A', spans: 2, traces: 2 },
      { id: 'B', spans: 2, traces: 2 },
    ]);
    expect(drawn(timeline('A')).map((line) => line.slice(10, 17))).toEqual(['span 1 ', 'span 11', 'span 12']);
    expect(drawn(timeline('B')).map((line) => line.slice(10, 17))).toEqual(['span 2 ', 'span 13']);
  });

  it('knows further keys, of past runs too, and forgets them again', async () => {
    await test.add([
      span(1, 1, 'desk', { attributes: attributes({ 'desk.ticket': 'T-1' }) }),
      span(2, 2, 'desk', { attributes: attributes({ 'session.id': 's', 'desk.ticket': 'T-2' }) }),
    ]);
    settle();
    const ids = (): readonly string[] => list({ order: 'id' }).sessions.map(({ id }) => id);
    expect(ids()).toEqual(['s']);
    test.queries.useSessionKeys(['desk.ticket']);
    expect(ids()).toEqual(['T-1', 's']);
    expect(list({ text: 'desk.ticket' }).total).toBe(1);
    expect(timeline('T-1').items).toBe(1);
    test.queries.useSessionKeys([]);
    expect(ids()).toEqual(['s']);
  });

  it('finds, orders and pages', async () => {
    await test.addLogBytes(
      logRequest(Array.from({ length: 30 }, (_, i) => event('x', `session-${i % 10}`, BigInt(i % 10) * second))),
    );
    settle();
    expect(list({ order: 'last', descending: true, offset: 1, limit: 2 }).sessions.map(({ id }) => id)).toEqual([
      'session-8',
      'session-7',
    ]);
    expect(list({ text: 'SESSION-3' })).toMatchObject({ total: 1, complete: true, sessions: [{ events: 3 }] });
    expect(list({ from: logStart + 8n * second }).total).toBe(2);
    expect(() => timeline('nobody')).toThrow('no span and no log record of this run names a session "nobody"');
  });
});

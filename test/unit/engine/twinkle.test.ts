// What four processes of Twinkle with one resource really send (test/fixtures/systems), stored and asked as the engine does it:
// numbers per process, a session with its models and their tasks, log records that lead to their traces, and no token anywhere.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import type { Signal } from '../../../src/contract/ingest.ts';
import { defaultMaskedKeys } from '../../../src/contract/masked-keys.ts';
import type { MetricList } from '../../../src/contract/metrics.ts';
import { readSessionsQuestion } from '../../../src/contract/session-params.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createJournalDecoder } from '../../../src/main/engine/decode-journal.ts';
import { createMasking } from '../../../src/main/engine/masking.ts';
import { createNoiseFilter } from '../../../src/main/engine/noise-filter.ts';
import { createPayloadSink } from '../../../src/main/engine/payload-sink.ts';
import { createReaderCore } from '../../../src/main/engine/reader-core.ts';
import type { Question } from '../../../src/main/engine/reader-messages.ts';
import { sessionAnswer } from '../../../src/main/engine/session-answer.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';

interface Request {
  readonly worker: number;
  readonly signal: Signal;
  readonly body: string;
}

const folder = mkdtempSync(join(tmpdir(), 'otterscope-twinkle-'));
const path = join(folder, 'run.otter');
const run = { id: runId('run'), path, name: 'run', named: true };
const fixture = new URL('../../fixtures/systems/twinkle-python.jsonl.gz', import.meta.url);
const requests = gunzipSync(readFileSync(fixture))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Request);
/** The caller's token, as it came. */
const token = 'tk-secret-of-the-caller-0123456789';
const ask = createReaderCore(() => undefined);

beforeAll(async () => {
  const writer = openRunWriter(path, {
    create: { id: run.id, name: run.name, startedAt: unixNanos(1n), host: 'h', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  });
  const sink = createPayloadSink({
    writer: () => writer,
    present: () => true,
    report: () => undefined,
    noise: createNoiseFilter(() => undefined),
    masking: createMasking({ secret: 'of this folder', keys: defaultMaskedKeys }),
    takeProfiles: () => Promise.reject(new Error('there are no profiles')),
  });
  for (const { worker, signal, body } of requests) {
    const receipt = await sink({
      signal,
      encoding: 'protobuf',
      transport: 'grpc',
      bytes: Buffer.from(body, 'base64'),
      sender: { id: `pid:${100 + worker} python`, address: '127.0.0.1', pid: 100 + worker },
      receivedAt: unixNanos(1n),
    });
    expect(receipt).toMatchObject({ kind: 'stored', rejected: 0 });
  }
  writer.flush();
  writer.close();
});

afterAll(() => {
  ask({ kind: 'forget', path });
  rmSync(folder, { recursive: true });
});

interface Row {
  readonly source: string;
  readonly name: string;
  readonly traceId?: string;
  readonly flags?: readonly string[];
}
interface Answered {
  readonly error?: string;
  readonly sessions?: readonly Readonly<Record<string, unknown>>[];
  readonly session: Readonly<Record<string, unknown>>;
  readonly items: readonly Row[];
}

async function sessions(
  below: readonly string[],
  parameters: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const read = readSessionsQuestion(below, new Map(Object.entries(parameters)));
  if (read.kind === 'wrong') throw new Error(read.message);
  const parts = {
    pool: { ask: (question: Question) => Promise.resolve(ask(question) as never) },
    shelf: { live: run, find: () => ({ ...run, state: 'past' as const }) },
    sessionKeys: () => ['app.session'],
  };
  const { status, body } = await sessionAnswer(parts, read.question, new AbortController().signal);
  expect(status).toBe(200);
  return JSON.parse(String(body)) as Answered;
}

function numbers(query: string, label = ''): ReadonlyMap<string, number> {
  const end = lastTime();
  const request = {
    method: 'GET',
    segments: ['query'],
    pairs: [
      ['query', query],
      ['time', String(end)],
    ],
  } as const;
  const { body } = ask({ kind: 'prometheus', run, request }) as { readonly body: string | Uint8Array };
  const { data } = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString()) as {
    readonly data: {
      readonly result: readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[];
    };
  };
  return new Map(data.result.map(({ metric, value }) => [metric[label] ?? '', Number(value[1])]));
}

/** Unix seconds of the newest sample, rounded up. */
function lastTime(): number {
  const question: Question = { kind: 'method', method: 'metrics.list', run, request: { run: run.id } };
  return Math.ceil(Math.max(...(ask(question) as MetricList).last) / 1000);
}

it('numbers of four processes with one resource neither flap nor double', () => {
  expect([...numbers('sort_by_label(twinkle_sessions_active, "instance")', 'instance')]).toEqual([
    ['pid:100 python', 2],
    ['pid:101 python', 0],
    ['pid:102 python', 0],
    ['pid:103 python', 0],
  ]);
  expect(numbers('max(twinkle_sessions_active)').get('')).toBe(2);
  expect(numbers('sum(twinkle_queue_depth)').get('')).toBe(1 + 2 + 3 + 4);
  // 11, 10, 9 and 11 tasks, of which each tenth fails.
  expect(numbers('sum by (status) (twinkle_tasks_total)', 'status')).toEqual(
    new Map([
      ['completed', 38],
      ['failed', 3],
    ]),
  );
  expect(numbers('sum(resets(twinkle_tasks_total[1m]))').get('')).toBe(0);
});

it('a session has its models and the tasks of those, from all processes and nobody else’s', async () => {
  const { sessions: list } = await sessions([], { order: 'id' });
  expect(list).toMatchObject([
    { id: 'sess-0', keys: ['twinkle.session_id', 'twinkle.model_id'], services: ['twinkle-server'] },
    { id: 'sess-1', keys: ['twinkle.session_id', 'twinkle.model_id'], services: ['twinkle-server'] },
  ]);
  const { session, items } = await sessions(['sess-0', 'timeline'], { lanes: 'service', limit: '1000' });
  expect(session).toMatchObject({ id: 'sess-0' });
  const spans = items.filter(({ source }) => source === 'span');
  const count = (name: string): number => spans.filter((one) => one.name === name).length;
  expect(count('server_state.create_session')).toBe(1);
  expect(count('server_state.register_model')).toBe(1);
  // Of the first and the third process.
  expect([count('task_queue.execute'), count('Gateway.forward'), count('Sampler.forward')]).toEqual([20, 11, 9]);
  expect([count('Model.forward'), count('Processor.forward')]).toEqual([0, 0]);
  expect(spans.filter(({ flags = [] }) => flags.includes('error'))).toHaveLength(2);
});

it('a log record leads to its trace, and a trace to its records', async () => {
  const { items } = await sessions(['sess-0', 'timeline'], { limit: '1000' });
  const logs = items.filter(({ source }) => source === 'log');
  const traces = new Set(items.filter(({ source }) => source === 'span').map(({ traceId }) => traceId));
  // "created", "registered", one per task, and one for the task that failed.
  expect(logs).toHaveLength(23);
  for (const { traceId } of logs) expect(traces).toContain(traceId);
});

it('no byte of the token is in the run, and what stands in its place is one text', () => {
  expect(requests.some(({ body }) => Buffer.from(body, 'base64').includes(token))).toBe(true);
  const stored = readFileSync(path, 'latin1');
  expect(stored).not.toContain(token);
  expect(new Set(stored.match(/[0-9a-f]{16}\*{18}/g)).size).toBe(1);
});

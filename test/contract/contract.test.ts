// Every method and topic gives the same bytes over every kind of pipe, and the bytes say what the engine said.
// A real engine answers each question once; its answers are kept, so that the pipes are compared on equal terms.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, requestsOf, type Known } from './every-method.ts';
import { pipeKinds, startWindows, type PipeKind, type Windows } from './pipes.ts';
import { handClock, type HandClock } from '../unit/live/hand-clock.ts';
import { ContractError } from '../../src/contract/errors.ts';
import { decodeFrame, encodeFrame, type Frame } from '../../src/contract/frames.ts';
import type { SpanId, TraceId } from '../../src/contract/ids.ts';
import type { MethodName } from '../../src/contract/methods.ts';
import { unixNanos } from '../../src/contract/time.ts';
import { topicNames } from '../../src/contract/topics.ts';
import { encodeTestSpan } from '../../src/main/engine/otlp-span.ts';
import { startEngine, type Engine } from '../../src/main/engine/start-engine.ts';
import { createLive, type Live } from '../../src/main/live/live.ts';
import type { Asker } from '../../src/main/serve/asker.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-contract-'));
const traceId = '0af7651916cd43dd8448eb211c80319c' as TraceId;
const spanId = 'b7ad6b7169203331' as SpanId;
const answers = new Map<string, Promise<unknown>>();
let engine: Engine;
let clock: HandClock;
let live: Live;
let windows: Windows;
let requests: ReturnType<typeof requestsOf>;

/** Sends a span and a log record and answers when they are stored. */
async function send(): Promise<void> {
  const { http } = engine.endpoints;
  if (http.kind !== 'listening') throw new Error('the port is not open');
  const start = unixNanos(1_700_000_000_123_456_789n);
  const span = {
    traceId,
    spanId,
    service: 'contract',
    scope: 's',
    name: 'test it',
    start,
    end: unixNanos(start + 1234n),
    attributes: { k: 'v', 'session.id': 'contract' },
  };
  const response = await fetch(`http://127.0.0.1:${http.port}/v1/traces`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-protobuf' },
    body: Buffer.from(encodeTestSpan(span)),
  });
  expect(response.status).toBe(200);
  const record = { timeUnixNano: String(start), severityNumber: 9, body: { stringValue: 'test it' }, traceId, spanId };
  const logs = await fetch(`http://127.0.0.1:${http.port}/v1/logs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] }),
  });
  expect(logs.status).toBe(200);
}

async function prepare(): Promise<Known> {
  await send();
  const first = engine.live;
  await ask(engine, 'runs.create', { name: 'doomed' });
  const path = join(folder, 'foreign.otter');
  copyFileSync(first.path, path);
  const foreign = await ask(engine, 'runs.open', { path });
  const doomed = engine.live;
  await ask(engine, 'runs.create', { name: 'live' });
  await send();
  const run = engine.live.id;
  const order = { what: { kind: 'run' }, format: 'otlp-jsonl', signal: 'all', gzip: false, redact: '' } as const;
  const { export: exporting } = await ask(engine, 'export.start', { run, ...order });
  const points = join(import.meta.dirname, '../fixtures/profiles/dhat/valgrind_adhoc.json');
  const [begun] = engine.imports.start([points], 'live');
  const { profile = 0, error } = await engine.imports.ended(begun?.id ?? '');
  expect(error).toBeUndefined();
  return { run, past: first.id, doomed: doomed.id, foreign, traceId, spanId, exporting, profile };
}

const remembering: Asker = (method, request, signal) => {
  const known = answers.get(method) ?? engine.ask(method, request, signal);
  answers.set(method, known);
  known.catch(() => undefined);
  return known as never;
};

beforeAll(async () => {
  engine = await startEngine({
    mode: 'headless',
    version: 'test',
    dataFolder: join(folder, 'data'),
    grpc: { host: '127.0.0.1', port: 0 },
    http: { host: '127.0.0.1', port: 0 },
    surface: undefined,
  });
  requests = requestsOf(await prepare());
  clock = handClock();
  live = createLive(clock);
  windows = await startWindows(remembering, live);
});

afterAll(async () => {
  await windows.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What comes back over the pipe after the greeting, until `enough`. */
async function exchange(
  kind: PipeKind,
  frames: readonly Frame[],
  enough: (got: readonly Uint8Array[]) => boolean,
): Promise<readonly Uint8Array[]> {
  const pipe = await windows.open(kind);
  const got: Uint8Array[] = [];
  const done = new Promise<void>((resolve) => {
    pipe.onMessage((bytes) => {
      got.push(Uint8Array.from(bytes));
      if (enough(got)) resolve();
    });
  });
  for (const frame of frames) pipe.send(encodeFrame(frame));
  await done;
  pipe.close();
  return got;
}

const names = Object.keys(
  requestsOf({
    run: '',
    past: '',
    doomed: '',
    foreign: { id: '', path: import.meta.filename },
    traceId,
    spanId,
  } as unknown as Known),
) as MethodName[];

describe('every method', () => {
  it.each(names)('%s: same bytes over every pipe, and what the engine answered', async (method) => {
    const call: Frame = { kind: 'call', id: 7, method, request: requests[method] };
    const all = [];
    for (const kind of pipeKinds) all.push(await exchange(kind, [call], (got) => got.length === 2));
    const [memory] = all;
    for (const one of all) expect(one).toEqual(memory);
    const frame = decodeFrame(memory?.[1] ?? new Uint8Array());
    expect(frame).toEqual({ kind: 'ok', id: 7, answer: await answers.get(method) });
  });

  it('fails the same way over every pipe', async () => {
    const failing: readonly Frame[] = [
      { kind: 'call', id: 1, method: 'no.such' as MethodName, request: {} },
      { kind: 'call', id: 2, method: 'trace.get', request: { run: 1 } },
    ];
    const all = [];
    for (const kind of pipeKinds) all.push(await exchange(kind, failing, (got) => got.length === 3));
    for (const one of all) expect(one).toEqual(all[0]);
    expect(all[0]?.slice(1).map(decodeFrame)).toMatchObject([
      { kind: 'fail', id: 1, code: 'unknown-method' },
      { kind: 'fail', id: 2, code: 'bad-request' },
    ]);
  });

  it('carries the code and data of an expected failure', async () => {
    answers.set('trace.version', Promise.reject(new ContractError('run-newer', 'from tomorrow', { version: 9n })));
    const call: Frame = { kind: 'call', id: 3, method: 'trace.version', request: requests['trace.version'] };
    for (const kind of pipeKinds) {
      const [, bytes] = await exchange(kind, [call], (got) => got.length === 2);
      expect(decodeFrame(bytes ?? new Uint8Array())).toEqual({
        kind: 'fail',
        id: 3,
        code: 'run-newer',
        message: 'from tomorrow',
        data: { version: 9n },
      });
    }
  });
});

describe('every topic', () => {
  it.each(topicNames)('%s: same bytes over every pipe', async (topic) => {
    live.touch(topic, 41);
    const all = [];
    for (const kind of pipeKinds)
      all.push(await exchange(kind, [{ kind: 'open', id: 5, topic, credit: 1 }], (got) => got.length === 2));
    for (const one of all) expect(one).toEqual(all[0]);
    expect(decodeFrame(all[0]?.[1] ?? new Uint8Array())).toEqual({
      kind: 'item',
      id: 5,
      notice: { topic, cursor: 41, at: clock.now() },
    });
  });
});

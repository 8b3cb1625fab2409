// Files in, the whole way: by command line with and without an engine, into the live run, in pieces over the pipe, from a
// watched folder; cancelled, and killed in the middle.
import Database from 'better-sqlite3';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { run, serve, tempFolder, type Program } from './kit/program.ts';
import { makeLogRequestJson, makeTraceRequest, makeTraceRequestJson } from '../support/otlp-payloads.ts';
import type { ImportInfo } from '../../src/contract/imports.ts';
import { runId, type RunId, type SpanId, type TraceId } from '../../src/contract/ids.ts';

const fixtures = join(import.meta.dirname, '../fixtures/foreign');
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of cleanups.splice(0).toReversed()) await one();
});

function newFolder(): string {
  const folder = tempFolder();
  cleanups.push(folder.remove);
  return folder.path;
}

async function started(data: string, args: readonly string[] = []): Promise<{ program: Program; pipe: PipeClient }> {
  const program = await serve(data, args);
  cleanups.push(() => program.stop());
  const pipe = await openPipe(program.ready);
  cleanups.push(() => pipe.close());
  return { program, pipe };
}

const line = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.from('\n')]);
const metrics = Buffer.from('{"resourceMetrics":[]}\n');

/** 60 spans, 20 logs and a line of metrics. */
const mixed = Buffer.concat([
  line(makeTraceRequestJson({ seed: 1, spans: 40 })),
  metrics,
  line(makeLogRequestJson({ seed: 2, records: 20 })),
  line(makeTraceRequestJson({ seed: 3, spans: 20 })),
]);

interface Printed {
  readonly name: string;
  readonly state: string;
  readonly format: string;
  readonly compression: string | null;
  readonly run: RunId | null;
  readonly spans: number;
  readonly logs: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number; readonly first: string }[];
  readonly error: string | null;
}

const printed = (stdout: string): Printed[] =>
  stdout
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as Printed);

const ended = async (pipe: PipeClient, id: string | undefined): Promise<ImportInfo> => {
  let found: ImportInfo | undefined;
  await expect
    .poll(
      async () => {
        found = (await pipe.call('imports.list', {})).find((one) => one.id === id);
        return found?.endedAt;
      },
      { timeout: 30_000 },
    )
    .toBeDefined();
  return found as ImportInfo;
};

const listed = async (pipe: PipeClient): Promise<unknown> =>
  (await pipe.call('runs.list', {})).map(({ name, state, spans, logs, trouble }) => [
    name,
    state,
    spans,
    logs,
    trouble,
  ]);

describe('otterscope import', () => {
  it('without an engine makes a run of each file, and says what it left out', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const at = (name: string, bytes: Uint8Array): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const files = [
      at('mixed.jsonl', mixed),
      at('mixed.gz', gzipSync(mixed)),
      at('mixed.zst', zstdCompressSync(mixed)),
      at('request.pb', makeTraceRequest({ seed: 4, spans: 10 })),
      join(fixtures, 'jaeger.json'),
      join(fixtures, 'zipkin.json'),
      join(fixtures, 'chrome.json'),
      at('notes.txt', Buffer.from('just words')),
      at('empty.json', Buffer.from('')),
      at('damaged.gz', gzipSync(mixed).subarray(0, 2000)),
      join(folder, 'none.json'),
    ];
    const { code, stdout } = await run(['import', '--json', '--data', data, ...files]);
    expect(code).toBe(1);
    const reports = printed(stdout);
    expect(
      reports.map(({ name, state, format, compression, spans, logs }) => [
        name,
        state,
        format,
        compression,
        spans,
        logs,
      ]),
    ).toEqual([
      ['mixed.jsonl', 'done', 'otlp-json', null, 60, 20],
      ['mixed.gz', 'done', 'otlp-json', 'gzip', 60, 20],
      ['mixed.zst', 'done', 'otlp-json', 'zstd', 60, 20],
      ['request.pb', 'done', 'otlp-protobuf', null, 10, 0],
      ['jaeger.json', 'done', 'jaeger-json', null, 2, 0],
      ['zipkin.json', 'done', 'zipkin-json', null, 6, 0],
      ['chrome.json', 'done', 'chrome-trace', null, 12, 0],
      ['notes.txt', 'failed', null, null, 0, 0],
      ['empty.json', 'failed', null, null, 0, 0],
      ['damaged.gz', 'failed', null, 'gzip', 0, 0],
      ['none.json', 'failed', null, null, 0, 0],
    ]);
    expect(reports[0]?.skipped).toEqual([
      { reason: 'requests with metrics: metrics are not stored yet', count: 1, first: 'line 2' },
    ]);
    expect(reports.slice(-4).map(({ error }) => error)).toEqual([
      expect.stringMatching(/not recognised.*Supported are .*Jaeger JSON/),
      'The file is empty.',
      'Its compressed data is cut off.',
      'There is no such file.',
    ]);
    // One plain file per import, none of the engine's own run.
    const runs = reports.flatMap((one) => (one.run === null ? [] : [`${one.run}.otter`]));
    expect(readdirSync(join(data, 'runs')).toSorted()).toEqual(runs.toSorted());
    expect([...readFileSync(join(data, 'runs', runs[0] ?? '')).subarray(18, 20)]).toEqual([1, 1]);
    const { pipe } = await started(data);
    expect(await listed(pipe)).toContainEqual(['jaeger.json', 'past', 2, 0, undefined]);
    const traceId = '00000000000000005b8aa5a2d2c872e8' as TraceId;
    const spanId = '051581bf3cb55c13' as SpanId;
    const jaeger = runId(reports[4]?.run ?? '');
    expect(await pipe.call('trace.span', { run: jaeger, traceId, spanId, occurrence: 0 })).toMatchObject({
      name: 'HTTP GET /dispatch',
      resource: { service: 'frontend' },
    });
  });

  it('has the engine that owns the folder do it, also into the live run', async () => {
    const data = newFolder();
    const { program, pipe } = await started(data);
    const file = join(data, 'mixed.jsonl');
    writeFileSync(file, mixed);
    const { code, stdout } = await run(['import', '--data', data, '--into', 'live', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('mixed.jsonl (OTLP JSON): imported, 60 spans, 20 logs, into the live run');
    expect(stdout).toContain('skipped 1: requests with metrics: metrics are not stored yet (first: line 2)');
    expect(await listed(pipe)).toEqual([[expect.anything(), 'live', 60, 20, undefined]]);
    const own = await run(['import', '--data', data, file, program.ready.run]);
    expect(own.code).toBe(0);
    expect(await listed(pipe)).toEqual([
      [expect.anything(), 'live', 60, 20, undefined],
      ['mixed.jsonl', 'past', 60, 20, undefined],
    ]);
    const [past] = (await pipe.call('runs.list', {})).filter(({ state }) => state === 'past');
    const copied = await run([
      'import',
      '--json',
      '--data',
      data,
      '--into',
      'live',
      past?.path ?? '',
      program.ready.run,
    ]);
    expect(printed(copied.stdout)).toMatchObject([
      { state: 'done', format: 'otter', spans: 60, logs: 20 },
      { state: 'failed', error: 'This is the live run itself.' },
    ]);
    expect((await pipe.call('runs.list', {}))[0]).toMatchObject({ spans: 120, logs: 40 });
  });

  it("reads Llama Stack's store, also while its writer has it open", async () => {
    const folder = newFolder();
    const path = join(folder, 'trace_store.db');
    const store = new Database(path);
    cleanups.push(() => store.close());
    fillLlamaStack(store);
    store.pragma('journal_mode = WAL');
    store.exec("UPDATE spans SET name = 'inference' WHERE span_id = '0000000000000002'");
    const before = readdirSync(folder);
    const { code, stdout } = await run(['import', '--json', '--data', join(folder, 'data'), path]);
    expect(code).toBe(0);
    const [report] = printed(stdout);
    expect(report).toMatchObject({ format: 'llama-stack', spans: 3, logs: 0 });
    expect(report?.skipped).toEqual([
      { reason: 'spans without a usable start', count: 1, first: 'table spans, row 4' },
      { reason: 'events of spans that are not in the store', count: 1, first: 'table span_events' },
    ]);
    expect(readdirSync(folder).filter((name) => name !== 'data')).toEqual(before);
    const { pipe } = await started(join(folder, 'data'));
    const span = await pipe.call('trace.span', {
      run: runId(report?.run ?? ''),
      traceId: '0123456789abcdef0123456789abcdef' as TraceId,
      spanId: '0000000000000002' as SpanId,
      occurrence: 0,
    });
    expect(span).toMatchObject({
      name: 'inference',
      statusCode: 2,
      start: 1_755_890_000_100_000_000n,
      resource: { service: 'llama-stack' },
      attributes: [
        { key: '__ttl__', value: 604_800n },
        { key: 'session_id', value: 's-1' },
      ],
      events: [
        { name: 'unstructured_log', attributes: [{ key: 'message', value: 'hello' }] },
        { name: 'metric.prompt_tokens', attributes: [{ key: 'value', value: 12n }] },
      ],
    });
  });
});

function fillLlamaStack(store: Database.Database): void {
  store.pragma('foreign_keys = OFF');
  store.exec(`
    CREATE TABLE traces (trace_id TEXT PRIMARY KEY, service_name TEXT, root_span_id TEXT, start_time TIMESTAMP, end_time TIMESTAMP, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
    CREATE TABLE spans (span_id TEXT PRIMARY KEY, trace_id TEXT REFERENCES traces(trace_id), parent_span_id TEXT, name TEXT, start_time TIMESTAMP, end_time TIMESTAMP, attributes TEXT, status TEXT, kind TEXT);
    CREATE TABLE span_events (id INTEGER PRIMARY KEY AUTOINCREMENT, span_id TEXT REFERENCES spans(span_id), name TEXT, timestamp TIMESTAMP, attributes TEXT);`);
  const trace = '0123456789abcdef0123456789abcdef';
  const span = store.prepare('INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  store.prepare('INSERT INTO traces VALUES (?, ?, ?, ?, ?, NULL)').run(trace, '\u200b', '0000000000000001', '', '');
  const [start, later, end] = ['20+00:00', '20.100000+00:00', '21.500000+00:00'].map(
    (one) => `2025-08-22T19:13:${one}`,
  );
  span.run(
    '0000000000000001',
    trace,
    null,
    '/v1/inference/chat-completion',
    start,
    end,
    '{"__root__":true}',
    'OK',
    'INTERNAL',
  );
  span.run(
    '0000000000000002',
    trace,
    '0000000000000001',
    'x',
    later,
    end,
    '{"__ttl__":604800,"session_id":"s-1"}',
    'ERROR',
    'INTERNAL',
  );
  span.run('0000000000000003', trace, '0000000000000001', 'done', later, end, null, 'UNSET', 'SERVER');
  span.run('0000000000000004', trace, null, 'odd', 'yesterday', end, '{}', 'OK', 'INTERNAL');
  const event = store.prepare('INSERT INTO span_events (span_id, name, timestamp, attributes) VALUES (?, ?, ?, ?)');
  event.run('0000000000000002', 'unstructured_log', later, '{"message":"hello"}');
  event.run('00000000000000ff', 'unstructured_log', later, '{}');
  event.run('0000000000000002', 'metric.prompt_tokens', later, '{"value":12}');
}

describe('a watched folder', () => {
  it('is read into the live run as its files appear and grow, each line once', async () => {
    const data = newFolder();
    const folder = join(data, 'incoming');
    mkdirSync(folder);
    const [first, second] = [1, 2].map((seed) => line(makeTraceRequestJson({ seed, spans: 10 })).toString());
    const file = join(folder, 'traces.jsonl');
    // The last line is not whole yet.
    writeFileSync(file, `${first ?? ''}${second?.slice(0, 700) ?? ''}`);
    const { pipe } = await started(data, ['--watch', folder]);
    const spans = async (): Promise<number | undefined> => (await pipe.call('runs.list', {}))[0]?.spans;
    const files = async (): Promise<unknown> =>
      (await pipe.call('imports.watches', {}))[0]?.files.map(({ name, state, format, spans: count, error }) => [
        name,
        state,
        format,
        count,
        error,
      ]);
    await expect.poll(spans, { timeout: 15_000 }).toBe(10);
    await expect.poll(files).toEqual([['traces.jsonl', 'waiting', 'otlp-json', 10, undefined]]);
    appendFileSync(file, second?.slice(700) ?? '');
    await expect.poll(spans, { timeout: 15_000 }).toBe(20);
    copyFileSync(join(fixtures, 'jaeger.json'), join(folder, 'jaeger.json'));
    writeFileSync(join(folder, 'notes.txt'), 'just words');
    await expect.poll(spans, { timeout: 15_000 }).toBe(22);
    await expect.poll(files, { timeout: 15_000 }).toEqual([
      ['traces.jsonl', 'waiting', 'otlp-json', 20, undefined],
      ['jaeger.json', 'done', 'jaeger-json', 2, undefined],
      ['notes.txt', 'failed', undefined, 0, expect.stringContaining('not recognised')],
    ]);
    // Rotated: the old name is another file now.
    renameSync(file, join(folder, 'traces-1.jsonl'));
    writeFileSync(file, line(makeTraceRequestJson({ seed: 5, spans: 5 })));
    await expect.poll(spans, { timeout: 15_000 }).toBe(27);
    await expect
      .poll(files, { timeout: 15_000 })
      .toContainEqual(['traces-1.jsonl', 'waiting', 'otlp-json', 20, undefined]);
  });

  it('that is not there is said to be unreadable, and read once it is', async () => {
    const data = newFolder();
    const folder = join(data, 'later');
    const { pipe } = await started(data, ['--watch', folder]);
    const trouble = async (): Promise<string | undefined> => (await pipe.call('imports.watches', {}))[0]?.trouble;
    await expect.poll(trouble).toContain('cannot be read');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.jsonl'), mixed);
    await expect.poll(async () => (await pipe.call('runs.list', {}))[0]?.spans, { timeout: 15_000 }).toBe(60);
    expect(await trouble()).toBeUndefined();
  });
});

/** A file that takes a while, so that something can happen to it meanwhile. */
function largeFile(path: string): void {
  const requests = [1, 2, 3, 4].map((seed) => line(makeTraceRequestJson({ seed, spans: 2000 })));
  for (let i = 0; i < 25; i++) writeFileSync(path, Buffer.concat(requests), { flag: 'a' });
}

describe('an import under way', () => {
  it('is cancelled without leaving its run; nobody deletes that run meanwhile', async () => {
    const data = newFolder();
    const file = join(data, 'large.jsonl');
    largeFile(file);
    const { pipe } = await started(data);
    const [begun] = await pipe.call('imports.start', { paths: [file], into: 'new' });
    const now = async (): Promise<ImportInfo | undefined> =>
      (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id);
    await expect.poll(async () => (await now())?.run, { timeout: 20_000, interval: 5 }).toBeDefined();
    const { run: made = runId('') } = (await now()) ?? {};
    expect(await listed(pipe)).toContainEqual([
      'large.jsonl (import not finished)',
      'past',
      expect.anything(),
      0,
      undefined,
    ]);
    await expect(pipe.call('runs.delete', { run: made })).rejects.toMatchObject({ code: 'busy' });
    await pipe.call('imports.cancel', { id: begun?.id ?? '' });
    expect(await ended(pipe, begun?.id)).toMatchObject({ state: 'cancelled', run: undefined });
    expect(readdirSync(join(data, 'runs')).filter((name) => name.startsWith(made))).toEqual([]);
    expect(await listed(pipe)).toHaveLength(1);
  });

  it('and killed leaves a readable run that says it is not whole, and is tidied by the next engine', async () => {
    const data = newFolder();
    const file = join(data, 'large.jsonl');
    largeFile(file);
    const first = await serve(data);
    const pipe = await openPipe(first.ready);
    const [begun] = await pipe.call('imports.start', { paths: [file], into: 'new' });
    const stored = async (): Promise<number> =>
      (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id)?.spans ?? 0;
    await expect.poll(stored, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    const least = await stored();
    const made = (await pipe.call('imports.list', {}))[0]?.run ?? '';
    await first.stop('SIGKILL');
    const { pipe: next } = await started(data);
    const info = (await next.call('runs.list', {})).find(({ id }) => id === made);
    expect(info?.trouble).toBeUndefined();
    expect(info?.name).toBe('large.jsonl (import not finished)');
    expect(info?.spans).toBeGreaterThanOrEqual(least);
    await expect.poll(() => existsSync(join(data, 'runs', `${made}.otter-wal`)), { timeout: 20_000 }).toBe(false);
    const again = (await next.call('runs.list', {})).find(({ id }) => id === made);
    expect(again?.spans).toBe(info?.spans);
  });

  it('from a browser keeps nothing of the upload when it is done', async () => {
    const data = newFolder();
    const { pipe } = await started(data);
    const piece = (from: number, to: number, last: boolean) =>
      pipe.call('imports.upload', {
        upload: 'u',
        name: 'mixed.jsonl',
        bytes: mixed.subarray(from, to),
        last,
        into: 'new',
      });
    expect((await piece(0, 10_000, false)).import).toBeUndefined();
    const begun = (await piece(10_000, mixed.length, true)).import;
    expect(await ended(pipe, begun?.id)).toMatchObject({ state: 'done', spans: 60, logs: 20, name: 'mixed.jsonl' });
    expect(readdirSync(join(data, 'opened'))).toEqual([]);
    expect(await listed(pipe)).toContainEqual(['mixed.jsonl', 'past', 60, 20, undefined]);
  });
});

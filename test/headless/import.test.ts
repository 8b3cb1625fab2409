// Files in, the whole way: by command line with and without an engine, into the live run, and from a watched folder.
import Database from 'better-sqlite3';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanups, line, listed, mixed, newFolder, started } from './kit/imports.ts';
import { run } from './kit/program.ts';
import { makeTraceRequest, makeTraceRequestJson } from '../support/otlp-payloads.ts';
import { runId, type RunId, type SpanId, type TraceId } from '../../src/contract/ids.ts';

const fixtures = join(import.meta.dirname, '../fixtures/foreign');
interface Printed {
  readonly name: string;
  readonly state: string;
  readonly format: string;
  readonly compression: string | null;
  readonly run: RunId | null;
  readonly spans: number;
  readonly logs: number;
  readonly samples: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number; readonly first: string }[];
  readonly error: string | null;
}

const printed = (stdout: string): Printed[] =>
  stdout
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as Printed);

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
      reports.map(({ name, state, format, compression, spans, logs, samples }) => [
        name,
        state,
        format,
        compression,
        spans,
        logs,
        samples,
      ]),
    ).toEqual([
      ['mixed.jsonl', 'done', 'otlp-json', null, 60, 20, 2],
      ['mixed.gz', 'done', 'otlp-json', 'gzip', 60, 20, 2],
      ['mixed.zst', 'done', 'otlp-json', 'zstd', 60, 20, 2],
      ['request.pb', 'done', 'otlp-protobuf', null, 10, 0, 0],
      ['jaeger.json', 'done', 'jaeger-json', null, 2, 0, 0],
      ['zipkin.json', 'done', 'zipkin-json', null, 6, 0, 0],
      ['chrome.json', 'done', 'chrome-trace', null, 12, 0, 1],
      ['notes.txt', 'failed', null, null, 0, 0, 0],
      ['empty.json', 'failed', null, null, 0, 0, 0],
      ['damaged.gz', 'failed', null, 'gzip', 0, 0, 0],
      ['none.json', 'failed', null, null, 0, 0, 0],
    ]);
    expect(reports[0]?.skipped).toEqual([
      { reason: 'requests that cannot be read: resourceProfiles is 5; it must be an array', count: 1, first: 'line 3' },
    ]);
    expect(reports.slice(-4).map(({ error }) => error)).toEqual([
      expect.stringMatching(/not recognised.*Supported are .*Jaeger JSON/),
      'The file is empty.',
      expect.stringMatching(/^Its compressed data is cut off: the file ends after \d+ bytes, in the middle of it\.$/),
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
    expect(stdout).toContain('mixed.jsonl (OTLP JSON): imported, 60 spans, 20 logs, 2 samples, into the live run');
    expect(stdout).toContain(
      'skipped 1: requests that cannot be read: resourceProfiles is 5; it must be an array (first: line 3)',
    );
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
    expect(report).toMatchObject({ format: 'llama-stack', spans: 3, logs: 1 });
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
      // They are a log record and a metric.
      events: [],
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
    await expect.poll(spans, { timeout: 40_000 }).toBe(10);
    await expect.poll(files).toEqual([['traces.jsonl', 'waiting', 'otlp-json', 10, undefined]]);
    appendFileSync(file, second?.slice(700) ?? '');
    await expect.poll(spans, { timeout: 40_000 }).toBe(20);
    copyFileSync(join(fixtures, 'jaeger.json'), join(folder, 'jaeger.json'));
    writeFileSync(join(folder, 'notes.txt'), 'just words');
    await expect.poll(spans, { timeout: 40_000 }).toBe(22);
    await expect.poll(files, { timeout: 40_000 }).toEqual([
      ['traces.jsonl', 'waiting', 'otlp-json', 20, undefined],
      ['jaeger.json', 'done', 'jaeger-json', 2, undefined],
      ['notes.txt', 'failed', undefined, 0, expect.stringContaining('not recognised')],
    ]);
    // Rotated: the old name is another file now.
    renameSync(file, join(folder, 'traces-1.jsonl'));
    writeFileSync(file, line(makeTraceRequestJson({ seed: 5, spans: 5 })));
    await expect.poll(spans, { timeout: 40_000 }).toBe(27);
    await expect
      .poll(files, { timeout: 40_000 })
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
    await expect.poll(async () => (await pipe.call('runs.list', {}))[0]?.spans, { timeout: 40_000 }).toBe(60);
    expect(await trouble()).toBeUndefined();
  });
});

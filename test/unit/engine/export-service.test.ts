// Exports of a running engine: over HTTP, in pieces, into a file, given up in the middle.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ExportOrder, ExportState } from '../../../src/contract/exports.ts';
import type { MethodName, RequestOf } from '../../../src/contract/methods.ts';
import { startEngine, type Engine } from '../../../src/main/engine/start-engine.ts';
import { makeLogRequest, makeTraceRequest } from '../../support/otlp-payloads.ts';
import { dumpRequest, dumpRun } from '../../support/telemetry-dump.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-exports-'));
const spans = makeTraceRequest({ seed: 1, spans: 20_000 });
const logs = makeLogRequest({ seed: 2, records: 2000 });
let engine: Engine;

const ask = <M extends MethodName>(method: M, request: RequestOf<M>, signal = new AbortController().signal) =>
  engine.ask(method, request, signal);
const order = (more: Partial<ExportOrder> = {}): ExportOrder => ({
  run: engine.live.id,
  what: { kind: 'run' },
  format: 'otlp-jsonl',
  signal: 'all',
  gzip: false,
  redact: '',
  ...more,
});

async function post(path: string, body: Uint8Array): Promise<void> {
  const { http } = engine.endpoints;
  if (http.kind !== 'listening') throw new Error('not listening');
  const answer = await fetch(`http://${http.host}:${http.port}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-protobuf' },
    body: body.slice(),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const get = (path: string, method = 'GET'): Promise<Response> => {
  const { surface } = engine;
  return fetch(`http://${surface?.host}:${surface?.port}${path}`, {
    method,
    // Comparing takes longer than the server keeps an idle connection.
    headers: { Authorization: `Bearer ${surface?.token}`, Connection: 'close' },
  });
};
const head = (path: string): Promise<Response> => get(path, 'HEAD');

beforeAll(async () => {
  engine = await startEngine({
    mode: 'headless',
    version: 'test',
    dataFolder: join(folder, 'data'),
    grpc: undefined,
    http: { host: '127.0.0.1', port: 0 },
    surface: { host: '127.0.0.1', port: 0, token: 'export-service-token', allowHosts: [], pages: undefined },
  });
  await post('/v1/traces', spans);
  await post('/v1/logs', logs);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a live run over HTTP', async () => {
  const answer = await get('/api/export/run/live?format=otlp-protobuf');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${engine.live.id}.pb"`);
  expect(dumpRequest('traces', new Uint8Array(await answer.arrayBuffer()))).toEqual(dumpRequest('traces', spans));
});

test('a live run as a file of its own over HTTP', async () => {
  const answer = await get('/api/export/run/live?format=otter');
  const path = join(folder, 'copy.otter');
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path, new Uint8Array(await answer.arrayBuffer()));
  expect(dumpRun('traces', path)).toEqual(dumpRequest('traces', spans));
  expect(dumpRun('logs', path)).toEqual(dumpRequest('logs', logs));
});

test('HEAD tells what GET would, and leaves nothing under way', async () => {
  for (let i = 0; i < 10; i++) expect((await head('/api/export/run/live')).status).toBe(200);
  const answer = await head('/api/export/run/live?format=otlp-protobuf&gzip=1');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${engine.live.id}.pb.gz"`);
  expect(answer.headers.get('content-length')).toBeNull();
  expect(await answer.text()).toBe('');
  expect((await head('/api/export/run/none')).status).toBe(404);
  expect((await head('/api/export/run/live?redact=forget%20it')).status).toBe(400);
});

test('what cannot be is refused with a status', async () => {
  expect((await get('/api/export/run/none')).status).toBe(404);
  expect((await get(`/api/export/trace/${'1'.repeat(32)}`)).status).toBe(404);
  const wrong = await get('/api/export/run/live?redact=forget%20it');
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: expect.stringContaining('line 1') as string });
  expect((await get('/api/export/run/live?format=otlp-json&signal=all')).status).toBe(400);
  // Traces can be asked for it, logs cannot: nothing is sent that would break off where the logs begin.
  const halfSound = await get('/api/export/search?format=otlp-jsonl&where=trace.errors%20%3E%200');
  expect(halfSound.status).toBe(400);
  expect((await get('/api/export/search?format=otlp-jsonl&signal=traces&where=trace.errors%20%3E%200')).status).toBe(
    200,
  );
});

test('a trace is found in whichever run holds it', async () => {
  const { rows } = await ask('traces.list', { run: engine.live.id, filter: {}, offset: 0, limit: 1 });
  const answer = await get(`/api/export/trace/${rows[0]?.traceId}?format=jaeger`);
  expect(await answer.json()).toMatchObject({ data: [{ traceID: rows[0]?.traceId }], total: 1 });
});

test('in pieces, with what is expected known before', async () => {
  const started = await ask('export.start', order({ format: 'csv', signal: 'traces' }));
  expect(started).toMatchObject({ name: `${engine.live.id}-spans.csv`, expected: 20_000 });
  let text = '';
  let items = 0;
  for (;;) {
    const piece = await ask('export.piece', { export: started.export });
    text += Buffer.from(piece.bytes).toString();
    items += piece.items;
    if (piece.last) break;
  }
  expect(items).toBe(20_000);
  expect(text.split('\r\n')).toHaveLength(20_002);
  expect(await ask('export.state', { export: started.export })).toMatchObject({ kind: 'done', items });
});

async function settled(id: string): Promise<ExportState> {
  return vi.waitUntil(
    async () => {
      const state = await ask('export.state', { export: id });
      return state.kind === 'done' || state.kind === 'failed' ? state : undefined;
    },
    { timeout: 40_000 },
  );
}

test('into a file, which appears when it is whole', async () => {
  const path = join(folder, 'written.jsonl');
  const { export: id } = await ask('export.start', order());
  engine.exports.write(id, path);
  expect(await settled(id)).toMatchObject({ kind: 'done', items: 22_000 });
  await expect(ask('export.piece', { export: id })).rejects.toMatchObject({ code: 'bad-request' });
  expect(await ask('export.state', { export: id })).toMatchObject({ kind: 'done' });
  expect(readFileSync(path, 'utf8').endsWith(']}\n')).toBe(true);
});

test('given up in the middle: no file, and nothing left behind', async () => {
  const path = join(folder, 'cancelled.otter');
  const { export: id } = await ask('export.start', order({ format: 'otter', redact: 'remove any no.such' }));
  engine.exports.write(id, path);
  await vi.waitUntil(async () => (await ask('export.state', { export: id })).items > 0, { timeout: 40_000 });
  await ask('export.cancel', { export: id });
  expect(await settled(id)).toMatchObject({ kind: 'failed', message: 'The export was cancelled.' });
  await vi.waitUntil(() => !readdirSync(folder).some((one) => one.startsWith('cancelled')), { timeout: 40_000 });
  const work = join(folder, 'data', 'opened');
  expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
});

test('given up before its first piece: it does not begin after all', async () => {
  const { export: asked } = await ask('export.start', order());
  await ask('export.cancel', { export: asked });
  await expect(ask('export.piece', { export: asked })).rejects.toMatchObject({ code: 'cancelled' });

  const path = join(folder, 'never.jsonl');
  const { export: id } = await ask('export.start', order());
  engine.exports.write(id, path);
  await ask('export.cancel', { export: id });
  expect(await settled(id)).toMatchObject({ kind: 'failed', items: 0 });
  await vi.waitUntil(() => !readdirSync(folder).some((one) => one.startsWith('never')), { timeout: 40_000 });
});

test('into a folder that is not there: told in words', async () => {
  const { export: id } = await ask('export.start', order());
  engine.exports.write(id, join(folder, 'no', 'such', 'folder.jsonl'));
  expect(await settled(id)).toMatchObject({ kind: 'failed', message: expect.stringContaining('could not be written') });
});

test('a preview is given up when its asker is gone', async () => {
  const request = { run: engine.live.id, what: { kind: 'run' }, signal: 'all', redact: 'remove any http.*' } as const;
  const { rows, items } = await ask('export.preview', request);
  expect(items).toBe(22_000);
  expect(rows.map(({ key }) => key)).toContain('http.route');
  const abort = new AbortController();
  const asked = ask('export.preview', request, abort.signal);
  abort.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
});

// The ingest core on this thread: a run that gives way to another, with a checkpoint of it still at work.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { defaultSettings } from '../../../src/contract/runs.ts';
import { describeRun } from '../../../src/main/engine/describe-run.ts';
import { startIngestCore } from '../../../src/main/engine/ingest-core.ts';
import type { FromIngest, LiveRun } from '../../../src/main/engine/ingest-messages.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { snappyLiterals } from '../../support/snappy-literals.ts';
import { isPlainFile } from '../store/support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-ingest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (name: string): LiveRun => ({ id: runId(name), path: join(folder, `${name}.otter`), name, named: true });

async function startCore() {
  const begun = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const messages: FromIngest[] = [];
  const http = { host: '127.0.0.1', port: 0 };
  const { handlers } = await startIngestCore(
    {
      run: run('first'),
      settings: defaultSettings,
      maskSecret: 'key',
      host: 'h',
      version: '0',
      grpc: undefined,
      http,
      reservedPorts: [],
      watchProcesses: true,
    },
    (message) => messages.push(message),
    {
      // Has the file open until it is told to let go.
      async checkpoint(path) {
        const db = new Database(path);
        db.prepare('SELECT count(*) FROM journal').get();
        begun.resolve(undefined);
        await release.promise;
        db.close();
      },
      close: () => Promise.resolve(release.resolve(undefined)),
    },
  );
  const ready = messages.find((one) => one.kind === 'ready');
  if (ready?.endpoints.http.kind !== 'listening') throw new Error('no port');
  const url = `http://127.0.0.1:${ready.endpoints.http.port}/v1/traces`;
  async function send(seed: number, spans: number): Promise<void> {
    const body = Buffer.from(makeTraceRequest({ seed, spans }));
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  }
  /** More than the writer leaves in the WAL without asking for a checkpoint. */
  async function fill(): Promise<void> {
    for (let seed = 1; seed <= 8; seed++) await send(seed, 4000);
    await begun.promise;
  }
  return { handlers, send, fill, release: () => release.resolve(undefined) };
}

it(
  'leaves a plain file behind when the live run changes, and goes on receiving meanwhile',
  { timeout: 40_000 },
  async () => {
    const { handlers, send, fill, release } = await startCore();
    await fill();
    const second = run('second');
    const switched = handlers.switchRun(second);
    await send(100, 30);
    release();
    await switched;
    expect(isPlainFile(join(folder, 'first.otter'))).toBe(true);
    expect(describeRun(join(folder, 'first.otter')).spans).toBe(32_000);
    await handlers.close({});
    expect(isPlainFile(second.path)).toBe(true);
    expect(describeRun(second.path).spans).toBe(30);
  },
);

it('ends only when both the run before and the live one are plain files', { timeout: 30_000 }, async () => {
  const { handlers, fill } = await startCore();
  await fill();
  const switched = handlers.switchRun(run('second'));
  await handlers.close({});
  for (const name of ['first', 'second']) expect(isPlainFile(join(folder, `${name}.otter`)), name).toBe(true);
  await switched;
});

it('keeps noise out of the store, answers the sender that all is well, and counts it', async () => {
  const { handlers, send } = await startCore();
  await handlers.settings({
    ...defaultSettings,
    noise: [{ where: 'kind = client and not root', action: 'ignore', enabled: true }],
  });
  await send(1, 200);
  await handlers.settings(defaultSettings);
  await send(2, 50);
  const { totals, records } = await handlers.recent({ limit: 10 });
  expect(records).toMatchObject([
    { accepted: 50, ignored: 0 },
    { accepted: 200, rejected: 0, outcome: 'stored' },
  ]);
  const ignored = records[1]?.ignored ?? 0;
  expect(ignored).toBeGreaterThan(0);
  expect(ignored).toBeLessThan(200);
  expect(totals).toMatchObject({ spans: 250 - ignored, ignored });
  await handlers.close({});
  expect(describeRun(run('first').path).spans).toBe(250 - ignored);
});

it('writes remote writes down beside the requests of the ports, with what was refused before it was read', async () => {
  const { handlers } = await startCore();
  const peer = { remoteAddress: '192.0.2.7', remotePort: 40_000, remoteFamily: 'IPv4', localPort: 4319 };
  const call = { path: '/api/v1/write', contentType: 'application/x-protobuf', compression: 'snappy' };
  const head = { ...call, userAgent: 'Prometheus/3.14.0', peer };
  const series = new ProtoWriter().message(1, (one) =>
    one
      .message(1, (label) => label.text(1, '__name__').text(2, 'up'))
      .message(1, (label) => label.text(1, 'job').text(2, 'shop'))
      .message(2, (sample) => sample.double(1, 1).varint(2, 1_780_000_000_000)),
  );
  const body = snappyLiterals(series.finish());
  const answer = await handlers.remoteWrite({ ...head, content: { kind: 'body', body, version: '1.0' } });
  expect(answer.status).toBe(204);
  await handlers.remoteWrite({ ...head, content: { kind: 'refused', bytes: 7, status: 429, message: 'Too much.' } });
  const { records, totals } = await handlers.recent({ limit: 10 });
  const common = { transport: 'remote-write', signal: 'metrics', userAgent: 'Prometheus/3.14.0' };
  expect(records).toMatchObject([
    { ...common, outcome: 'busy', status: 429, wireBytes: 7, message: 'Too much.' },
    { ...common, outcome: 'stored', status: 204, encoding: 'protobuf 1.0', compression: 'snappy', accepted: 1 },
  ]);
  expect(records[1]).toMatchObject({ services: ['shop'], sender: { id: '192.0.2.7' }, wireBytes: body.length });
  expect(totals).toMatchObject({ requests: 2, samples: 1, busy: 1 });
  await handlers.close({});
});

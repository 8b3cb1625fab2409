// Many at once, too many at once, and the end.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Receipt } from '../../../src/contract/ingest.ts';
import { exportPath, grpcClient } from './grpc-client.ts';
import { startHarness, stored, talk, until, type Harness } from './harness.ts';

let harness: Harness;
afterEach(() => harness.close());

const post = (path: string, bytes: Uint8Array<ArrayBuffer>) =>
  fetch(harness.url + path, { method: 'POST', body: bytes, headers: { 'content-type': 'application/x-protobuf' } });

/** A sink that answers only when it is told to. */
function holdSink(): { readonly release: () => void } {
  const waiting: ((receipt: Receipt) => void)[] = [];
  harness.answer = () => new Promise((resolve) => waiting.push(resolve));
  return {
    release() {
      harness.answer = () => stored();
      for (const resolve of waiting.splice(0)) resolve(stored());
    },
  };
}

test('concurrent requests over both transports arrive whole', async () => {
  harness = await startHarness();
  const clients = Array.from({ length: 4 }, () =>
    grpcClient(`localhost:${harness.grpcPort}`, { 'grpc.use_local_subchannel_pool': 1 }),
  );
  const sent = Array.from({ length: 80 }, (_, index) => Buffer.from(randomBytes(1 + index * 4001)));
  const answers = await Promise.all(
    sent.map(async (bytes, index) => {
      if (index % 2 === 0) return (await post('/v1/traces', new Uint8Array(bytes))).status === 200;
      return (await clients[index % 4]?.call(exportPath, bytes))?.code === 0;
    }),
  );
  for (const client of clients) client.close();
  expect(answers.every(Boolean)).toBe(true);
  const order = (list: readonly Uint8Array[]) => list.map((bytes) => Buffer.from(bytes).toString('base64')).sort();
  expect(order(harness.payloads.map(({ bytes }) => bytes))).toEqual(order(sent));
  expect(harness.receivers.totals()).toMatchObject({ requests: 80, spans: 80, busy: 0 });
});

test('beyond the number of requests the answer is busy, with a delay, and the sink is not asked', async () => {
  harness = await startHarness({ queueRequests: 2, retryAfterMillis: 3000 });
  const sink = holdSink();
  const client = grpcClient(`127.0.0.1:${harness.grpcPort}`);
  const held = [post('/v1/traces', new Uint8Array(10)), post('/v1/logs', new Uint8Array(10))];
  await until(() => harness.payloads.length === 2, 'two in flight');
  const http = await post('/v1/traces', new Uint8Array(10));
  expect(http.status).toBe(429);
  expect(http.headers.get('retry-after')).toBe('3');
  const grpc = await client.call(exportPath, Buffer.alloc(1024 * 1024));
  expect(grpc.code).toBe(8);
  expect(grpc.metadata.get('grpc-status-details-bin')).toHaveLength(1);
  expect(harness.payloads).toHaveLength(2);
  sink.release();
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await client.call(exportPath, Buffer.alloc(10))).code).toBe(0);
  client.close();
  expect(harness.problems.filter(({ code }) => code === 'ingest-busy')).toHaveLength(2);
});

test('beyond the bytes in flight too', async () => {
  harness = await startHarness({ queueBytes: 100_000 });
  const sink = holdSink();
  const held = post('/v1/traces', new Uint8Array(80_000));
  await until(() => harness.payloads.length === 1, 'one in flight');
  expect((await post('/v1/traces', new Uint8Array(40_000))).status).toBe(429);
  const small = post('/v1/traces', new Uint8Array(10_000));
  await until(() => harness.payloads.length === 2, 'a small one fits');
  sink.release();
  expect((await held).status).toBe(200);
  expect((await small).status).toBe(200);
});

test('one request may be larger than the queue when it is alone', async () => {
  harness = await startHarness({ queueBytes: 1000 });
  expect((await post('/v1/traces', new Uint8Array(50_000))).status).toBe(200);
});

test('connections beyond their number are turned away with a Problem', async () => {
  harness = await startHarness({ connections: 1 });
  const first = connect({ port: harness.httpPort, host: '127.0.0.1' });
  await once(first, 'connect');
  expect(await talk(harness.httpPort, '').catch(() => Buffer.alloc(0))).toHaveLength(0);
  await until(() => harness.problems.length > 0, 'the problem');
  expect(harness.problems[0]).toMatchObject({ code: 'ingest-busy', subject: 'OTLP/HTTP port' });
  first.destroy();
});

test('close lets requests in flight finish and takes no new ones', async () => {
  harness = await startHarness({ closeMillis: 5000 });
  const sink = holdSink();
  const client = grpcClient(`127.0.0.1:${harness.grpcPort}`);
  const http = post('/v1/traces', new Uint8Array(10));
  const grpc = client.call(exportPath, Buffer.alloc(10));
  await until(() => harness.payloads.length === 2, 'two in flight');
  const closed = harness.receivers.close();
  await expect(post('/v1/logs', new Uint8Array(10))).rejects.toThrow();
  sink.release();
  expect((await http).status).toBe(200);
  expect((await grpc).code).toBe(0);
  await closed;
  client.close();
  expect(harness.receivers.endpoints()).toEqual({ grpc: { kind: 'off' }, http: { kind: 'off' }, free: undefined });
});

test('close does not wait for ever', async () => {
  harness = await startHarness({ closeMillis: 50 });
  harness.answer = () => new Promise(() => undefined);
  const held = post('/v1/traces', new Uint8Array(10)).then(
    () => 'answered',
    () => 'dropped',
  );
  await until(() => harness.payloads.length === 1, 'one in flight');
  await harness.receivers.close();
  expect(await held).toBe('dropped');
});

import { afterEach, expect, test } from 'vitest';
import { exportPath, grpcClient } from './grpc-client.ts';
import { startHarness, type Harness } from './harness.ts';

let harness: Harness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

test('a gRPC export reaches the sink with its bytes and its sender', async () => {
  harness = await startHarness();
  const client = grpcClient(`127.0.0.1:${harness.grpcPort}`);
  const answer = await client.call(exportPath, Buffer.from('span bytes'));
  client.close();
  expect(answer).toMatchObject({ code: 0, message: Buffer.alloc(0) });
  expect(harness.payloads).toHaveLength(1);
  expect(Buffer.from(harness.payloads[0]?.bytes ?? []).toString()).toBe('span bytes');
  expect(harness.payloads[0]).toMatchObject({ signal: 'traces', encoding: 'protobuf', transport: 'grpc' });
  if (process.platform === 'linux') expect(harness.payloads[0]?.sender.pid).toBe(process.pid);
});

test('an HTTP export reaches the sink with its bytes and its sender', async () => {
  harness = await startHarness();
  const response = await fetch(`${harness.url}/v1/traces`, {
    method: 'POST',
    body: 'span bytes',
    headers: { 'content-type': 'application/x-protobuf' },
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('');
  expect(harness.payloads[0]).toMatchObject({ signal: 'traces', encoding: 'protobuf', transport: 'http' });
  expect(harness.receivers.totals()).toMatchObject({ requests: 1, spans: 1, bytes: 10 });
});

test('both loopback families answer on the same port', async () => {
  harness = await startHarness();
  const response = await fetch(`http://[::1]:${harness.httpPort}/v1/logs`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({});
  const client = grpcClient(`[::1]:${harness.grpcPort}`);
  expect((await client.call(exportPath, Buffer.from('x'))).code).toBe(0);
  client.close();
  expect(harness.payloads.map(({ sender }) => sender.address)).toEqual(['::1', '::1']);
});

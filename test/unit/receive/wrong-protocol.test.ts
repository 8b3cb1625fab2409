import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { sniff } from '../../../src/main/receive/sniff.ts';
import { exportPath, grpcClient } from './grpc-client.ts';
import { startHarness, talk, until, type Harness } from './harness.ts';

let harness: Harness;
afterEach(() => harness?.close());

test('the first bytes tell the protocol, and too few do not', () => {
  const told = [
    'PRI * HTTP/2.0\r\n',
    'POST /',
    'GET /',
    'OPTIONS *',
    '\x16\x03\x01',
    '\x16\x04',
    'hello',
    'POTS',
    'PRIX',
  ].map((text) => sniff(Buffer.from(text, 'latin1')));
  expect(told).toEqual(['http2', 'http1', 'http1', 'http1', 'tls', 'other', 'other', 'other', 'other']);
  expect(['', 'P', 'PRI', 'POST', '\x16'].map((text) => sniff(Buffer.from(text, 'latin1')))).toEqual(
    Array.from({ length: 5 }),
  );
});

test('HTTP/1 on the gRPC port is a 400 that names the right port and variable', async () => {
  harness = await startHarness();
  const response = await fetch(`http://127.0.0.1:${harness.grpcPort}/v1/traces`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status).toBe(400);
  const text = await response.text();
  expect(text).toContain(`OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:${harness.httpPort}`);
  expect(text).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=grpc');
  expect(harness.records[0]).toMatchObject({
    transport: 'grpc',
    outcome: 'protocol-error',
    method: 'POST',
    path: '/v1/traces',
    encoding: 'application/json',
  });
  expect(harness.problems[0]).toMatchObject({ code: 'wrong-protocol' });
});

test('gRPC on the HTTP port is UNIMPLEMENTED and names the right port', async () => {
  harness = await startHarness();
  const client = grpcClient(`127.0.0.1:${harness.httpPort}`);
  const answer = await client.call(exportPath, Buffer.from('x'));
  client.close();
  expect(answer.code).toBe(12);
  expect(answer.details).toContain(`port ${harness.grpcPort}`);
  expect(harness.records[0]).toMatchObject({ signal: 'traces', outcome: 'protocol-error' });
});

test.each(['grpc', 'http'] as const)('TLS on the %s port gets an alert and a Problem', async (port) => {
  harness = await startHarness();
  const error = await new Promise<Error>((resolve) => {
    const socket = tlsConnect({
      host: '127.0.0.1',
      port: port === 'grpc' ? harness.grpcPort : harness.httpPort,
      rejectUnauthorized: false,
    });
    socket.on('error', resolve);
  });
  expect(error.message).toMatch(/handshake failure/);
  await until(() => harness.problems.length === 1, 'the problem');
  expect(harness.problems[0]?.message).toContain('http://');
  expect(harness.problems[0]?.message).toContain('insecure');
  expect(harness.records[0]).toMatchObject({ transport: port, outcome: 'protocol-error' });
});

test('unknown bytes are closed with a line that shows them', async () => {
  harness = await startHarness();
  expect(await talk(harness.grpcPort, 'statsd.metric:1|c\n')).toHaveLength(0);
  expect(harness.records[0]?.message).toContain(Buffer.from('statsd').toString('hex'));
});

test('a probe that connects and closes leaves no trace', async () => {
  harness = await startHarness();
  for (const port of [harness.grpcPort, harness.httpPort]) {
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => socket.end());
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });
  }
  const answer = await fetch(`${harness.url}/v1/logs`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(200);
  expect(harness.records).toHaveLength(1);
  expect(harness.problems).toHaveLength(0);
});

test('a silent connection is closed after its time', async () => {
  harness = await startHarness({ headMillis: 50 });
  expect(await talk(harness.httpPort, '')).toHaveLength(0);
});

test('broken HTTP/2 frames end the connection and leave a line', async () => {
  harness = await startHarness();
  const frame = Buffer.from([0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01]);
  await talk(
    harness.grpcPort,
    Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]), frame]),
  );
  await until(() => harness.records.length === 1, 'the record');
  expect(harness.records[0]?.message).toContain('broken HTTP/2');
});

test('a preface that comes byte by byte is still HTTP', async () => {
  harness = await startHarness();
  const text =
    'POST /v1/traces HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
  const answer = await new Promise<string>((resolve, reject) => {
    let all = '';
    const socket = connect({ port: harness.httpPort, host: '127.0.0.1', noDelay: true });
    const letters = text.split('');
    const writeNext = () => {
      const letter = letters.shift();
      if (letter !== undefined) socket.write(letter, () => setImmediate(writeNext));
    };
    socket.on('connect', writeNext);
    socket.on('data', (chunk) => (all += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(all));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

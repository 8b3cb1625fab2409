import { once } from 'node:events';
import { connect, type IncomingHttpHeaders } from 'node:http2';
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from 'vitest';
import { exportPath, grpcClient, type GrpcAnswer, type GrpcClient } from './grpc-client.ts';
import { startHarness, stored, until, type Harness } from './harness.ts';
import { grpcFrame, grpcHeaders, rawHttp2 } from './raw-http2.ts';
import { decodeAs, decodeStatus } from './status-proto.ts';

let harness: Harness;
let client: GrpcClient | undefined;
afterEach(async () => {
  client?.close();
  client = undefined;
  await harness.close();
});

async function start(limits: Parameters<typeof startHarness>[0] = {}): Promise<GrpcClient> {
  harness = await startHarness(limits);
  client = grpcClient(`127.0.0.1:${harness.grpcPort}`);
  return client;
}

function detailsOf(answer: GrpcAnswer) {
  const [bytes] = answer.metadata.get('grpc-status-details-bin');
  return decodeStatus(bytes as Buffer);
}

const body = Buffer.from('spans '.repeat(1000));

describe('what the sink says becomes a status', () => {
  test('partial success names the count and the reason', async () => {
    const grpc = await start();
    harness.answer = () => ({
      kind: 'stored',
      accepted: 5,
      ignored: 0,
      rejected: 2,
      message: 'two spans without an id',
      rejections: [{ field: 'spans[1].span_id', offset: 40, reason: 'empty' }],
      services: ['api'],
    });
    const answer = await grpc.call(exportPath, body);
    expect(answer.code).toBe(status.OK);
    expect(decodeAs('ExportResponse', answer.message ?? Buffer.alloc(0))).toEqual({
      partial_success: { rejected: 2, error_message: 'two spans without an id' },
    });
    expect(harness.records[0]).toMatchObject({
      outcome: 'partial',
      accepted: 5,
      rejected: 2,
      services: ['api'],
      wireBytes: body.length + 5,
      bodyBytes: body.length,
    });
    expect(harness.problems[0]).toMatchObject({ code: 'ingest-rejected-items', severity: 'warning' });
  });

  test('refused is INVALID_ARGUMENT with field and offset', async () => {
    const grpc = await start();
    harness.answer = () => ({
      kind: 'refused',
      reason: 'a length runs past the end',
      rejections: [{ field: 'resource_spans[0]', offset: 17, reason: 'a length runs past the end' }],
    });
    const answer = await grpc.call(exportPath, body);
    expect(answer.code).toBe(status.INVALID_ARGUMENT);
    expect(answer.details).toBe('a length runs past the end (field resource_spans[0], offset 17)');
    expect(detailsOf(answer)).toMatchObject({
      code: 3,
      details: { BadRequest: { field_violations: [{ field: 'resource_spans[0]' }] } },
    });
    expect(harness.records[0]).toMatchObject({ outcome: 'refused', status: 3 });
  });

  test.each([
    ['queue', status.RESOURCE_EXHAUSTED],
    ['disk', status.UNAVAILABLE],
  ] as const)('busy for the %s carries RetryInfo', async (cause, code) => {
    const grpc = await start();
    harness.answer = () => ({ kind: 'busy', retryAfterMillis: 2500, reason: 'full', cause });
    const answer = await grpc.call(exportPath, body);
    expect(answer).toMatchObject({ code, details: 'full' });
    expect(detailsOf(answer).details).toEqual({ RetryInfo: { retry_delay: { seconds: 2, nanos: 500_000_000 } } });
    expect(harness.records[0]).toMatchObject({ outcome: 'busy' });
    // A full disk is the sink's to report, once for all senders.
    expect(harness.problems.map((one) => one.code)).toEqual(cause === 'disk' ? [] : ['ingest-busy']);
  });

  test('a bug in the sink is INTERNAL', async () => {
    const grpc = await start();
    harness.answer = () => Promise.reject(new Error('oops'));
    expect(await grpc.call(exportPath, body)).toMatchObject({
      code: status.INTERNAL,
      details: 'the receiver failed: oops',
    });
    expect(harness.problems.map(({ code }) => code)).toEqual(['bug']);
  });

  test('very long words are cut to what a header may hold', async () => {
    const grpc = await start();
    const reason = 'ü'.repeat(50_000);
    const rejections = Array.from({ length: 20 }, (_, offset) => ({ field: 'f', offset, reason }));
    harness.answer = () => ({ kind: 'refused', reason, rejections });
    const answer = await grpc.call(exportPath, body);
    expect(answer.code).toBe(status.INVALID_ARGUMENT);
    expect(answer.details).toMatch(/^ü{1000}…$/);
    expect(harness.records[0]?.message.length).toBeLessThan(2100);
  });

  test('words outside ASCII survive the status header', async () => {
    const grpc = await start();
    harness.answer = () => ({ kind: 'refused', reason: '100 % falsch: ü\n', rejections: [] });
    expect((await grpc.call(exportPath, body)).details).toBe('100 % falsch: ü\n');
  });
});

describe('encodings', () => {
  test.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['zstd', zstdCompressSync(body)],
  ] as const)('%s arrives inflated, and the wire form is kept', async (name, wire) => {
    await start();
    const answer = await rawHttp2(harness.grpcPort, grpcHeaders(exportPath, name), grpcFrame(wire, true));
    expect(answer.grpcStatus).toBe(0);
    expect(answer.headers['grpc-accept-encoding']).toBe('identity,gzip,deflate,zstd');
    expect(Buffer.from(harness.payloads[0]?.bytes ?? [])).toEqual(body);
    expect(harness.payloads[0]?.compressed?.compression).toBe(name);
    expect(Buffer.from(harness.payloads[0]?.compressed?.bytes ?? [])).toEqual(wire);
  });

  test('grpc-js compresses by itself', async () => {
    await start();
    const zipping = grpcClient(`127.0.0.1:${harness.grpcPort}`, { 'grpc.default_compression_algorithm': 2 });
    expect((await zipping.call(exportPath, body)).code).toBe(0);
    zipping.close();
    expect(harness.records[0]).toMatchObject({ compression: 'gzip', bodyBytes: body.length });
  });

  test('an unknown encoding is UNIMPLEMENTED and lists the known ones', async () => {
    await start();
    const answer = await rawHttp2(harness.grpcPort, grpcHeaders(exportPath, 'snappy'), grpcFrame(body, true));
    expect(answer).toMatchObject({ grpcStatus: status.UNIMPLEMENTED });
    expect(answer.grpcMessage).toBe(
      'grpc-encoding "snappy" is not supported; supported are identity, gzip, deflate, zstd',
    );
    expect(answer.headers['grpc-accept-encoding']).toBe('identity,gzip,deflate,zstd');
  });

  test.each(['gzip', 'deflate', 'zstd'])('broken %s is INVALID_ARGUMENT', async (name) => {
    await start();
    const answer = await rawHttp2(
      harness.grpcPort,
      grpcHeaders(exportPath, name),
      grpcFrame(Buffer.from('certainly not compressed'), true),
    );
    expect(answer.grpcStatus).toBe(status.INVALID_ARGUMENT);
    expect(answer.grpcMessage).toContain(`no valid ${name} data`);
    expect(harness.payloads).toHaveLength(0);
  });
});

describe('limits', () => {
  test('a message over the limit is RESOURCE_EXHAUSTED before its bytes are there', async () => {
    const grpc = await start({ messageBytes: 64 * 1024 });
    const answer = await grpc.call(exportPath, Buffer.alloc(8 * 1024 * 1024));
    expect(answer.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(answer.details).toContain('65536 bytes (64 KiB)');
    expect(answer.metadata.get('grpc-status-details-bin')).toHaveLength(0);
    expect(harness.payloads).toHaveLength(0);
    expect(harness.records[0]?.wireBytes).toBeLessThan(1024 * 1024);
    expect((await grpc.call(exportPath, body)).code).toBe(0);
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(32 * 1024 * 1024))],
    ['zstd', zstdCompressSync(Buffer.alloc(32 * 1024 * 1024))],
  ])('a %s bomb stops at the limit', async (name, bomb) => {
    await start({ messageBytes: 256 * 1024 });
    expect(bomb.length).toBeLessThan(64 * 1024);
    const answer = await rawHttp2(harness.grpcPort, grpcHeaders(exportPath, name), grpcFrame(bomb, true));
    expect(answer.grpcStatus).toBe(status.RESOURCE_EXHAUSTED);
    expect(harness.payloads).toHaveLength(0);
  });

  test('a client that stops half-way and stays is told after its time', async () => {
    await start({ requestMillis: 100 });
    const session = connect(`http://127.0.0.1:${harness.grpcPort}`);
    const stream = session.request({ ':method': 'POST', ...grpcHeaders(exportPath) });
    stream.write(grpcFrame(body).subarray(0, 100));
    const [head] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    expect(head['grpc-status']).toBe(String(status.DEADLINE_EXCEEDED));
    session.destroy();
    expect(harness.records[0]).toMatchObject({ outcome: 'protocol-error', wireBytes: 100 });
  });

  test('a message that ends half-way is INTERNAL', async () => {
    await start();
    const half = grpcFrame(body).subarray(0, 100);
    const answer = await rawHttp2(harness.grpcPort, { ...grpcHeaders(exportPath), 'grpc-timeout': '1H' }, half);
    expect(answer).toMatchObject({ grpcStatus: status.INTERNAL });
    expect(answer.grpcMessage).toContain('inside a message, after 100 bytes');
  });

  test('grpc-timeout is kept while the sink works, and the record still tells what was stored', async () => {
    const grpc = await start();
    let release: () => void = () => undefined;
    harness.answer = () => new Promise((resolve) => (release = () => resolve(stored(3))));
    // Time enough for the request to reach the sink on a busy machine: what runs out before is never stored.
    const answer = await rawHttp2(
      harness.grpcPort,
      { ...grpcHeaders(exportPath), 'grpc-timeout': '1S' },
      grpcFrame(body),
    );
    expect(answer.grpcStatus).toBe(status.DEADLINE_EXCEEDED);
    expect(harness.records).toHaveLength(0);
    release();
    await until(() => harness.records.length === 1, 'the record');
    expect(harness.records[0]).toMatchObject({ outcome: 'stored', accepted: 3 });
    harness.answer = () => stored();
    expect((await grpc.call(exportPath, body)).code).toBe(0);
  });
});

describe('malformed calls', () => {
  test('compressed without a grpc-encoding is said so', async () => {
    await start();
    const flagged = await rawHttp2(harness.grpcPort, grpcHeaders(exportPath), grpcFrame(gzipSync(body), true));
    expect(flagged.grpcStatus).toBe(status.INTERNAL);
    expect(flagged.grpcMessage).toContain('no grpc-encoding header');
    const silent = await rawHttp2(harness.grpcPort, grpcHeaders(exportPath), grpcFrame(gzipSync(body)));
    expect(silent.grpcStatus).toBe(status.INVALID_ARGUMENT);
    expect(silent.grpcMessage).toContain('looks like gzip');
    expect(harness.payloads).toHaveLength(0);
  });

  test.each([
    ['no message', undefined, 'no message'],
    ['a wrong flag', Buffer.from([7, 0, 0, 0, 1, 0]), 'starts with 0 or 1, this one with 7'],
    ['a short prefix', Buffer.from([0, 0]), 'inside a message'],
  ] as const)('%s is INTERNAL', async (_name, bytes, words) => {
    await start();
    const answer = await rawHttp2(harness.grpcPort, grpcHeaders(exportPath), bytes);
    expect(answer.grpcStatus).toBe(status.INTERNAL);
    expect(answer.grpcMessage).toContain(words);
    expect(harness.records[0]).toMatchObject({ outcome: 'protocol-error' });
  });

  test('two messages in one unary call are refused', async () => {
    await start();
    const answer = await rawHttp2(
      harness.grpcPort,
      grpcHeaders(exportPath),
      Buffer.concat([grpcFrame(body), grpcFrame(body)]),
    );
    expect(answer.grpcStatus).toBe(status.UNIMPLEMENTED);
    expect(harness.payloads).toHaveLength(0);
  });

  test('an unknown method names the known ones', async () => {
    const grpc = await start();
    const answer = await grpc.call('/jaeger.api_v2.CollectorService/PostSpans', body);
    expect(answer.code).toBe(status.UNIMPLEMENTED);
    expect(answer.details).toContain(exportPath);
    expect(harness.problems[0]).toMatchObject({ code: 'wrong-path' });
  });

  test('OTLP/HTTP over HTTP/2 on the gRPC port is told where to go', async () => {
    await start();
    const answer = await rawHttp2(
      harness.grpcPort,
      { ':path': '/v1/traces', 'content-type': 'application/x-protobuf' },
      body,
    );
    expect(answer.headers[':status']).toBe(415);
    expect(answer.body.toString()).toContain(`port ${harness.httpPort}`);
  });

  test('a call cancelled while the sink works still tells what was stored', async () => {
    const grpc = await start();
    let release: () => void = () => undefined;
    harness.answer = () => new Promise((resolve) => (release = () => resolve(stored(2))));
    const { call, answer } = grpc.open(exportPath, body);
    await until(() => harness.payloads.length === 1, 'the sink');
    call.cancel();
    expect((await answer).code).toBe(status.CANCELLED);
    release();
    await until(() => harness.records.length === 1, 'the record');
    expect(harness.records[0]).toMatchObject({ outcome: 'stored', accepted: 2 });
  });
});

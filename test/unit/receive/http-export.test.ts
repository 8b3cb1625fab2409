import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { startHarness, stored, talk, until, type Harness } from './harness.ts';
import { rawHttp2 } from './raw-http2.ts';
import { decodeAs, decodeStatus } from './status-proto.ts';

let harness: Harness;
afterEach(() => harness.close());

const json = { 'content-type': 'application/json' };
const proto = { 'content-type': 'application/x-protobuf' };
const body = Buffer.from(JSON.stringify({ resourceSpans: Array.from({ length: 200 }, () => ({})) }));

function post(path: string, bytes: Uint8Array | string, headers: Record<string, string> = json): Promise<Response> {
  return fetch(harness.url + path, {
    method: 'POST',
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
    headers,
  });
}

describe('paths', () => {
  test.each([
    ['/v1/traces', 'traces'],
    ['/v1/traces/', 'traces'],
    ['/v1/traces?from=test', 'traces'],
    ['//v1/logs', 'logs'],
    ['/v1/metrics', 'metrics'],
    ['/api/v1/otlp/v1/metrics', 'metrics'],
    ['/v1development/profiles', 'profiles'],
  ])('%s takes %s', async (path, signal) => {
    harness = await startHarness();
    expect((await post(path, body)).status).toBe(200);
    expect(harness.payloads[0]).toMatchObject({ signal, encoding: 'json', transport: 'http' });
  });

  test.each([
    ['/v1/trace', '/v1/traces'],
    ['/v1/span', '/v1/traces'],
    ['/', 'telemetry.otlp_endpoint'],
    ['/api/traces', 'Jaeger'],
    ['/api/v2/spans', 'Zipkin'],
    ['/api/v1/write', 'Prometheus'],
    ['/loki/api/v1/push', '/v1/logs'],
    ['/v1/traces/v1/traces', 'twice'],
    ['/log', '/v1/logs'],
  ])('%s is 404 with a hint at %s', async (path, hint) => {
    harness = await startHarness();
    const response = await post(path, body);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(hint);
    expect(harness.records[0]).toMatchObject({ outcome: 'protocol-error', status: 404, path });
    expect(harness.problems[0]).toMatchObject({ code: 'wrong-path' });
  });

  test('a visitor with a browser is told what this is', async () => {
    harness = await startHarness();
    const response = await fetch(harness.url);
    expect(await response.text()).toContain(`OTLP/gRPC is taken at port ${harness.grpcPort}`);
    expect(harness.records).toHaveLength(0);
  });

  test('other methods are 405 and name the right one', async () => {
    harness = await startHarness();
    const response = await fetch(`${harness.url}/v1/traces`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
  });
});

describe('encodings', () => {
  test.each([
    ['gzip', gzipSync(body), 'gzip'],
    ['deflate', deflateSync(body), 'deflate'],
    ['deflate', deflateRawSync(body), 'deflate-raw'],
    ['zstd', zstdCompressSync(body), 'zstd'],
    ['x-gzip', gzipSync(body), 'gzip'],
    ['identity', body, undefined],
  ])('%s arrives inflated, and says what it was', async (name, wire, format) => {
    harness = await startHarness();
    expect((await post('/v1/traces', wire, { ...json, 'content-encoding': name })).status).toBe(200);
    expect(Buffer.from(harness.payloads[0]?.bytes ?? [])).toEqual(body);
    expect(harness.payloads[0]?.compressed?.compression).toBe(format);
    expect(harness.records[0]).toMatchObject({ wireBytes: wire.length, bodyBytes: body.length });
  });

  test.each([
    ['gzip', gzipSync(body)],
    ['zstd', zstdCompressSync(body)],
  ])('%s without its header is 400 and says so', async (name, wire) => {
    harness = await startHarness();
    const response = await post('/v1/traces', wire, proto);
    expect(response.status).toBe(400);
    expect(decodeStatus(await response.bytes()).message).toContain(`looks like ${name} data`);
    expect(harness.payloads).toHaveLength(0);
  });

  test('an unknown content-encoding is 415 and lists the known ones', async () => {
    harness = await startHarness();
    const response = await post('/v1/traces', body, { ...json, 'content-encoding': 'br' });
    expect(response.status).toBe(415);
    expect(response.headers.get('accept-encoding')).toBe('identity, gzip, deflate, zstd');
  });

  test.each([
    ['application/x-protobuf', 'protobuf'],
    ['application/protobuf', 'protobuf'],
    ['application/json; charset=utf-8', 'json'],
    ['APPLICATION/JSON', 'json'],
  ])('content-type %s is %s', async (type, encoding) => {
    harness = await startHarness();
    const response = await post('/v1/logs', body, { 'content-type': type });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      encoding === 'json' ? 'application/json' : 'application/x-protobuf',
    );
    expect(harness.payloads[0]?.encoding).toBe(encoding);
  });

  test.each([
    ['text/plain', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(' \n{"a":1}\n')]), 'json'],
    ['application/octet-stream', Buffer.from([0x0a, 0x02, 0x0a, 0x00]), 'protobuf'],
    [
      'application/octet-stream',
      Buffer.concat([Buffer.from([0x0a, 0x7b, 0x0a, 0x79]), Buffer.alloc(121, 0x22)]),
      'protobuf',
    ],
  ])('with content-type %s the body tells', async (type, bytes, encoding) => {
    harness = await startHarness();
    expect((await post('/v1/traces', bytes, { 'content-type': type })).status).toBe(200);
    expect(harness.payloads[0]?.encoding).toBe(encoding);
    expect(harness.records[0]?.message).toBe(`content-type ${type} is not the one of OTLP, taken as ${encoding}`);
  });

  test.each(['image/png', 'application/grpc', 'application/json; charset=utf-16'])(
    'content-type %s is 415',
    async (type) => {
      harness = await startHarness();
      expect((await post('/v1/traces', body, { 'content-type': type })).status).toBe(415);
      expect(harness.payloads).toHaveLength(0);
    },
  );
});

describe('answers in the encoding of the request', () => {
  test('partial success', async () => {
    harness = await startHarness();
    harness.answer = () => ({
      kind: 'stored',
      accepted: 1,
      rejected: 3,
      ignored: 0,
      message: 'too old',
      rejections: [],
    });
    expect(await (await post('/v1/logs', body)).json()).toEqual({
      partialSuccess: { rejectedLogRecords: '3', errorMessage: 'too old' },
    });
    const bytes = await (await post('/v1/logs', 'x', proto)).bytes();
    expect(decodeAs('ExportResponse', bytes)).toEqual({ partial_success: { rejected: 3, error_message: 'too old' } });
  });

  test('refused is 400 with field and offset', async () => {
    harness = await startHarness();
    harness.answer = () => ({
      kind: 'refused',
      reason: 'no JSON',
      rejections: [{ field: 'resourceSpans', offset: 3, reason: 'expected [' }],
    });
    const response = await post('/v1/traces', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 3, message: 'no JSON (field resourceSpans, offset 3)' });
    const binary = await post('/v1/traces', 'x', proto);
    expect(decodeStatus(await binary.bytes())).toMatchObject({
      code: 3,
      details: { BadRequest: { field_violations: [{ description: 'expected [' }] } },
    });
  });

  test.each([
    ['queue', 429],
    ['disk', 503],
  ] as const)('busy for the %s is %i with Retry-After', async (cause, code) => {
    harness = await startHarness();
    harness.answer = () => ({ kind: 'busy', retryAfterMillis: 1500, reason: 'full', cause });
    const response = await post('/v1/traces', 'x', proto);
    expect(response.status).toBe(code);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(decodeStatus(await response.bytes()).details).toEqual({
      RetryInfo: { retry_delay: { seconds: 1, nanos: 500_000_000 } },
    });
    expect(harness.problems.map((one) => one.code)).toEqual(cause === 'disk' ? [] : ['ingest-busy']);
  });

  test('a bug in the sink is 500', async () => {
    harness = await startHarness();
    harness.answer = () => Promise.reject(new Error('oops'));
    expect((await post('/v1/traces', body)).status).toBe(500);
    expect(harness.problems[0]).toMatchObject({ code: 'bug', severity: 'error' });
  });
});

describe('limits', () => {
  test('a body over the limit is 413, stated or streamed', async () => {
    harness = await startHarness({ messageBytes: 10_000 });
    expect((await post('/v1/traces', Buffer.alloc(10_001))).status).toBe(413);
    const streamed = await talk(
      harness.httpPort,
      `POST /v1/traces HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2af8\r\n${'x'.repeat(11_000)}\r\n0\r\n\r\n`,
    );
    expect(streamed.toString()).toMatch(/^HTTP\/1\.1 413 /);
    expect(harness.payloads).toHaveLength(0);
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(16 * 1024 * 1024))],
    ['deflate', deflateRawSync(Buffer.alloc(16 * 1024 * 1024))],
    ['zstd', zstdCompressSync(Buffer.alloc(16 * 1024 * 1024))],
  ])('a %s bomb is 413', async (name, bomb) => {
    harness = await startHarness({ messageBytes: 100_000 });
    expect((await post('/v1/traces', bomb, { ...json, 'content-encoding': name })).status).toBe(413);
    expect(harness.payloads).toHaveLength(0);
  });

  test.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['zstd', zstdCompressSync(body)],
  ])('truncated %s is 400', async (name, whole) => {
    harness = await startHarness();
    const response = await post('/v1/traces', whole.subarray(0, whole.length - 9), {
      ...json,
      'content-encoding': name,
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { message: string }).message).toContain(`no valid ${name} data`);
  });

  test('a body that stops coming is given up, and leaves a line', async () => {
    harness = await startHarness({ requestMillis: 100 });
    const answer = await talk(
      harness.httpPort,
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf',
    );
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
    expect(harness.records[0]).toMatchObject({ outcome: 'protocol-error', wireBytes: 4 });
  });

  test('a head that comes too slowly is closed', async () => {
    harness = await startHarness({ headMillis: 100 });
    const answer = await talk(harness.httpPort, 'POST /v1/traces HTTP/1.1\r\nHost');
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('HTTP itself', () => {
  test('Expect: 100-continue is answered before the body', async () => {
    harness = await startHarness();
    const answer = await talk(
      harness.httpPort,
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  test('two requests in one packet are both answered', async () => {
    harness = await startHarness();
    const one = (connection: string) =>
      `POST /v1/traces HTTP/1.1\r\nHost: x\r\nConnection: ${connection}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
    const answer = await talk(harness.httpPort, one('keep-alive') + one('close'));
    expect(answer.toString().match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  test('broken HTTP is 400 and leaves a line', async () => {
    harness = await startHarness();
    const answer = await talk(harness.httpPort, 'POST /v1/traces HTTP/1.1\r\nno colon here\r\n\r\n');
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
    await until(() => harness.records.length === 1, 'the record');
    expect(harness.records[0]).toMatchObject({ outcome: 'protocol-error', status: 400 });
  });

  test('plain HTTP/2 is served as well', async () => {
    harness = await startHarness();
    harness.answer = () => stored(7);
    const answer = await rawHttp2(
      harness.httpPort,
      { ':path': '/v1/traces', 'content-type': 'application/json' },
      body,
    );
    expect(answer.headers[':status']).toBe(200);
    expect(answer.body.toString()).toBe('{}');
    expect(harness.receivers.totals().spans).toBe(7);
  });
});

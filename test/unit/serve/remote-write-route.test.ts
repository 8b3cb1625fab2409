// Remote write over the HTTP surface: what gets through, and the status of what does not.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WriteCall } from '../../../src/contract/remote-write.ts';
import { startHttpSurface, type HttpSurface } from '../../../src/main/serve/http/http-surface.ts';

const token = 'b64-token-for-the-test_0123456789';
const unasked = (): Promise<never> => Promise.reject(new Error('not asked here'));
const written = { samples: 1, histograms: 2, exemplars: 3 };
const calls: WriteCall[] = [];
/** Bodies are stored once this resolves. */
let held: Promise<void> = Promise.resolve();
let surface: HttpSurface;

beforeAll(async () => {
  surface = await startHttpSurface({
    host: '127.0.0.1',
    port: 0,
    token,
    allowHosts: [],
    onPipe: () => undefined,
    onBug: () => undefined,
    sources: {
      health: () => ({}),
      ready: () => ({ ready: true, reasons: [] }),
      metrics: unasked,
      async remoteWrite(call) {
        const { content } = call;
        calls.push(call);
        if (content.kind === 'refused') return { ...content, retryAfterSeconds: undefined, written };
        await held;
        const message = `${content.body.length} bytes of ${content.version}`;
        return { status: content.body.length < 1e6 ? 400 : 204, message, retryAfterSeconds: 7, written };
      },
      jaeger: unasked,
      prometheus: unasked,
      sessions: unasked,
      exports: unasked,
      pages: undefined,
    },
  });
});

afterAll(() => surface.close());

describe('remote write', () => {
  const post = (path: string, headers: Record<string, string>, method = 'POST'): Promise<Response> =>
    fetch(`http://127.0.0.1:${surface.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(method === 'POST' ? { body: 'abc' } : {}),
    });
  const version1 = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' };
  const version2 = { ...version1, 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' };

  it.each(['/api/v1/write', '/prometheus/api/v1/write'])(
    '%s hands on the body and says what was written',
    async (path) => {
      const first = await post(path, version1);
      expect([first.status, await first.text()]).toEqual([400, '3 bytes of 1.0\n']);
      expect(first.headers.get('retry-after')).toBe('7');
      expect(first.headers.get('x-prometheus-remote-write-samples-written')).toBeNull();
      const second = await post(path, version2);
      expect(await second.text()).toBe('3 bytes of 2.0\n');
      expect(
        ['samples', 'histograms', 'exemplars'].map((one) =>
          second.headers.get(`x-prometheus-remote-write-${one}-written`),
        ),
      ).toEqual(['1', '2', '3']);
    },
  );

  it('refuses other types, packings and methods, and whoever has no token', async () => {
    const statuses = await Promise.all([
      post('/api/v1/write', { ...version1, 'content-type': 'application/json' }),
      post('/api/v1/write', { ...version1, 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v3' }),
      post('/api/v1/write', { ...version1, 'content-encoding': 'gzip' }),
      post('/api/v1/write', version1, 'GET'),
      post('/api/v1/write', { ...version1, authorization: 'Bearer wrong' }),
      post('/api/v1/writes', version1),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([415, 415, 415, 405, 401, 405]);
    const told = calls.filter(({ content }) => content.kind === 'refused');
    expect(told).toHaveLength(3);
    expect(told).toContainEqual({
      path: '/api/v1/write',
      contentType: 'application/x-protobuf',
      compression: 'gzip',
      userAgent: 'node',
      peer: expect.objectContaining({ remoteAddress: '127.0.0.1', localPort: surface.port }),
      content: {
        kind: 'refused',
        bytes: 3,
        status: 415,
        message: 'gzip encoding (compression) is not accepted by this server; only snappy is acceptable',
      },
    });
  });

  it('asks senders to wait while 64 MiB are on their way, and takes what they send again', async () => {
    const body = new Uint8Array(31 * 1024 ** 2);
    const send = (): Promise<Response> =>
      fetch(`http://127.0.0.1:${surface.port}/api/v1/write`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, ...version1 },
        body,
      });
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    calls.length = 0;
    const first = [send(), send()];
    await vi.waitFor(() => expect(calls).toHaveLength(2), { timeout: 40_000 });
    const third = await send();
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '1']);
    expect(calls[2]?.content).toMatchObject({ kind: 'refused', status: 429, bytes: body.length });
    release();
    for (const answer of await Promise.all(first)) expect(answer.status).toBe(204);
    expect((await send()).status).toBe(204);
    expect((await post('/api/v1/write', version1)).status).toBe(400);
  });
});

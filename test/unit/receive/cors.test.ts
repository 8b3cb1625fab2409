import { afterEach, expect, test } from 'vitest';
import { startHarness, talk, type Harness } from './harness.ts';

let harness: Harness;
afterEach(() => harness.close());

/** fetch() sets Origin itself and forbids setting it, so the requests are written by hand. */
async function request(
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly headers: Headers }> {
  const body = method === 'POST' ? '{}' : '';
  const lines = {
    Host: 'x',
    Connection: 'close',
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = await talk(harness.httpPort, `${method} /v1/traces HTTP/1.1\r\n${head.join('')}\r\n${body}`);
  const [first = '', ...rest] = (answer.toString().split('\r\n\r\n')[0] ?? '').split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: new Headers(
      rest.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    ),
  };
}

test.each(['http://localhost:3000', 'https://127.0.0.1:8443', 'http://[::1]:5173', 'http://app.localhost'])(
  '%s may send',
  async (origin) => {
    harness = await startHarness();
    const preflight = await request('OPTIONS', {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type, x-custom',
      'Access-Control-Request-Private-Network': 'true',
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type, x-custom');
    expect(preflight.headers.get('access-control-allow-private-network')).toBe('true');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    const answer = await request('POST', { Origin: origin });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(harness.records).toHaveLength(1);
  },
);

test.each([
  'https://evil.example',
  'null',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'file://localhost',
])('%s may not', async (origin) => {
  harness = await startHarness();
  for (const method of ['OPTIONS', 'POST']) {
    const answer = await request(method, { Origin: origin });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  }
  expect(harness.payloads).toHaveLength(0);
  expect(harness.records[0]).toMatchObject({ outcome: 'refused', status: 403 });
  expect(harness.records[0]?.message).toContain(origin);
  expect(harness.records[0]?.message).toContain('localhost');
});

// The gate of the HTTP surface, asked over real sockets: raw requests, because a polite client hides what is tested.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ContractError } from '../../../src/contract/errors.ts';
import { startHttpSurface, type HttpSurface } from '../../../src/main/serve/http/http-surface.ts';

const token = 'b64-token-for-the-test_0123456789';
const bearer = { Authorization: `Bearer ${token}` };
const folder = mkdtempSync(join(tmpdir(), 'otterscope-surface-'));
const bugs: unknown[] = [];
let surface: HttpSurface;

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET', sent = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: surface.port, path, method, headers, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    request.on('error', reject).end(sent);
  });
}

function upgrade(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${surface.port}${path}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('error', () => undefined);
  });
}

/** Exports that were ended, by their run. */
const left: string[] = [];

async function* pieces(run: string, broken: boolean): AsyncGenerator<Uint8Array> {
  try {
    yield Buffer.from(`{"run":"${run}"}`);
    await Promise.resolve();
    if (broken) throw new ContractError('disk-error', 'gone');
    yield Buffer.from('\n');
  } finally {
    left.push(run);
  }
}

beforeAll(async () => {
  const pages = join(folder, 'renderer');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>window</title>');
  writeFileSync(join(pages, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  surface = await startHttpSurface({
    host: '127.0.0.1',
    port: 0,
    token,
    allowHosts: ['dev.example', 'box.example:8443'],
    onPipe: (pipe) => pipe.send(new Uint8Array([1])),
    onBug: (_where, error) => bugs.push(error),
    sources: {
      health: () => ({ status: 'ok' }),
      ready: () => ({ ready: false, reasons: ['port taken'] }),
      metrics: () =>
        Promise.resolve([
          { name: 'a_total', help: 'x', type: 'counter', samples: [{ labels: { k: 'a"b\\c\n' }, value: 3 }] },
        ]),
      remoteWrite: () => Promise.reject(new Error('not asked here')),
      jaeger: (segments, query) =>
        segments[0] === 'broken'
          ? Promise.reject(new Error('inner words'))
          : Promise.resolve({ status: 200, body: JSON.stringify({ segments, limit: query.get('limit') }) }),
      prometheus: ({ method, segments, pairs }, run) =>
        Promise.resolve(
          segments[0] === 'rules' && method === 'POST'
            ? { status: 405, body: '' }
            : { status: 200, body: JSON.stringify({ method, segments, pairs, run }) },
        ),
      sessions: (question) => Promise.resolve({ status: 200, body: question.kind }),
      exports: ({ run, order }) =>
        order.what.kind === 'search'
          ? Promise.resolve({ kind: 'failed', status: 400, message: `where: ${order.what.where}` })
          : Promise.resolve({
              kind: 'file',
              name: 'a.jsonl',
              mediaType: 'application/jsonl',
              bytes: pieces(run ?? 'live', run === 'broken'),
            }),
      pages,
    },
  });
});

afterAll(async () => {
  await surface.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the gate', () => {
  it.each([
    ['localhost', 200],
    ['LOCALHOST:1', 200],
    ['127.0.0.1:9', 200],
    ['[::1]:9', 200],
    ['dev.example', 200],
    ['dev.example:99', 200],
    ['box.example:8443', 200],
    ['box.example:8444', 403],
    ['evil.example', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['127.0.0.2', 403],
    ['user@localhost', 403],
  ])('Host "%s" is answered %d', async (host, status) => {
    expect((await ask('/healthz', { Host: host })).status).toBe(status);
  });

  it('refuses other origins, with and without a token, and cross-site reads by script', async () => {
    expect((await ask('/metrics', { ...bearer, Origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await ask('/metrics', { ...bearer, Origin: 'null' })).status).toBe(403);
    expect((await ask('/healthz', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'no-cors' })).status).toBe(403);
    expect((await ask('/healthz', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(200);
    expect((await ask('/metrics', { ...bearer, Origin: `http://127.0.0.1:${surface.port}` })).status).toBe(200);
  });

  it('knows only GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const reply = await ask('/', bearer, method);
      expect(reply.status).toBe(405);
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    }
    const head = await ask('/healthz', {}, 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
  });

  it('locks everything but health', async () => {
    for (const path of ['/', '/traces', '/metrics', '/jaeger/api/services', '/assets/index-1a2b.js', '/pipe']) {
      expect((await ask(path)).status).toBe(401);
      expect((await ask(path, { Authorization: 'Bearer wrong' })).status).toBe(401);
    }
    const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    expect((await ask('/metrics', basic(`any:${token}`))).status).toBe(200);
    for (const text of [`any:${token}x`, `${token}:`, token.slice(1), ''])
      expect((await ask('/metrics', basic(text))).status).toBe(401);
    expect((await ask('/healthz')).body).toBe('{"status":"ok"}');
    expect((await ask('/-/healthy')).status).toBe(200);
    expect(await ask('/prometheus/-/ready')).toMatchObject({ status: 503, body: 'port taken\n' });
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: '{"ready":false,"reasons":["port taken"]}' });
  });

  it('tells a browser how to get in, without naming anything of the machine', async () => {
    const reply = await ask('/traces', { Accept: 'text/html,*/*' });
    expect(reply.status).toBe(401);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.body).toContain('otterscope serve');
    expect(reply.body).not.toContain(token);
  });
});

describe('the token', () => {
  it('becomes a Strict HttpOnly cookie that is not the token, and leaves the address', async () => {
    const reply = await ask(`/traces?service=a&token=${token}`);
    expect(reply.status).toBe(303);
    expect(reply.headers['location']).toBe('/traces?service=a');
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain(token);
    const page = await ask('/traces', { Cookie: `other=1; ${cookie.split(';')[0] ?? ''}` });
    expect([page.status, page.body]).toEqual([200, '<!doctype html><title>window</title>']);
  });

  it('does not redirect to another host', async () => {
    for (const path of [
      '//evil.example/',
      '/\\evil.example/',
      '///evil.example',
      '/a/..//evil.example',
      '/./\\evil.example',
    ]) {
      const { headers } = await ask(`${path}?token=${token}`);
      expect(String(headers['location'])).toMatch(/^\/[^/\\]/);
    }
  });

  it('goes on by a page of its own when the link was on another site', async () => {
    const reply = await ask(`/x"><script>?token=${token}`, {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('http-equiv="refresh"');
    expect(reply.body).not.toContain('<script>');
  });

  it('is refused when wrong, wherever it stands', async () => {
    expect((await ask('/?token=wrong')).status).toBe(401);
    expect((await ask('/?token=')).status).toBe(401);
    expect((await ask('/', { Cookie: `otterscope-${surface.port}=${token}` })).status).toBe(401);
  });
});

describe('files', () => {
  it('carry type, nosniff, and for pages the policy with the own socket', async () => {
    const page = await ask('/', bearer);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${surface.port} `);
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    const script = await ask('/assets/index-1a2b.js', bearer);
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await ask('/assets/none.js', bearer)).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%2e%2e%2f%2e%2e%2fetc/passwd',
    '//..//secret.txt',
    '/%00.js',
    '/%zz',
    '/assets/%252e%252e/secret.txt',
  ])('outside the folder stay outside: %s', async (path) => {
    const reply = await ask(path, bearer);
    expect(reply.body).not.toContain('secret');
    expect([400, 404]).toContain(reply.status);
  });
});

describe('answers', () => {
  it('writes metrics as Prometheus text with escaped labels', async () => {
    expect((await ask('/metrics', bearer)).body).toBe(
      '# HELP a_total x\n# TYPE a_total counter\na_total{k="a\\"b\\\\c\\n"} 3\n',
    );
  });

  it('gives the page of that address to a browser that goes to /metrics', async () => {
    const page = await ask('/metrics', { ...bearer, Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(page.body).toBe((await ask('/traces', bearer)).body);
    expect((await ask('/metrics', { ...bearer, Accept: 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1' })).body).toMatch(
      /^# HELP/,
    );
  });

  it('hands jaeger paths on, decoded', async () => {
    expect((await ask('/jaeger/api/services/a%2Fb/operations?limit=3', bearer)).body).toBe(
      '{"segments":["services","a/b","operations"],"limit":"3"}',
    );
    expect((await ask('/jaeger/api/%zz', bearer)).status).toBe(400);
    expect((await ask('/api/other', bearer)).status).toBe(404);
  });

  it('hands questions to the Prometheus API on, from the address and from a form', async () => {
    const got = await ask('/prometheus/api/v1/label/a%2Fb/values?match[]=x%7B%7D&run=r1', bearer);
    expect(got.headers['content-type']).toBe('application/json');
    expect(JSON.parse(got.body)).toEqual({
      method: 'GET',
      segments: ['label', 'a/b', 'values'],
      pairs: [['match[]', 'x{}']],
      run: 'r1',
    });
    const form = { ...bearer, 'Content-Type': 'application/x-www-form-urlencoded' };
    const path = '/prometheus/api/v1/query';
    const posted = await ask(`${path}?query=b`, form, 'POST', 'query=a+%2B+1&time=2');
    expect(JSON.parse(posted.body)).toEqual({
      method: 'POST',
      segments: ['query'],
      pairs: [
        ['query', 'a + 1'],
        ['time', '2'],
        ['query', 'b'],
      ],
    });
    expect((await ask(path, { 'Content-Type': form['Content-Type'] }, 'POST', 'query=a')).status).toBe(401);
    expect((await ask(path, { ...form, Origin: 'http://evil.example' }, 'POST', 'query=a')).status).toBe(403);
    expect((await ask(path, form, 'POST', 'x'.repeat(11 * 1024 * 1024))).status).toBe(413);
    expect((await ask('/prometheus/api/v1/%ff', bearer)).status).toBe(400);
    const wrong = await ask('/prometheus/api/v1/rules', form, 'POST');
    expect([wrong.status, wrong.headers['allow'], wrong.body]).toEqual([405, 'GET, OPTIONS', 'Method Not Allowed\n']);
    expect((await ask(`${path}?token=${token}&query=a`, {}, 'POST')).status).toBe(401);
  });
  it('keeps the words of a bug inside', async () => {
    const reply = await ask('/jaeger/api/broken', bearer);
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('inner words');
    expect(bugs).toHaveLength(1);
  });
});

describe('exports', () => {
  it('are sent piece by piece, as a file with a name', async () => {
    const answer = await ask('/api/export/run/r%201?gzip=1', bearer);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('{"run":"r 1"}\n');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/jsonl',
      'content-disposition': 'attachment; filename="a.jsonl"',
    });
    expect(answer.headers['content-length']).toBeUndefined();
  });

  it('are answered to HEAD as to GET, without a body, and left', async () => {
    const [get, head] = [
      await ask('/api/export/run/r%201', bearer),
      await ask('/api/export/run/r%201', bearer, 'HEAD'),
    ];
    expect([head.status, head.body, left.slice(-2)]).toEqual([200, '', ['r 1', 'r 1']]);
    const told = (headers: typeof head.headers): unknown => ({
      ...headers,
      date: '',
      connection: '',
      'keep-alive': '',
      'transfer-encoding': '',
    });
    expect(told(head.headers)).toEqual(told(get.headers));
    expect(await ask('/api/export/search?where=a%20%3D', bearer, 'HEAD')).toMatchObject({ status: 400, body: '' });
    expect((await ask('/api/export/nothing', bearer, 'HEAD')).status).toBe(404);
    expect((await ask('/api/export/run/live?format=odd', bearer, 'HEAD')).status).toBe(400);
  });

  it('end early when something fails on the way, which is no bug', async () => {
    const before = [...bugs];
    await expect(ask('/api/export/run/broken', bearer)).rejects.toThrow();
    expect(bugs).toEqual(before);
  });

  it('are refused in words', async () => {
    expect(await ask('/api/export/search?where=a%20%3D', bearer)).toMatchObject({
      status: 400,
      body: '{"error":"where: a ="}',
    });
    expect((await ask('/api/export/run/live')).status).toBe(401);
    expect((await ask('/api/export/nothing', bearer)).status).toBe(404);
  });
});

it('reads questions about sessions, whatever is in the id of one', async () => {
  expect((await ask('/api/sessions/a%2Fb/timeline?limit=7', bearer)).body).toBe('timeline');
  expect((await ask('/api/sessions/%zz/timeline', bearer)).body).toBe('{"error":"the path is not well encoded"}');
});

describe('/pipe', () => {
  it('opens for the token or the cookie, from no origin or the own one', async () => {
    expect(await upgrade('/pipe', bearer)).toBe('open');
    expect(await upgrade('/pipe', { ...bearer, Origin: `http://127.0.0.1:${surface.port}` })).toBe('open');
    const cookie = String((await ask(`/?token=${token}`)).headers['set-cookie']).split(';')[0] ?? '';
    expect(await upgrade('/pipe', { Cookie: cookie, Origin: `http://127.0.0.1:${surface.port}` })).toBe('open');
  });

  it.each<readonly [string, Record<string, string>, string]>([
    ['/pipe', {}, '401'],
    ['/pipe', { Authorization: 'Bearer no' }, '401'],
    ['/pipe', { ...bearer, Origin: 'http://evil.example' }, '403'],
    ['/pipe', { ...bearer, Origin: 'http://localhost:5173' }, '403'],
    ['/pipe', { ...bearer, Host: 'evil.example' }, '403'],
    ['/other', bearer, '404'],
  ])('%s with %j is answered %s', async (path, headers, answer) => {
    expect(await upgrade(path, headers)).toBe(answer);
  });

  it.each(['//', 'http://[', '/\\', 'http://localhost/pipe', '*'])(
    'is refused at a request line that is no path: %s',
    async (target) => {
      const socket = connect(surface.port, '127.0.0.1');
      const answer = new Promise<string>((resolve, reject) => {
        let text = '';
        socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
        socket.on('error', reject).on('close', () => resolve(text));
      });
      const handshake = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${handshake}\r\n\r\n`,
      );
      expect(await answer).toMatch(target.startsWith('/') ? /^HTTP\/1\.1 404 / : /^HTTP\/1\.1 400 /);
      expect((await ask('/healthz')).status).toBe(200);
    },
  );
});

import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appProtocol } from '../../../src/main/shell/app-protocol.ts';
import { isExternalLink, isOwnPage, lockDownContents, lockDownSession } from '../../../src/main/shell/lock-down.ts';
import { requestOfLink, requestsOfArguments } from '../../../src/main/shell/open-requests.ts';
import { createRestartPolicy } from '../../../src/main/shell/restart-policy.ts';
import { defaultState, restoreState, saveState } from '../../../src/main/shell/window-state.ts';
import { FakeContents, fakeElectron } from './fake-electron.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-locks-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'index.html'), 'index');
  writeFileSync(join(folder, 'renderer', 'assets', 'a.js'), 'script');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('app://', () => {
  const answer = async (url: string, method = 'GET'): Promise<[number, string, Headers]> => {
    const response = await appProtocol(join(folder, 'renderer'))(new Request(url, { method }));
    return [response.status, await response.text(), response.headers];
  };

  it('serves files with their type and the policy', async () => {
    const [status, body, headers] = await answer('app://otterscope/assets/a.js');
    expect([status, body, headers.get('content-type')]).toEqual([200, 'script', 'text/javascript; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('knows the types that the HTTP surface knows', async () => {
    for (const name of ['b.mjs', 'c.wasm', 'd.odd']) writeFileSync(join(folder, 'renderer', name), '');
    const typeOf = async (name: string): Promise<[number, string | null]> => {
      const [status, , headers] = await answer(`app://otterscope/${name}`);
      return [status, headers.get('content-type')];
    };
    expect(await typeOf('b.mjs')).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(await typeOf('c.wasm')).toEqual([200, 'application/wasm']);
    expect((await typeOf('d.odd'))[0]).toBe(404);
  });

  it('answers pages with the index and files that are not there with 404', async () => {
    expect((await answer('app://otterscope/traces/abc'))[1]).toBe('index');
    expect((await answer('app://otterscope/assets/b.js'))[0]).toBe(404);
  });

  it.each([
    ['app://elsewhere/index.html', 404],
    ['app://otterscope/%2e%2e%2fsecret.txt', 400],
    ['app://otterscope/..%2fsecret.txt', 400],
    ['app://otterscope/%5c..%5csecret.txt', 400],
    ['app://otterscope/a%00.js', 400],
    ['app://otterscope/%zz', 400],
  ])('refuses %s', async (url, status) => {
    const [got, body] = await answer(url);
    expect(got).toBe(status);
    expect(body).not.toContain('secret');
  });

  it('refuses to be written to', async () => {
    expect((await answer('app://otterscope/', 'POST'))[0]).toBe(405);
  });
});

describe('links', () => {
  it.each([
    ['https://example.com/a', true],
    ['http://127.0.0.1:16686', true],
    ['https://user:word@example.com', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['app://otterscope/', false],
    ['https', false],
    ['smb://https://example.com', false],
  ])('%s may be opened outside: %s', (url, yes) => expect(isExternalLink(url)).toBe(yes));

  it.each([
    ['app://otterscope/traces', true],
    ['app://otterscope.evil/', false],
    ['app://evil/?app://otterscope/', false],
    ['https://otterscope/', false],
  ])('%s is a page of ours: %s', (url, yes) => expect(isOwnPage(url)).toBe(yes));

  it('never navigate the window, attach a webview or open another', () => {
    const fake = fakeElectron({ folder });
    lockDownContents(fake.module.app, fake.module.shell);
    const contents = new FakeContents(1);
    fake.app.emit('web-contents-created', {}, contents);
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      let prevented = false;
      contents.emit(event, { url: 'https://example.com/', preventDefault: () => (prevented = true) });
      expect([event, prevented]).toEqual([event, true]);
    }
    let prevented = false;
    contents.emit('will-navigate', { url: 'app://otterscope/runs', preventDefault: () => (prevented = true) });
    expect(prevented).toBe(false);
    expect(contents.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(contents.openHandler?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
    expect(fake.opened).toEqual(['https://example.com/']);
  });

  it('that open the app may show a trace and nothing else', () => {
    const id = 'ab'.repeat(16);
    expect(requestOfLink(`otterscope://trace/${id}?run=r%2F1`)).toEqual({
      kind: 'page',
      path: `/traces/${id}?run=r%2F1`,
    });
    expect(requestOfLink('otterscope://page/traces?where=error&run=r1')).toEqual({
      kind: 'page',
      path: '/traces?where=error&run=r1',
    });
    expect(requestOfLink('otterscope://page//evil.example/x')).toEqual({ kind: 'page', path: '/evil.example/x' });
    expect(requestOfLink('otterscope://page')).toEqual({ kind: 'page', path: '/' });
    expect(requestOfLink('otterscope://delete/everything')).toEqual({ kind: 'page', path: '/' });
    expect(requestOfLink('https://trace/')).toBeUndefined();
  });

  it('and flags on the command line are told from files', () => {
    expect(requestsOfArguments(['--inspect', 'a.otter', '/b.otter'], '/home')).toEqual([
      { kind: 'file', path: '/home/a.otter' },
      { kind: 'file', path: '/b.otter' },
    ]);
  });
});

describe('permissions', () => {
  it('are granted for clipboard writing on our page only', () => {
    const fake = fakeElectron({ folder });
    lockDownSession(fake.module.session.defaultSession);
    const asks = (permission: string, url = 'app://otterscope/'): boolean => {
      let answer = false;
      fake.permission?.({ getURL: () => url }, permission, (yes) => (answer = yes));
      return answer;
    };
    expect(asks('clipboard-sanitized-write')).toBe(true);
    expect(asks('clipboard-sanitized-write', 'https://example.com')).toBe(false);
    for (const one of ['media', 'geolocation', 'usb', 'clipboard-read', 'openExternal', 'fileSystem'])
      expect(asks(one)).toBe(false);
  });
});

describe('the engine', () => {
  it('is restarted after 1, 2, 5, 10 seconds and given up at the fifth death in five minutes', () => {
    let now = 0;
    const policy = createRestartPolicy(() => now);
    const waits = [1_000, 2_000, 5_000, 10_000].map((millis) => ({ kind: 'wait', millis }));
    for (const wait of waits) expect(policy.died()).toEqual(wait);
    expect(policy.died()).toEqual({ kind: 'give-up' });
    now = 10 * 60_000;
    expect(policy.died()).toEqual({ kind: 'wait', millis: 1_000 });
  });
});

describe('the window', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1080 };
  it('comes back where it was', () => {
    const path = join(folder, 'window.json');
    const state = { bounds: { x: 10, y: 20, width: 800, height: 600 }, maximized: true };
    saveState(path, state);
    expect(restoreState(path, [display])).toEqual(state);
  });

  it('closes although its place cannot be saved', () => {
    writeFileSync(join(folder, 'full'), '');
    expect(() => saveState(join(folder, 'full', 'window.json'), defaultState)).not.toThrow();
  });

  it('is centred when its display is gone or the file is broken', () => {
    const path = join(folder, 'window.json');
    saveState(path, { bounds: { x: 5000, y: 20, width: 800, height: 600 }, maximized: false });
    expect(restoreState(path, [display])).toEqual(defaultState);
    writeFileSync(path, '{"bounds":7}');
    expect(restoreState(path, [display])).toEqual(defaultState);
  });
});

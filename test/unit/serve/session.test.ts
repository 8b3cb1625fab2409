import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sessionKit } from './session-kit.ts';
import { ContractError } from '../../../src/contract/errors.ts';
import type { Asker } from '../../../src/main/serve/asker.ts';
import { createMethodTable } from '../../../src/main/serve/method-table.ts';

const echo = ((_method, request) => Promise.resolve(request)) as Asker;

describe('session', () => {
  it('greets with the contract version', async () => {
    expect(await sessionKit(echo).frame('hello')).toEqual({ kind: 'hello', contract: 1, app: '1.2.3' });
  });

  it('answers a call, and fails one that its schema refuses with the name of the field', async () => {
    const kit = sessionKit(echo);
    kit.send({ kind: 'call', id: 1, method: 'ingest.recent', request: { limit: 3 } });
    kit.send({ kind: 'call', id: 2, method: 'ingest.recent', request: { limit: 3.5 } });
    kit.send({ kind: 'call', id: 3, method: 'ingest.recent', request: { limit: 3, more: 1 } });
    expect((await kit.frame('ok', 1)).answer).toEqual({ limit: 3 });
    expect(await kit.frame('fail', 2)).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('limit'),
    });
    expect(await kit.frame('fail', 3)).toMatchObject({ code: 'bad-request' });
  });

  it('fails an unknown method instead of staying silent', async () => {
    const kit = sessionKit(echo);
    for (const [id, method] of ['no.such', 'toString', '__proto__'].entries()) {
      kit.send({ kind: 'call', id, method: method as never, request: {} });
      expect((await kit.frame('fail', id)).code).toBe('unknown-method');
    }
  });

  it('passes expected failures on and reports bugs', async () => {
    const kit = sessionKit((method) =>
      Promise.reject(
        method === 'app.info' ? new ContractError('disk-full', 'full', { left: 3n }) : new TypeError('oops'),
      ),
    );
    kit.send({ kind: 'call', id: 1, method: 'app.info', request: {} });
    kit.send({ kind: 'call', id: 2, method: 'runs.list', request: {} });
    expect(await kit.frame('fail', 1)).toMatchObject({ code: 'disk-full', message: 'full', data: { left: 3n } });
    expect(await kit.frame('fail', 2)).toMatchObject({ code: 'internal', message: 'oops' });
    expect(kit.bugs).toEqual(['runs.list']);
  });

  it('cancels: the signal fires and the caller is told', async () => {
    let aborted = false;
    const kit = sessionKit(
      (_method, _request, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('stopped half way'));
          });
          kit.send({ kind: 'cancel', id: 7 });
        }),
    );
    kit.send({ kind: 'call', id: 7, method: 'app.info', request: {} });
    expect((await kit.frame('fail', 7)).code).toBe('cancelled');
    expect(aborted).toBe(true);
    expect(kit.bugs).toEqual([]);
  });

  it('aborts what runs when the pipe closes', async () => {
    const fired = Promise.withResolvers<void>();
    const kit = sessionKit((_method, _request, signal) => {
      signal.addEventListener('abort', () => fired.resolve());
      kit.client.close();
      return new Promise(() => undefined);
    });
    kit.send({ kind: 'call', id: 1, method: 'app.info', request: {} });
    await fired.promise;
  });

  it('ends the session on bytes that are no frame of a window', async () => {
    const frames = [new Uint8Array([0xc1]), new Uint8Array(), new TextEncoder().encode('GET / HTTP/1.1')];
    for (const bytes of frames) {
      const kit = sessionKit(echo);
      await kit.frame('hello');
      kit.client.send(bytes);
      await nextTurn();
      expect(kit.closed()).toBe(true);
    }
    const kit = sessionKit(echo);
    kit.send({ kind: 'ok', id: 1, answer: 1 });
    await nextTurn();
    expect(kit.closed()).toBe(true);
  });

  it('streams a topic by credit', async () => {
    const kit = sessionKit(echo);
    kit.send({ kind: 'open', id: 4, topic: 'traces', credit: 2 });
    expect((await kit.frame('item', 4)).notice.cursor).toBe(0);
    for (let i = 0; i < 5; i++) {
      kit.live.touch('traces');
      kit.clock.turn(1000);
    }
    await nextTurn();
    expect(kit.frames.flatMap((one) => (one.kind === 'item' ? [one.notice.cursor] : []))).toEqual([0, 1]);
    kit.send({ kind: 'credit', id: 4, credit: 1 });
    await nextTurn();
    expect(kit.frames.flatMap((one) => (one.kind === 'item' ? [one.notice.cursor] : []))).toEqual([0, 1, 5]);
    kit.send({ kind: 'close', id: 4 });
    await nextTurn();
    kit.live.touch('traces');
    kit.clock.turn(1000);
    await nextTurn();
    expect(kit.frames.filter((one) => one.kind === 'item').length).toBe(3);
  });

  it('holds notices back while more than 4 MB are under way', async () => {
    let queued = 5 * 1024 * 1024;
    const kit = sessionKit(echo, (pipe) => ({
      ...pipe,
      get queued() {
        return queued;
      },
    }));
    kit.send({ kind: 'open', id: 1, topic: 'logs', credit: 9 });
    await nextTurn();
    expect(kit.frames.map((one) => one.kind)).toEqual(['hello']);
    queued = 0;
    kit.clock.turn(100);
    expect((await kit.frame('item', 1)).notice.topic).toBe('logs');
  });

  it('fails unknown topics', async () => {
    const kit = sessionKit(echo);
    kit.send({ kind: 'open', id: 1, topic: 'weather' as never, credit: 1 });
    expect((await kit.frame('fail', 1)).code).toBe('not-found');
  });
});

describe('method table', () => {
  it('refuses a second handler of one name', () => {
    const table = createMethodTable();
    table.add('problems.list', () => []);
    expect(() => table.add('problems.list', () => [])).toThrow('two handlers');
  });

  it('fails methods that nobody handles', async () => {
    await expect(createMethodTable().ask('problems.list', {}, new AbortController().signal)).rejects.toMatchObject({
      code: 'unknown-method',
    });
  });
});

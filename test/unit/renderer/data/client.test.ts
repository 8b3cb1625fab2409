import { describe, expect, test } from 'vitest';
import { ContractError } from '../../../../src/contract/errors.ts';
import { encodeFrame } from '../../../../src/contract/frames.ts';
import { memoryPipe } from '../../../support/memory-pipe.ts';
import type { Asker } from '../../../../src/main/serve/asker.ts';
import { createClient } from '../../../../src/renderer/data/client.ts';
import { engineKit, handTimers, settle } from './engine-kit.ts';

const problems = [
  { code: 'bug', severity: 'error', subject: 's', message: 'm', count: 2, firstAt: 1, lastAt: 2 },
] as const;

/** Answers `problems.list`; everything else fails or never comes. */
const ask = (async (method: string, _request: unknown, signal: AbortSignal) => {
  if (method === 'problems.list') return problems;
  if (method === 'settings.get')
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  throw new ContractError('disk-full', 'no room', { free: 0n });
}) as unknown as Asker;

describe('calls', () => {
  test('asked before the connection stands, answered after', async () => {
    const { client } = engineKit(ask);
    expect(client.connection.state.kind).toBe('connecting');
    expect(await client.call('problems.list', {})).toEqual(problems);
    expect(client.connection.state).toEqual({ kind: 'open', app: '1.2.3', epoch: 1 });
  });

  test('a failure keeps code, words and data', async () => {
    const { client } = engineKit(ask);
    await expect(client.call('runs.list', {})).rejects.toMatchObject({
      code: 'disk-full',
      message: 'no room',
      data: { free: 0n },
    });
  });

  test('an abort is told to the engine, and rejects at once', async () => {
    const kit = engineKit(ask);
    const abort = new AbortController();
    const answer = kit.client.call('settings.get', {}, abort.signal);
    await settle();
    abort.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(kit.sent.map((frame) => frame.kind)).toEqual(['hello', 'call', 'cancel']);
  });

  test('an abort before the connection sends nothing but hello', async () => {
    const kit = engineKit(ask);
    const abort = new AbortController();
    const answer = kit.client.call('settings.get', {}, abort.signal);
    abort.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    await settle();
    expect(kit.sent.map((frame) => frame.kind)).toEqual(['hello']);
  });

  test('too many waiting calls are refused', async () => {
    const kit = engineKit(ask);
    await settle();
    kit.down(true);
    kit.cut();
    await settle();
    const abort = new AbortController();
    const waiting = Array.from({ length: 256 }, () => kit.client.call('settings.get', {}, abort.signal));
    await expect(kit.client.call('problems.list', {})).rejects.toMatchObject({ code: 'busy' });
    abort.abort();
    const codes = (await Promise.allSettled(waiting)).map((one) =>
      one.status === 'rejected' ? (one.reason as ContractError).code : 'answered',
    );
    expect(new Set(codes)).toEqual(new Set(['cancelled']));
  });
});

describe('a lost connection', () => {
  test('fails what was asked, comes back with growing delays, and asks on', async () => {
    const kit = engineKit(ask);
    await kit.client.call('problems.list', {});
    const asked = kit.client.call('settings.get', {});
    await settle();
    kit.down(true);
    kit.cut();
    await expect(asked).rejects.toMatchObject({ code: 'disconnected' });
    expect(kit.client.connection.state).toMatchObject({ kind: 'lost', attempt: 1, nextTryAt: 250 });
    kit.timers.advance(250);
    await settle();
    expect(kit.client.connection.state).toMatchObject({ kind: 'lost', attempt: 2, nextTryAt: 750 });
    const later = kit.client.call('problems.list', {});
    kit.down(false);
    kit.timers.advance(500);
    expect(await later).toEqual(problems);
    expect(kit.client.connection.state).toMatchObject({ kind: 'open', epoch: 2 });
  });

  test('can be tried at once', async () => {
    const kit = engineKit(ask);
    await settle();
    kit.cut();
    await settle();
    expect(kit.client.connection.state.kind).toBe('lost');
    kit.client.connection.retryNow();
    await settle();
    expect(kit.client.connection.state.kind).toBe('open');
    kit.timers.advance(10_000);
    await settle();
    expect(kit.connections()).toBe(2);
  });

  test('opens the watched topics again', async () => {
    const kit = engineKit(ask);
    const cursors: number[] = [];
    kit.client.watch('traces', (notice) => cursors.push(notice.cursor));
    await settle();
    kit.cut();
    kit.live.touch('traces', 7);
    kit.client.connection.retryNow();
    await settle();
    kit.client.connection.retryNow();
    await settle();
    expect(cursors.at(-1)).toBe(7);
  });
});

describe('topics', () => {
  test('one open for many listeners, a credit after each notice, close with the last', async () => {
    const kit = engineKit(ask);
    const heard: string[] = [];
    const stopA = kit.client.watch('runs', () => heard.push('a'));
    const stopB = kit.client.watch('runs', () => heard.push('b'));
    await settle();
    stopA();
    kit.live.touch('runs');
    kit.engineClock.turn(1000);
    await settle();
    stopB();
    await settle();
    expect(heard).toEqual(['a', 'b', 'b']);
    expect(kit.sent.map((frame) => frame.kind)).toEqual(['hello', 'open', 'credit', 'credit', 'close']);
  });

  test('a hidden window gives no credit and hears the newest once it is seen again', async () => {
    const kit = engineKit(ask);
    const cursors: number[] = [];
    kit.client.watch('traces', (notice) => cursors.push(notice.cursor));
    await settle();
    kit.show(false);
    for (const cursor of [1, 2, 3]) {
      kit.live.touch('traces', cursor);
      kit.engineClock.turn(1000);
      await settle();
    }
    // one credit was out when the window was hidden
    expect(cursors).toEqual([0, 1]);
    kit.show(true);
    await settle();
    kit.engineClock.turn(1000);
    await settle();
    expect(cursors).toEqual([0, 1, 3]);
  });
});

test('an engine with another contract asks for a reload and is left alone', async () => {
  const timers = handTimers();
  let connections = 0;
  const client = createClient({
    timers,
    app: 'test',
    visibility: { visible: true, subscribe: () => () => undefined },
    connect() {
      connections += 1;
      const [server, window] = memoryPipe();
      server.send(encodeFrame({ kind: 'hello', contract: 999, app: '9.9.9' }));
      return Promise.resolve(window);
    },
  });
  const asked = client.call('problems.list', {});
  await expect(asked).rejects.toMatchObject({ code: 'disconnected' });
  expect(client.connection.state).toEqual({ kind: 'reload' });
  await expect(client.call('problems.list', {})).rejects.toMatchObject({ code: 'disconnected' });
  timers.advance(60_000);
  await settle();
  expect(connections).toBe(1);
});

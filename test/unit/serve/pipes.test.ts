// The adapters against real ports and sockets: order, content, closing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Pipe } from '../../../src/contract/pipe.ts';
import { memoryPipe } from '../../support/memory-pipe.ts';
import { portPipe } from '../../../src/main/serve/port-pipe.ts';
import { socketPipe } from '../../../src/main/serve/socket-pipe.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const one of cleanups.splice(0)) one();
});

type Ends = readonly [Pipe, Pipe];

async function sockets(): Promise<Ends> {
  const server = createServer();
  const wss = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  const accepted = new Promise<WebSocket>((resolve) => wss.once('connection', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const near = socketPipe(client);
  const far = socketPipe(await accepted);
  if (client.readyState !== WebSocket.OPEN) await new Promise((resolve) => client.once('open', resolve));
  cleanups.push(() => client.terminate());
  return [near, far];
}

function ports(): Ends {
  const { port1, port2 } = new MessageChannel();
  cleanups.push(() => port1.close());
  return [portPipe(port1), portPipe(port2)];
}

/** As Electron's MessagePortMain: a listener gets an event, and nothing flows before start(). */
function eventPorts(): Ends {
  const { port1, port2 } = new MessageChannel();
  cleanups.push(() => port1.close());
  const dress = (port: typeof port1) => ({
    postMessage: (message: unknown) => port.postMessage(message),
    on: (event: string, listener: (value?: unknown) => void) =>
      port.on(event, (data: unknown) => listener(event === 'message' ? { data, ports: [] } : undefined)),
    start: () => port.start(),
    close: () => port.close(),
  });
  return [portPipe(dress(port1)), portPipe(dress(port2))];
}

describe.each<readonly [string, () => Ends | Promise<Ends>]>([
  ['memory', memoryPipe],
  ['MessagePort', ports],
  ['MessagePortMain', eventPorts],
  ['WebSocket', sockets],
])('%s pipe', (name, open) => {
  it('carries bytes in order, unchanged, also views of a larger buffer', async () => {
    const [near, far] = await open();
    const got: string[] = [];
    const done = Promise.withResolvers<void>();
    far.onMessage((bytes) => {
      got.push(Buffer.from(bytes).toString());
      if (got.length === 100) done.resolve();
    });
    const pool = Buffer.from(Array.from({ length: 100 }, (_, i) => String(i).padStart(3, '0')).join(''));
    for (let i = 0; i < 100; i++) near.send(pool.subarray(3 * i, 3 * i + 3));
    await done.promise;
    expect(got).toEqual(Array.from({ length: 100 }, (_, i) => String(i).padStart(3, '0')));
  });

  it('does not share memory', async () => {
    const [near, far] = await open();
    const got = new Promise<Uint8Array>((resolve) => far.onMessage(resolve));
    const bytes = new Uint8Array([1, 2, 3]);
    near.send(bytes);
    if (name !== 'WebSocket') bytes.fill(9);
    expect([...(await got)]).toEqual([1, 2, 3]);
  });

  it('tells the other side that it closed, and is silent afterwards', async () => {
    const [near, far] = await open();
    far.onMessage(() => undefined);
    const closed = new Promise<void>((resolve) => far.onClose(resolve));
    near.close();
    await closed;
    expect(() => {
      near.send(new Uint8Array([1]));
      far.send(new Uint8Array([1]));
    }).not.toThrow();
  });
});

describe('WebSocket pipe', () => {
  it('ends on a text message', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    cleanups.push(() => server.close());
    server.on('connection', (socket) => socketPipe(socket).onMessage(() => undefined));
    await new Promise((resolve) => server.once('listening', resolve));
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    client.on('open', () => client.send('hello'));
    expect(await new Promise((resolve) => client.on('close', resolve))).toBe(1003);
  });
});

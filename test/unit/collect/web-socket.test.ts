import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { openSocket } from '../../../src/main/collect/web-socket.ts';

let server: WebSocketServer;
let url: URL;
const stopping = new AbortController();

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
  await once(server, 'listening');
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

test('a side that answers no ping any more is gone, and it is said', async () => {
  const socket = await openSocket({ url, headers: {}, maxFrameBytes: 1000, pingMillis: 20, signal: stopping.signal });
  await expect(socket.frames().next()).rejects.toThrow(/^127\.0\.0\.1:\d+ has been silent for \d+ s$/);
});

test('large frames that nobody takes stop the reading, and none is missing in the end', async () => {
  const frames = 40;
  server.on('connection', (client) => {
    for (let i = 0; i < frames; i++) client.send(`${i}:`.padEnd(1024 ** 2, 'x'));
    client.close();
  });
  const socket = await openSocket({ url, headers: {}, maxFrameBytes: 2 * 1024 ** 2, signal: stopping.signal });
  const found: string[] = [];
  // Nobody asks for a frame yet: the rest has to stay with the server.
  await delay(500);
  expect([...server.clients][0]?.bufferedAmount).toBeGreaterThan(10 * 1024 ** 2);
  for await (const frame of socket.frames()) {
    found.push(frame.slice(0, frame.indexOf(':')));
  }
  expect(found).toEqual(Array.from({ length: frames }, (_, i) => String(i)));
});

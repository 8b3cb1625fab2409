// Bodies in pieces, within and beyond the memory that was reserved for them.
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Ticket } from '../../../src/main/receive/gate.ts';
import { readBody } from '../../../src/main/receive/http-body.ts';

const ticket = { grow: () => true, leave: () => undefined } satisfies Ticket;

async function read(pieces: readonly string[], room?: Buffer) {
  const body = new PassThrough();
  const whole = readBody(body, ticket, 1000, 1000, room);
  for (const piece of pieces) {
    body.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  body.end();
  return whole;
}

it.each([
  ['just the room', ['abc', 'def'], 6],
  ['less than the room', ['abc', 'd'], 64],
  ['more than the room', ['abc', 'def', 'ghi'], 4],
  ['more than the room at once', ['abcdef'], 4],
  ['nothing', [], 4],
])('takes %s', async (_, pieces, length) => {
  const room = Buffer.alloc(length, 'x');
  const outcome = await read(pieces, room);
  expect(outcome.kind === 'whole' && outcome.bytes.toString()).toBe(pieces.join(''));
  const fits = pieces.join('').length <= length;
  expect(outcome.kind === 'whole' && outcome.bytes.buffer === room.buffer).toBe(fits);
});

it('needs no room', async () => {
  const outcome = await read(['abc', 'def']);
  expect(outcome.kind === 'whole' && outcome.bytes.toString()).toBe('abcdef');
});

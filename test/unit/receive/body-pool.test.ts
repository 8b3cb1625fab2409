// Bodies in memory that is used again: cut wherever the wire cut them, they come out as they went in.
import { expect, it } from 'vitest';
import { createBodyPool, largestPooledBody } from '../../../src/main/receive/body-pool.ts';
import { createFrameReader, frameMessage } from '../../../src/main/receive/grpc-wire.ts';

const message = (length: number, seed: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255));

it.each([1, 3, 7, 1000, 70_000])('reads messages of any size from chunks of %i bytes', (chunk) => {
  const pool = createBodyPool();
  for (const [seed, length] of [0, 1, 4, 65_536, 65_537, 3000].entries()) {
    const reader = createFrameReader(1 << 20, pool);
    const wire = frameMessage(message(length, seed));
    let read: Uint8Array | undefined;
    for (let at = 0; at < wire.length; at += chunk) {
      expect(read).toBeUndefined();
      const event = reader.push(wire.subarray(at, at + chunk));
      if (event?.kind === 'message') {
        read = Buffer.from(event.message.bytes);
        if (event.message.pooled !== undefined) pool.give(event.message.pooled);
      }
    }
    expect(read).toEqual(message(length, seed));
    expect(reader.pending).toBe(0);
  }
});

it('hands out the messages that one chunk holds one after the other, each in memory of its own', () => {
  const reader = createFrameReader(1 << 20, createBodyPool());
  const first = reader.push(
    Buffer.concat([frameMessage(message(500, 1)), frameMessage(message(600, 2)), Buffer.of(0, 0)]),
  );
  const second = reader.next();
  expect([first, second].map((one) => one?.kind === 'message' && Buffer.from(one.message.bytes))).toEqual([
    message(500, 1),
    message(600, 2),
  ]);
  expect(reader.pending).toBe(2);
});

it('does not reserve what a large message merely announces', () => {
  const pool = { take: () => expect.unreachable(), give: () => undefined };
  const head = Buffer.alloc(5);
  head.writeUInt32BE(largestPooledBody + 1, 1);
  expect(createFrameReader(64 << 20, pool).push(head)).toBeUndefined();
});

it('uses memory again, and keeps little of it', () => {
  const pool = createBodyPool();
  const body = pool.take(200_000);
  pool.give(body);
  expect(pool.take(100_000)).toBe(body);
  const many = Array.from({ length: 64 }, () => pool.take(largestPooledBody));
  for (const one of many) pool.give(one);
  expect(new Set(many.map(() => pool.take(largestPooledBody)).filter((one) => many.includes(one))).size).toBe(4);
});

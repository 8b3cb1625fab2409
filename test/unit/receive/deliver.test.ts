// Whatever fails on the way of a request, its sender is answered.
import { expect, test } from 'vitest';
import { unixNanos } from '../../../src/contract/time.ts';
import { defaultLimits } from '../../../src/main/receive/config.ts';
import type { Connection } from '../../../src/main/receive/connection.ts';
import { createDeliverer } from '../../../src/main/receive/deliver.ts';
import { createGate } from '../../../src/main/receive/gate.ts';

test('a sender that cannot be told is a failure in words, and nothing reaches the store', async () => {
  let stored = 0;
  const clock = { now: () => unixNanos(1n), elapsed: () => 0 };
  const deliverer = createDeliverer(
    () => {
      stored += 1;
      return Promise.resolve({ kind: 'refused', reason: '', rejections: [] });
    },
    defaultLimits,
    clock,
  );
  const connection: Connection = {
    sender: () => ({ id: 'pid:1', address: '127.0.0.1' }),
    resolveSender: () => Promise.reject(new Error('no /proc here')),
  };
  const ticket = createGate(1, 1000).enter();
  if (ticket === undefined) throw new Error('the gate is open');
  const outcome = await deliverer.deliver(
    Uint8Array.of(0x0a, 0),
    { transport: 'grpc', signal: 'traces', compression: 'identity', connection, encodingOf: () => 'protobuf' },
    ticket,
  );
  expect(outcome).toEqual({ kind: 'failed', message: 'the receiver failed: no /proc here', bodyBytes: 0 });
  expect(stored).toBe(0);
});

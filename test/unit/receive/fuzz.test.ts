// Seeded noise on both ports: nothing crashes, nothing reaches the sink twice, and the next good request is served.
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { exportPath, grpcClient } from './grpc-client.ts';
import { startHarness } from './harness.ts';

/** A small reproducible generator (xorshift32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const http = Buffer.from(
  'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a": [1]}',
);
const http2 = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from('000006040000000000000400010000', 'hex'),
  Buffer.from('00000d0105000000018682844187089d5c0b8170dc', 'hex'),
  Buffer.from('00000700010000000100000000020a00', 'hex'),
]);

function mutated(seed: Buffer, random: (below: number) => number): Buffer {
  const bytes = Buffer.from(seed);
  for (let changes = 1 + random(6); changes > 0; changes--) bytes[random(bytes.length)] = random(256);
  return random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
}

/** Writes, half-closes, and waits until the other side has closed too. */
function throwAt(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(bytes));
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.resume();
  });
}

test('mutated requests never take the receivers down', async () => {
  const harness = await startHarness({ headMillis: 200, requestMillis: 200, closeMillis: 200 });
  const random = randomOf(20_261_121);
  const rounds = Array.from({ length: 300 }, (_, index) => ({
    port: index % 2 === 0 ? harness.httpPort : harness.grpcPort,
    bytes: mutated(index % 3 === 0 ? http : http2, random),
  }));
  await Promise.all(rounds.map(({ port, bytes }) => throwAt(port, bytes)));
  expect(harness.problems.filter(({ code }) => code === 'bug')).toEqual([]);
  const client = grpcClient(`127.0.0.1:${harness.grpcPort}`);
  expect((await client.call(exportPath, Buffer.from('good'))).code).toBe(0);
  client.close();
  expect((await fetch(`${harness.url}/v1/traces`, { method: 'POST', body: '{}' })).status).toBe(200);
  await harness.close();
});

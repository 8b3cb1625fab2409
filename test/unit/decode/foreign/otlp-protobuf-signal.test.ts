// Which signal a protobuf message carries, on random messages of both and on the odd ones.
import { expect, it } from 'vitest';
import { protobufSignal } from '../../../../src/main/decode/foreign/otlp-protobuf-signal.ts';
import { logsType, tracesType } from '../../../support/otlp-oracle.ts';
import { ProtoWriter } from '../../../support/proto-writer.ts';
import { randomLogs, randomTraces } from '../../../support/random-otlp.ts';
import { seededRandom } from '../../../support/random.ts';

const signalOf = (bytes: Uint8Array): unknown => protobufSignal(bytes, 0, bytes.length);
const withItem = (write: (item: ProtoWriter) => void): Uint8Array =>
  new ProtoWriter().message(1, (group) => group.message(2, (scope) => scope.message(2, write))).finish();

it('is told of random requests, and nothing of none', () => {
  const random = seededRandom(61);
  for (let round = 0; round < 300; round++) {
    const traces = tracesType.encode(tracesType.fromObject(randomTraces(random))).finish();
    const logs = logsType.encode(logsType.fromObject(randomLogs(random))).finish();
    expect(['traces', 'empty']).toContain(signalOf(traces));
    expect(['logs', 'empty']).toContain(signalOf(logs));
  }
});

it.each<readonly [string, (item: ProtoWriter) => void, string]>([
  ['a log with a severity text only', (item) => item.text(3, 'WARN'), 'logs'],
  ['a log with a body only', (item) => item.message(5, (body) => body.text(1, 'hello')), 'logs'],
  [
    'a log with ids only',
    (item) => item.bytes(9, new Uint8Array(16).fill(1)).bytes(10, new Uint8Array(8).fill(1)),
    'logs',
  ],
  ['a span without its trace id', (item) => item.bytes(2, new Uint8Array(8).fill(1)).text(5, 'x'), 'traces'],
  [
    'a metric whose name and description are as long as ids',
    (item) =>
      item
        .text(1, 'http.server.load')
        .text(2, 'the load')
        .message(5, (gauge) => gauge.varint(1, 1)),
    'metrics',
  ],
  ['a gauge', (item) => item.text(1, 'requests').message(5, (gauge) => gauge.varint(1, 1)), 'metrics'],
  [
    'a gauge whose name has 16 letters',
    (item) => item.text(1, 'sixteen-letters!').message(5, () => undefined),
    'metrics',
  ],
  ['an item of defaults', () => undefined, 'empty'],
])('%s', (_name, write, signal) => {
  expect(signalOf(withItem(write))).toBe(signal);
});

it('is that of the first item that says something', () => {
  const bytes = new ProtoWriter()
    .message(1, () => undefined)
    .message(1, (group) =>
      group.message(2, (scope) => scope.message(2, () => undefined).message(2, (item) => item.varint(2, 9))),
    )
    .finish();
  expect(signalOf(bytes)).toBe('logs');
});

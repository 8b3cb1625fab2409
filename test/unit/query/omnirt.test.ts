// OmniRT says how a stage ended in the status message alone, without a code: "ok", "error" or "cancelled". Whatever the
// encoding, an "error" is one in the list, in the services, in the filter for errors and in the waterfall.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Encoding, Transport } from '../../../src/contract/ingest.ts';
import { SpanMark } from '../../../src/contract/traces.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { alive, run, spanHex, TestRun, traceHex } from './test-run.ts';

const traceId = traceHex('5433e0f1d2c3b4a5968778695a4b3c2d');
const stages = ['ok', 'error', 'cancelled'] as const;
const start = 1_782_000_000_012_000_000n;
const end = 1_782_000_000_500_000_000n;

/** As `telemetry/otel.py` writes it: times as bare numbers, no kind, no parent, a status with a message only. */
function jsonRequest(): Uint8Array {
  const spans = stages.map(
    (message, i) =>
      `{"traceId":"${traceId}","spanId":"${spanHex(i + 1)}","name":"${message}.stage_start","startTimeUnixNano":${start},` +
      `"endTimeUnixNano":${end},"attributes":[{"key":"elapsed_ms","value":{"stringValue":"488.1"}}],"status":{"message":"${message}"}}`,
  );
  return new TextEncoder().encode(
    '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"omnirt"}}]},' +
      `"scopeSpans":[{"scope":{"name":"omnirt","version":"1.0.0"},"spans":[${spans.join(',')}]}]}]}`,
  );
}

function protobufRequest(): Uint8Array {
  const id = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
  return new ProtoWriter()
    .message(1, (group) => {
      group.message(1, (resource) =>
        resource.message(1, (pair) => pair.text(1, 'service.name').message(2, (value) => value.text(1, 'omnirt'))),
      );
      group.message(2, (scope) => {
        scope.message(1, (body) => body.text(1, 'omnirt').text(2, '1.0.0'));
        stages.forEach((message, i) =>
          scope.message(2, (span) =>
            span
              .bytes(1, id(traceId))
              .bytes(2, id(spanHex(i + 1)))
              .text(5, `${message}.stage_start`)
              .fixed64(7, start)
              .fixed64(8, end)
              .message(15, (status) => status.text(2, message)),
          ),
        );
      });
    })
    .finish();
}

const ways: readonly (readonly [string, Encoding, Transport, () => Uint8Array])[] = [
  ['gRPC', 'protobuf', 'grpc', protobufRequest],
  ['HTTP with protobuf', 'protobuf', 'http', protobufRequest],
  ['HTTP with JSON', 'json', 'http', jsonRequest],
];

describe.each(ways)('over %s', (_, encoding, transport, request) => {
  let test: TestRun;
  beforeEach(async () => {
    test = new TestRun();
    await test.addBytes(request(), encoding, transport);
  });
  afterEach(() => test.remove());

  it.each(['journal', 'block'])('an error without a code is an error, read from the %s', (where) => {
    if (where === 'block') test.seal();
    const { methods } = test.queries;
    const list = (filter: object) => methods['traces.list']({ run, filter, offset: 0, limit: 10 }, alive);
    expect(list({}).rows).toMatchObject([{ traceId, spans: 3, errors: 1, services: [{ name: 'omnirt', errors: 1 }] }]);
    expect(list({ errors: true }).rows).toHaveLength(1);
    const columns = methods['trace.get']({ run, traceId }, alive);
    const failed = Array.from(columns.marks, (mark) => mark & SpanMark.error);
    const names = Array.from(columns.name, (name) => columns.names[name]);
    expect([columns.errors, names.filter((_name, row) => failed[row] === SpanMark.error)]).toEqual([
      1,
      ['error.stage_start'],
    ]);
  });
});

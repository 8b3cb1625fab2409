import { describe, expect, test } from 'vitest';
import { logs, requestOf, spanId, traceId } from '../../support/decode-one.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';

const json = (...records: readonly string[]): string =>
  `{"resourceLogs":[{"scopeLogs":[{"logRecords":[${records.join(',')}]}]}]}`;

function tooDeep(): Uint8Array {
  let value = new ProtoWriter().varint(3, 7).finish();
  for (let i = 0; i < 40; i++)
    value = new ProtoWriter().message(6, (list) => list.message(1, (pair) => pair.bytes(2, value))).finish();
  return value;
}

describe('protobuf', () => {
  test('an empty record is a record', () => {
    expect(logs(requestOf(() => undefined)).items).toMatchObject([
      { time: '0', severity: 0, body: { empty: true }, traceId: '', spanId: '' },
    ]);
  });

  test('a bad or zero id is left out, the record is kept', () => {
    const { items, rejections, rejectedCount } = logs(
      requestOf(
        (log) => log.bytes(9, traceId.slice(3)).bytes(10, spanId),
        (log) => log.bytes(9, new Uint8Array(16)),
      ),
    );
    expect(items).toMatchObject([{ traceId: '', spanId: '2122232425262728' }, { traceId: '' }]);
    expect(rejectedCount).toBe(0);
    expect(rejections).toMatchObject([{ field: 'resource_logs[0].scope_logs[0].log_records[0].trace_id' }]);
  });

  test('a body that nests too deep rejects its record only', () => {
    const { items, rejections, rejectedCount } = logs(
      requestOf(
        (log) => log.bytes(5, tooDeep()),
        (log) => log.text(12, 'kept'),
      ),
    );
    expect(items).toMatchObject([{ eventName: 'kept' }]);
    expect(rejectedCount).toBe(1);
    expect(rejections[0]?.field).toMatch(/^resource_logs\[0\]\.scope_logs\[0\]\.log_records\[0\]\.body\.kvlist_value/);
  });

  test('a body that occurs twice: the last member wins, an empty one changes nothing', () => {
    const request = requestOf((log) =>
      log
        .message(5, (v) => v.text(1, 'a'))
        .message(5, (v) => v.varint(3, 5))
        .message(5, () => undefined),
    );
    expect(logs(request).items).toMatchObject([{ body: { int: '5' } }]);
  });

  test('a truncated request fails with its place', () => {
    const whole = requestOf((log) => log.fixed64(1, 5n));
    expect(logs(whole.slice(0, -1)).failure).toMatchObject({ field: 'resource_logs[0]', offset: 1 });
  });
});

describe('JSON', () => {
  test.each([
    ['9', 9],
    ['"SEVERITY_NUMBER_INFO"', 9],
    ['"SEVERITY_NUMBER_FATAL4"', 24],
    ['"SEVERITY_NUMBER_TRACE"', 1],
    ['"ERROR"', 17],
    ['"warn2"', 14],
    ['"UNSPECIFIED"', 0],
    ['25', 0],
  ])('severity %s', (written, severity) => {
    expect(logs(json(`{"severityNumber":${written}}`)).items).toMatchObject([{ severity }]);
  });

  test('an unknown severity is told, and its record kept', () => {
    const { items, rejections, rejectedCount } = logs(json('{"severityNumber":"LOUD","severityText":"x"}'));
    expect(items).toMatchObject([{ severity: 0, severityText: 'x' }]);
    expect(rejectedCount).toBe(0);
    expect(rejections).toMatchObject([
      {
        field: 'resourceLogs[0].scopeLogs[0].logRecords[0].severityNumber',
        reason: 'an unknown severity number "LOUD"; read as unspecified',
      },
    ]);
  });

  test('a traces request is refused with the path for it', () => {
    expect(logs('{"resourceSpans":[{"scopeSpans":[{"spans":[{}]}]}]}').failure).toEqual({
      reason: 'this is a traces request; send it to /v1/traces',
      field: 'resourceSpans',
      offset: 17,
    });
  });

  test.each(['logs', 'logRecords'])('instrumentation libraries of OTLP before 0.19, with %s', (key) => {
    const group = `{"instrumentationLibrary":{"name":"lib"},"${key}":[{"severityText":"x"}]}`;
    const { items } = logs(`{"resourceLogs":[{"instrumentationLibraryLogs":[${group}]}]}`);
    expect(items).toMatchObject([{ severityText: 'x', scope: { name: 'lib' } }]);
  });

  test('bodies of every shape', () => {
    const { items } = logs(
      json(
        '{"body":{"stringValue":"hi"}}',
        '{"body":{"kvlistValue":{"values":[{"key":"a","value":{"doubleValue":"Infinity"}}]}}}',
        '{"body":null}',
      ),
    );
    expect(items.map((log) => log['body'])).toEqual([
      { text: 'hi' },
      { map: [['a', { double: 'Infinity' }]] },
      { empty: true },
    ]);
  });

  test('a bad id is left out, the record is kept', () => {
    const { items, rejections, rejectedCount } = logs(json('{"traceId":"12","severityText":"x"}'));
    expect(items).toMatchObject([{ traceId: '', severityText: 'x' }]);
    expect([rejectedCount, rejections[0]?.field]).toEqual([0, 'resourceLogs[0].scopeLogs[0].logRecords[0].traceId']);
  });
});

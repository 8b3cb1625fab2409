// Requests as the Python, Go, Java and Rust SDKs really send them (test/fixtures/otlp/sdk), against the independent decoder.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createLogsDecoder } from '../../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { dumpLogs, dumpSpans, type Dump } from '../../support/batch-dump.ts';
import { decodeOracle, logsType, oracleLogs, oracleSpans, tracesType } from '../../support/otlp-oracle.ts';

const capture = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/otlp/sdk/${name}`, import.meta.url));

function spansOf(bytes: Uint8Array, encoding: 'protobuf' | 'json'): readonly Dump[] {
  const result = createTracesDecoder().decode(bytes, encoding);
  if (result.kind !== 'ok') throw new Error(result.failure.reason);
  expect(result.value.rejectedCount).toBe(0);
  return dumpSpans(result.value);
}

function logsOf(bytes: Uint8Array, encoding: 'protobuf' | 'json'): readonly Dump[] {
  const result = createLogsDecoder().decode(bytes, encoding);
  if (result.kind !== 'ok') throw new Error(result.failure.reason);
  expect(result.value.rejectedCount).toBe(0);
  return dumpLogs(result.value);
}

describe('spans', () => {
  it.each([
    ['python-grpc-traces.bin', 'GET /cart/{id}', 3],
    ['python-http-traces.bin', 'GET /cart/{id}', 3],
    ['go-http-traces.bin', 'POST /charge', 2],
    ['go-grpc-traces.bin.gz', 'POST /charge', 2],
    ['java-grpc-traces.bin', 'StockService/Reserve', 2],
    ['java-http-traces.bin', 'StockService/Reserve', 2],
    ['rust-http-traces.bin', 'http_request', 2],
  ])('of %s are what an independent decoder finds', (file, root, count) => {
    const bytes = file.endsWith('.gz') ? gunzipSync(capture(file)) : capture(file);
    const spans = spansOf(bytes, 'protobuf');
    expect(spans).toEqual(oracleSpans(decodeOracle(tracesType, bytes)));
    expect(spans.length).toBe(count);
    expect(JSON.stringify(spans)).toContain(root);
  });

  it('keep an integer that a double cannot hold', () => {
    expect(JSON.stringify(spansOf(capture('go-http-traces.bin'), 'protobuf'))).toContain('"9007199254740993"');
  });

  it('of a Rust program say the same in JSON', () => {
    // Two runs of the program: other ids and times, and a resource whose attributes come in another order.
    const timeless = (spans: readonly Dump[]): unknown =>
      JSON.parse(
        JSON.stringify(spans).replaceAll(/"[0-9a-f]{16}"|"[0-9a-f]{32}"|"1[0-9]{18}"/g, '"-"'),
        (_key, value: unknown) =>
          Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value,
      );
    expect(timeless(spansOf(capture('rust-http-traces.json'), 'json'))).toEqual(
      timeless(spansOf(capture('rust-http-traces.bin'), 'protobuf')),
    );
  });
});

describe('logs', () => {
  it.each([
    'python-grpc-logs.bin',
    'python-http-logs.bin',
    'go-http-logs.bin',
    'java-http-logs.bin',
    'rust-http-logs.bin',
  ])('of %s are what an independent decoder finds', (file) => {
    const bytes = capture(file);
    const logs = logsOf(bytes, 'protobuf');
    expect(logs).toEqual(oracleLogs(decodeOracle(logsType, bytes)));
    expect(logs.length).toBeGreaterThan(0);
  });

  it('of a Rust program are read from JSON', () => {
    expect(JSON.stringify(logsOf(capture('rust-http-logs.json'), 'json'))).toContain('model missing');
  });
});

// Random requests with masked keys: the values of those are others of the same kind, everything else is what it was.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Encoding } from '../../../../src/contract/ingest.ts';
import { createLogsDecoder } from '../../../../src/main/decode/logs.ts';
import { createSecretMask } from '../../../../src/main/decode/mask/secret-mask.ts';
import { createMetricsDecoder } from '../../../../src/main/decode/metrics.ts';
import { createTracesDecoder } from '../../../../src/main/decode/traces.ts';
import { type Dump, dumpLogs, dumpSpans } from '../../../support/batch-dump.ts';
import { dumpMetrics } from '../../../support/metric-dump.ts';
import { jsonOf, logsType, metricsType, type Plain, tracesType } from '../../../support/otlp-oracle.ts';
import { randomMetrics } from '../../../support/random-metrics.ts';
import { randomLogs, randomTraces } from '../../../support/random-otlp.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { shuffleFields } from '../../../support/shuffle-fields.ts';

const traces = createTracesDecoder();
const logs = createLogsDecoder();
const metrics = createMetricsDecoder();
const digest = (secret: Uint8Array): Uint8Array => createHmac('sha256', 'key').update(secret).digest();
/** Of attributes, and of maps inside values; the latter with letters beyond ASCII. */
const keys = ['KEY.1', 'key.3', 'k1☃'];

interface Outcome {
  readonly before: Dump;
  readonly after: Dump;
  readonly bytes: Uint8Array | undefined;
}

function outcomeOf(signal: 'traces' | 'logs' | 'metrics', bytes: Uint8Array, encoding: Encoding): Outcome {
  const untouched = bytes.slice();
  const read = (from: Uint8Array) => {
    const result = { traces, logs, metrics }[signal].decode(from, encoding);
    if (result.kind === 'failed') throw new Error(`${result.failure.reason} at ${result.failure.field}`);
    expect(result.value.rejections).toEqual([]);
    const batch = result.value;
    const dump: Dump =
      batch.signal === 'traces' ? dumpSpans(batch) : batch.signal === 'logs' ? dumpLogs(batch) : dumpMetrics(batch);
    return { batch, dump };
  };
  const { batch, dump: before } = read(bytes);
  const masked = createSecretMask(keys, digest).masked(bytes, encoding, batch);
  expect(bytes).toEqual(untouched);
  expect(masked?.length ?? bytes.length).toBe(bytes.length);
  return { before, after: masked === undefined ? before : read(masked).dump, bytes: masked };
}

/** With the leaves of masked values told by their kind alone. */
function hidden(dump: Dump, found: string[]): Dump {
  if (Array.isArray(dump)) {
    const [key, value] = dump as [Dump, Dump];
    if (dump.length === 2 && typeof key === 'string' && keys.some((one) => one.toLowerCase() === key.toLowerCase()))
      return [key, kinds(value, found)];
    return dump.map((one) => hidden(one, found));
  }
  if (typeof dump !== 'object' || dump === null) return dump;
  return Object.fromEntries(Object.entries(dump).map(([name, one]) => [name, hidden(one, found)]));
}

function kinds(value: Dump, found: string[]): Dump {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not a value');
  const [kind = '', inner = ''] = Object.entries(value)[0] ?? [];
  if (kind === 'array') return (inner as Dump[]).map((one) => kinds(one, found));
  if (kind === 'map') return (inner as [string, Dump][]).map(([key, one]) => [key, kinds(one, found)]);
  // A bool has nothing that could take its place but "nothing" or false.
  if (kind === 'bool' || kind === 'empty') return 'bool or empty';
  if (inner === '') return kind;
  found.push(`${kind} ${JSON.stringify(inner)}`);
  return kind;
}

function check(signal: 'traces' | 'logs' | 'metrics', bytes: Uint8Array, encoding: Encoding): number {
  const { before, after, bytes: masked } = outcomeOf(signal, bytes, encoding);
  const secrets: string[] = [];
  const masks: string[] = [];
  expect(hidden(after, masks)).toEqual(hidden(before, secrets));
  expect(masks).toHaveLength(secrets.length);
  // What is short may happen to be its own mask.
  secrets.forEach((secret, i) => expect(masks[i] === secret && secret.length > 16).toBe(false));
  if (secrets.length > 0) expect(masked).toBeDefined();
  return secrets.length;
}

test.each([
  ['traces', tracesType, randomTraces, 11],
  ['logs', logsType, randomLogs, 12],
  ['metrics', metricsType, randomMetrics, 13],
] as const)('%s, protobuf in any order of fields and JSON', (signal, type, make: (random: Random) => Plain, seed) => {
  const random = seededRandom(seed);
  let seen = 0;
  for (let round = 0; round < 150; round++) {
    const message = make(random);
    const bytes = type.encode(type.fromObject(message)).finish();
    seen += check(signal, bytes, 'protobuf');
    check(signal, shuffleFields(bytes, type, random), 'protobuf');
    check(signal, jsonOf(message), 'json');
  }
  expect(seen).toBeGreaterThan(150);
});

const span = (attributes: string): Uint8Array =>
  new TextEncoder().encode(
    `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"051581bf3cb55c13","attributes":[${attributes}]}]}]}]}`,
  );

function maskedJson(attributes: string, maskedKeys: readonly string[] = ['authorization']): string | undefined {
  const bytes = span(attributes);
  const result = traces.decode(bytes, 'json');
  if (result.kind === 'failed') throw new Error(result.failure.reason);
  const masked = createSecretMask(maskedKeys, digest).masked(bytes, 'json', result.value);
  return masked === undefined ? undefined : new TextDecoder().decode(masked).slice(span('').length - 8, -8);
}

test('JSON keys with escapes, values before keys, numbers as texts, and text of any length', () => {
  const hex = (secret: string): string => Buffer.from(digest(Buffer.from(secret))).toString('hex');
  expect(maskedJson('{"value":{"stringValue":"Bearer abc-very-long"},"key":"author\\u0069zation"}')).toBe(
    `{"value":{"stringValue":"${hex('Bearer abc-very-long').slice(0, 16)}****"},"key":"author\\u0069zation"}`,
  );
  expect(maskedJson('{"key":"Authorization","value":{"stringValue":"ab"}}')).toBe(
    `{"key":"Authorization","value":{"stringValue":"${hex('ab').slice(0, 2)}"}}`,
  );
  expect(maskedJson('{"key":"authorization","value":{"intValue":"-12345"}}')).toMatch(/"-[1-8]\d{4}"/);
  expect(maskedJson('{"key":"authorization","value":{"boolValue":true}}')).toContain('{"boolValue":null}');
  expect(maskedJson('{"key":"authorization.x","value":{"stringValue":"ab"}}')).toBeUndefined();
  expect(maskedJson('{"key":"authorization","value":{"stringValue":""}}')).toBeUndefined();
  expect(maskedJson('{"key":"authorization","value":{"stringValue":"ab"}}', [])).toBeUndefined();
});

test('secrets of items that are left out are masked too: their bytes are kept beside those of the others', () => {
  const broken = '{"key":"n","value":{"intValue":"x"}},{"key":"authorization","value":{"stringValue":"Bearer"}}';
  expect(maskedJson(broken)).not.toContain('Bearer');
  expect(maskedJson('{"key":"n","value":{"intValue":"x"}}')).toBeUndefined();
});

// Random records, encoded by us, read back by protobufjs and by our own decoder.
import { expect, test } from 'vitest';
import type { AttributeValue } from '../../../src/contract/values.ts';
import { createLogsDecoder } from '../../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { encodeOtlpProtobuf } from '../../../src/main/encode/otlp-protobuf.ts';
import { ProtoBytes } from '../../../src/main/encode/proto-bytes.ts';
import { dumpLogs, dumpSpans, dumpValue } from '../../support/batch-dump.ts';
import { decodeOracle, logsType, oracleLogs, oracleSpans, type Plain, tracesType } from '../../support/otlp-oracle.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { logGroupsOf, spanGroupsOf } from '../../support/records-of.ts';

const ROUNDS = 300;

/** The message as protobufjs would send it, and read back. */
const sentAs = (type: typeof tracesType, message: Plain): Plain =>
  decodeOracle(type, type.encode(type.fromObject(message)).finish());

test('spans say the same to protobufjs and to our decoder', () => {
  const random = seededRandom(21);
  const decoder = createTracesDecoder();
  const out = new ProtoBytes(16);
  for (let round = 0; round < ROUNDS; round++) {
    const sent = sentAs(tracesType, randomTraces(random));
    const bytes = encodeOtlpProtobuf(spanGroupsOf(sent), out);
    expect(oracleSpans(decodeOracle(tracesType, bytes))).toEqual(oracleSpans(sent));
    const decoded = decoder.decode(bytes, 'protobuf');
    if (decoded.kind === 'failed') throw new Error(decoded.failure.reason);
    expect(decoded.value.rejections).toEqual([]);
    expect(dumpSpans(decoded.value)).toEqual(oracleSpans(sent));
  }
});

test('logs say the same to protobufjs and to our decoder', () => {
  const random = seededRandom(22);
  const decoder = createLogsDecoder();
  const out = new ProtoBytes(16);
  for (let round = 0; round < ROUNDS; round++) {
    const sent = sentAs(logsType, randomLogs(random));
    const bytes = encodeOtlpProtobuf(logGroupsOf(sent), out);
    expect(oracleLogs(decodeOracle(logsType, bytes))).toEqual(oracleLogs(sent));
    const decoded = decoder.decode(bytes, 'protobuf');
    if (decoded.kind === 'failed') throw new Error(decoded.failure.reason);
    expect(decoded.value.rejections).toEqual([]);
    expect(dumpLogs(decoded.value)).toEqual(oracleLogs(sent));
  }
});

const values: readonly AttributeValue[] = [
  '',
  'a',
  `x\ud800y\udc00`,
  'ü☃😀'.repeat(50),
  'n'.repeat(127),
  'n'.repeat(128),
  'n'.repeat(20_000),
  true,
  false,
  0n,
  -1n,
  (1n << 63n) - 1n,
  -(1n << 63n),
  1n << 32n,
  0,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  5e-324,
  new Uint8Array(0),
  Uint8Array.of(0, 255),
  [],
  [[], [undefined, [1n, 'deep']]],
  {},
  JSON.parse('{"__proto__": "own", "": {"inner": [true]}}') as AttributeValue,
  undefined,
];

test('every kind of value at the borders of lengths and numbers', () => {
  const [group] = spanGroupsOf(sentAs(tracesType, { resourceSpans: [{ scopeSpans: [{ spans: [plainSpan] }] }] }));
  if (group?.signal !== 'traces') throw new Error('no group');
  const attributes = values.map((value, i) => ({ key: `key.${i}`, value }));
  const items = group.items.map((span) => ({ ...span, attributes }));
  const decoded = createTracesDecoder().decode(encodeOtlpProtobuf([{ ...group, items }]), 'protobuf');
  if (decoded.kind === 'failed') throw new Error(decoded.failure.reason);
  const [span] = dumpSpans(decoded.value) as { attributes: unknown }[];
  const wellFormed = (value: AttributeValue): AttributeValue =>
    typeof value === 'string' ? value.toWellFormed() : value;
  expect(span?.attributes).toEqual(attributes.map(({ key, value }) => [key, dumpValue(wellFormed(value))]));
});

const plainSpan = { traceId: new Uint8Array(16).fill(1), spanId: new Uint8Array(8).fill(2), name: 'one' };

test('neighbours share their resource and scope; a request written in two pieces is one', () => {
  const [group] = spanGroupsOf(sentAs(tracesType, { resourceSpans: [{ scopeSpans: [{ spans: [plainSpan] }] }] }));
  if (group === undefined) throw new Error('no group');
  const piece = encodeOtlpProtobuf([group, group]);
  const groupsOf = (bytes: Uint8Array): unknown[] =>
    (decodeOracle(tracesType, bytes)['resourceSpans'] as Plain[]).map((one) =>
      (one['scopeSpans'] as Plain[]).map((scope) => (scope['spans'] as unknown[]).length),
    );
  expect(groupsOf(piece)).toEqual([[2]]);
  expect(groupsOf(Buffer.concat([piece, encodeOtlpProtobuf([group])]))).toEqual([[2], [1]]);
  expect(encodeOtlpProtobuf([])).toHaveLength(0);
});

test('spans and logs in one request are refused', () => {
  const [spans] = spanGroupsOf(sentAs(tracesType, { resourceSpans: [{ scopeSpans: [{ spans: [plainSpan] }] }] }));
  const [logs] = logGroupsOf(sentAs(logsType, { resourceLogs: [{ scopeLogs: [{ logRecords: [{}] }] }] }));
  if (spans === undefined || logs === undefined) throw new Error('no groups');
  expect(() => encodeOtlpProtobuf([spans, logs])).toThrow(TypeError);
});

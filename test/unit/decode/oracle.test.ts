// Random messages, decoded by an independent decoder and by ours, compared field by field.
import { describe, expect, test } from 'vitest';
import { createLogsDecoder } from '../../../src/main/decode/logs.ts';
import { createMetricsDecoder } from '../../../src/main/decode/metrics.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { dumpLogs, dumpSpans } from '../../support/batch-dump.ts';
import { dumpMetrics, oracleMetrics } from '../../support/metric-dump.ts';
import {
  decodeOracle,
  jsonOf,
  logsType,
  metricsType,
  oracleLogs,
  oracleSpans,
  tracesType,
} from '../../support/otlp-oracle.ts';
import {
  makeLogRequest,
  makeLogRequestJson,
  makeTraceRequest,
  makeTraceRequestJson,
} from '../../support/otlp-payloads.ts';
import { randomMetrics } from '../../support/random-metrics.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { shuffleFields } from '../../support/shuffle-fields.ts';

const ROUNDS = 300;
const traces = createTracesDecoder();
const logs = createLogsDecoder();
const metrics = createMetricsDecoder();

function spansOf(bytes: Uint8Array, encoding: 'protobuf' | 'json' = 'protobuf'): unknown {
  const result = traces.decode(bytes, encoding);
  if (result.kind === 'failed') return result.failure;
  expect(result.value.rejections).toEqual([]);
  return dumpSpans(result.value);
}

function logsOf(bytes: Uint8Array, encoding: 'protobuf' | 'json' = 'protobuf'): unknown {
  const result = logs.decode(bytes, encoding);
  if (result.kind === 'failed') return result.failure;
  expect(result.value.rejections).toEqual([]);
  return dumpLogs(result.value);
}

function pointsOf(bytes: Uint8Array, encoding: 'protobuf' | 'json' = 'protobuf'): unknown {
  const result = metrics.decode(bytes, encoding);
  if (result.kind === 'failed') return result.failure;
  expect(result.value.rejections).toEqual([]);
  return dumpMetrics(result.value);
}

describe('random messages', () => {
  test('spans, in the written, the reversed and a shuffled order of fields, and as JSON', () => {
    const random = seededRandom(1);
    for (let round = 0; round < ROUNDS; round++) {
      const message = randomTraces(random);
      const bytes = tracesType.encode(tracesType.fromObject(message)).finish();
      const expected = oracleSpans(decodeOracle(tracesType, bytes));
      expect(spansOf(bytes)).toEqual(expected);
      expect(spansOf(shuffleFields(bytes, tracesType))).toEqual(expected);
      expect(spansOf(shuffleFields(bytes, tracesType, random))).toEqual(expected);
      expect(spansOf(jsonOf(message), 'json')).toEqual(expected);
    }
  });

  test('logs, in the written, the reversed and a shuffled order of fields, and as JSON', () => {
    const random = seededRandom(2);
    for (let round = 0; round < ROUNDS; round++) {
      const message = randomLogs(random);
      const bytes = logsType.encode(logsType.fromObject(message)).finish();
      const expected = oracleLogs(decodeOracle(logsType, bytes));
      expect(logsOf(bytes)).toEqual(expected);
      expect(logsOf(shuffleFields(bytes, logsType))).toEqual(expected);
      expect(logsOf(shuffleFields(bytes, logsType, random))).toEqual(expected);
      expect(logsOf(jsonOf(message), 'json')).toEqual(expected);
    }
  });
});

describe('random metrics', () => {
  test('points of all kinds, in the written, the reversed and a shuffled order of fields, and as JSON', () => {
    const random = seededRandom(3);
    const kinds = new Set<unknown>();
    for (let round = 0; round < ROUNDS; round++) {
      const message = randomMetrics(random);
      const bytes = metricsType.encode(metricsType.fromObject(message)).finish();
      const expected = oracleMetrics(decodeOracle(metricsType, bytes));
      for (const point of expected) kinds.add((point as { readonly kind: number }).kind);
      expect(pointsOf(bytes)).toEqual(expected);
      expect(pointsOf(shuffleFields(bytes, metricsType))).toEqual(expected);
      expect(pointsOf(shuffleFields(bytes, metricsType, random))).toEqual(expected);
      expect(pointsOf(jsonOf(message), 'json')).toEqual(expected);
    }
    expect(kinds.size).toBe(5);
  });
});

describe('generated payloads', () => {
  test('spans say the same in both encodings and to both decoders', () => {
    const bytes = makeTraceRequest({ seed: 5, spans: 300 });
    const expected = oracleSpans(decodeOracle(tracesType, bytes));
    expect(expected).toHaveLength(300);
    expect(spansOf(bytes)).toEqual(expected);
    expect(spansOf(Buffer.from(bytes))).toEqual(expected);
    expect(spansOf(makeTraceRequestJson({ seed: 5, spans: 300 }), 'json')).toEqual(expected);
  });

  test('logs say the same in both encodings and to both decoders', () => {
    const bytes = makeLogRequest({ seed: 6, records: 300 });
    const expected = oracleLogs(decodeOracle(logsType, bytes));
    expect(expected).toHaveLength(300);
    expect(logsOf(bytes)).toEqual(expected);
    expect(logsOf(makeLogRequestJson({ seed: 6, records: 300 }), 'json')).toEqual(expected);
  });
});

// Damaged requests never crash a decoder, never make it point outside its bytes, and leave it fit for the next one.
// OTTERSCOPE_FUZZ_ROUNDS sets the mutations per decoder and encoding (default 1,500).
import { expect, test } from 'vitest';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createMetricsDecoder } from '../../src/main/decode/metrics.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { type Dump, dumpLogs, dumpSpans } from '../support/batch-dump.ts';
import { mutate } from '../support/mutate.ts';
import { dumpMetrics } from '../support/metric-dump.ts';
import { jsonOf, logsType, metricsType, tracesType } from '../support/otlp-oracle.ts';
import {
  makeLogRequest,
  makeLogRequestJson,
  makeTraceRequest,
  makeTraceRequestJson,
} from '../support/otlp-payloads.ts';
import { randomMetrics } from '../support/random-metrics.ts';
import { randomLogs, randomTraces } from '../support/random-otlp.ts';
import { seededRandom } from '../support/random.ts';

const rounds = Number(process.env['OTTERSCOPE_FUZZ_ROUNDS'] ?? 1500);
type Encoding = 'protobuf' | 'json';
type Outcome =
  | { readonly dump: readonly Dump[] }
  | { readonly reason: string; readonly field: string; readonly offset: number };

function decodeTraces(): (bytes: Uint8Array, encoding: Encoding) => Outcome {
  const decoder = createTracesDecoder();
  return (bytes, encoding) => {
    const result = decoder.decode(bytes, encoding);
    return result.kind === 'ok' ? { dump: dumpSpans(result.value) } : result.failure;
  };
}

function decodeLogs(): (bytes: Uint8Array, encoding: Encoding) => Outcome {
  const decoder = createLogsDecoder();
  return (bytes, encoding) => {
    const result = decoder.decode(bytes, encoding);
    return result.kind === 'ok' ? { dump: dumpLogs(result.value) } : result.failure;
  };
}

function decodeMetrics(): (bytes: Uint8Array, encoding: Encoding) => Outcome {
  const decoder = createMetricsDecoder();
  return (bytes, encoding) => {
    const result = decoder.decode(bytes, encoding);
    return result.kind === 'ok' ? { dump: dumpMetrics(result.value) } : result.failure;
  };
}

function metricSeeds(encoding: Encoding): Uint8Array[] {
  const random = seededRandom(13);
  const messages = Array.from({ length: 14 }, () => randomMetrics(random));
  return messages.map((message) =>
    encoding === 'json' ? jsonOf(message) : metricsType.encode(metricsType.fromObject(message)).finish(),
  );
}

function traceSeeds(encoding: Encoding): Uint8Array[] {
  const random = seededRandom(11);
  const messages = Array.from({ length: 12 }, () => randomTraces(random));
  return encoding === 'json'
    ? [makeTraceRequestJson({ seed: 1, spans: 6 }), ...messages.map(jsonOf)]
    : [
        makeTraceRequest({ seed: 1, spans: 6 }),
        ...messages.map((message) => tracesType.encode(tracesType.fromObject(message)).finish()),
      ];
}

function logSeeds(encoding: Encoding): Uint8Array[] {
  const random = seededRandom(12);
  const messages = Array.from({ length: 12 }, () => randomLogs(random));
  return encoding === 'json'
    ? [makeLogRequestJson({ seed: 1, records: 6 }), ...messages.map(jsonOf)]
    : [
        makeLogRequest({ seed: 1, records: 6 }),
        ...messages.map((message) => logsType.encode(logsType.fromObject(message)).finish()),
      ];
}

const cases = [
  { name: 'traces, protobuf', encoding: 'protobuf', make: decodeTraces, seeds: traceSeeds },
  { name: 'traces, JSON', encoding: 'json', make: decodeTraces, seeds: traceSeeds },
  { name: 'logs, protobuf', encoding: 'protobuf', make: decodeLogs, seeds: logSeeds },
  { name: 'logs, JSON', encoding: 'json', make: decodeLogs, seeds: logSeeds },
  { name: 'metrics, protobuf', encoding: 'protobuf', make: decodeMetrics, seeds: metricSeeds },
  { name: 'metrics, JSON', encoding: 'json', make: decodeMetrics, seeds: metricSeeds },
] as const;

test.each(cases)('$name', { timeout: 30_000 + 20 * rounds }, ({ encoding, make, seeds }) => {
  const random = seededRandom(99);
  const decode = make();
  const samples = seeds(encoding);
  const good = samples[0] ?? new Uint8Array(0);
  const expected = decode(good, encoding);
  expect(expected).toHaveProperty('dump');
  let failures = 0;
  for (let round = 0; round < rounds; round++) {
    // A guard after the request's bytes: reading on past their end would find a quotation mark and a valid field.
    const damaged = mutate(random, random.pick(samples), random.pick(samples));
    const guarded = new Uint8Array(damaged.length + 64).fill(0x22);
    guarded.set(damaged);
    const outcome = decode(guarded.subarray(0, damaged.length), encoding);
    if ('reason' in outcome) {
      failures++;
      expect(outcome.reason).not.toBe('');
      expect(outcome.offset).toBeGreaterThanOrEqual(0);
      expect(outcome.offset).toBeLessThanOrEqual(damaged.length);
    }
    expect(decode(damaged, encoding), `round ${round}: bytes behind the request were read`).toEqual(outcome);
    if (round % 50 === 0) expect(decode(good, encoding)).toEqual(expected);
  }
  expect(decode(good, encoding)).toEqual(expected);
  expect(failures).toBeGreaterThan(rounds / 20);
  expect(failures).toBeLessThan(rounds);
});

// Damaged files of every format never crash their reader: what cannot be read is told, with its place, and a good file is
// read as before. OTTERSCOPE_FUZZ_ROUNDS sets the mutations per format (default 300).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutate } from '../support/mutate.ts';
import {
  makeLogRequest,
  makeLogRequestJson,
  makeTraceRequest,
  makeTraceRequestJson,
} from '../support/otlp-payloads.ts';
import { seededRandom } from '../support/random.ts';
import { readForeign } from '../support/read-foreign.ts';

const rounds = Number(process.env['OTTERSCOPE_FUZZ_ROUNDS'] ?? 300);
const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/foreign', name)));
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const lineBreak = Uint8Array.of(0x0a);

function withLength(message: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return joined(length, message);
}

const traces = makeTraceRequest({ seed: 1, spans: 4 });
const logs = makeLogRequest({ seed: 1, records: 4 });
const jsonTraces = makeTraceRequestJson({ seed: 1, spans: 4 });
const jsonLogs = makeLogRequestJson({ seed: 1, records: 4 });

const cases: readonly (readonly [string, Uint8Array])[] = [
  ['jaeger-json', sample('jaeger.json')],
  ['zipkin-json', sample('zipkin.json')],
  ['chrome-trace', sample('chrome.json')],
  ['omnirt-json', sample('omnirt.json')],
  ['otlp-json', joined(jsonTraces, lineBreak, jsonLogs, lineBreak, jsonTraces)],
  [
    'otlp-json',
    new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(jsonTraces)), undefined, 1)),
  ],
  ['otlp-protobuf', joined(traces, traces)],
  ['otlp-protobuf-lengths', joined(withLength(traces), withLength(logs), withLength(traces))],
];

test.each(cases)('%s', { timeout: 120_000 + 50 * rounds }, (format, good) => {
  const random = seededRandom(77);
  const expected = readForeign(good);
  expect(expected).toMatchObject({ format, fault: undefined });
  let told = 0;
  for (let round = 0; round < rounds; round++) {
    const damaged = mutate(random, good, random.pick(cases)[1]);
    // Anything but a fault with its place would be thrown.
    const read = readForeign(damaged, 1 + random.below(damaged.length + 1));
    if (read.fault !== undefined || read.skipped.length > expected.skipped.length || read.format === undefined) told++;
    for (const one of read.skipped) expect(one).toMatch(/^\S.* \(.+\) \d+$/s);
    if (read.fault !== undefined) expect(read.fault).toMatch(/ at \d+$/);
    expect(read.settled).toBeLessThanOrEqual(damaged.length);
  }
  expect(told).toBeGreaterThan(rounds / 20);
  expect(readForeign(good, 1000)).toEqual(expected);
});

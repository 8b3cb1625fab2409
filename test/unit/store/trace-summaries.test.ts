// The summary rows against a naive recomputation from all spans: late parents, duplicates, disorder, zero times,
// over several commits, blocks and a change of process.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom, type Random } from '../../support/random.ts';
import { hex } from '../../../src/contract/ids.ts';
import type { StoreReader } from '../../../src/main/store/reader.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';
import { traceBytes, type WildSpan, wildRequest } from './wild-spans.ts';

const base = 1_767_225_600_123_456_789n;

function randomSpan(random: Random, number: number): WildSpan {
  const trace = random.below(40);
  const start =
    random.below(20) === 0
      ? 0n
      : base + BigInt(random.below(2_000_000_000)) - (random.below(30) === 0 ? 86_400_000_000_000n : 0n);
  const end =
    random.below(15) === 0
      ? 0n
      : (start === 0n ? base : start) + BigInt(random.below(500_000_000)) - (random.below(20) === 0 ? 1_000_000n : 0n);
  return {
    trace,
    span: number,
    ...(random.below(6) === 0 ? {} : { parent: random.below(number + 5) }),
    service: `service-${random.below(5)}`,
    name: `operation ${random.below(12)}`,
    start,
    end,
    error: random.below(10) === 0,
  };
}

const timeOf = (span: WildSpan): bigint => (span.start === 0n ? span.end : span.start);

/** What the row of a trace must say, from all its spans at once. */
function naive(spans: readonly WildSpan[]): Record<string, unknown> {
  const timed = spans.filter((span) => timeOf(span) !== 0n);
  const start = timed.reduce(
    (min, span) => (timeOf(span) < min ? timeOf(span) : min),
    timed[0] === undefined ? 0n : timeOf(timed[0]),
  );
  const end = timed.reduce((max, span) => (span.end > max ? span.end : timeOf(span) > max ? timeOf(span) : max), start);
  const roots = spans.filter((span) => span.parent === undefined);
  const candidates = roots.length > 0 ? roots : spans;
  const rank = (span: WildSpan): bigint => (timeOf(span) === 0n ? 1n << 64n : timeOf(span));
  const root = candidates.reduce((best, span) => (rank(span) < rank(best) ? span : best));
  const services = [...new Set(spans.map(({ service }) => service))].sort().map((service) => {
    const own = spans.filter((span) => span.service === service);
    return [service, own.length, own.filter((span) => span.error).length];
  });
  return {
    start: String(start),
    duration: Number(end - start),
    spans: spans.length,
    errors: spans.filter((span) => span.error).length,
    root: [root.service, root.name, roots.length === 0 ? 1 : 0],
    services,
  };
}

function stored(reader: StoreReader, trace: number): Record<string, unknown> | undefined {
  const row = reader.db
    .prepare(
      `SELECT trace_no, start_us, start_ns, duration_ns, spans, errors, root_missing, s.name AS service, o.name AS operation
     FROM traces JOIN (SELECT service_no, name FROM services) s ON s.service_no = root_service
     JOIN (SELECT operation_no, name FROM operations) o ON o.operation_no = root_operation WHERE trace_id = ?`,
    )
    .get(Buffer.from(traceBytes(trace))) as Record<string, number | string> | undefined;
  if (row === undefined) return undefined;
  const services = reader.db
    .prepare(
      'SELECT name, t.spans, t.errors, start_us FROM trace_services t JOIN services USING (service_no) WHERE trace_no = ? ORDER BY name',
    )
    .raw()
    .all(row['trace_no']) as [string, number, number, number][];
  for (const [, , , start] of services) expect(start).toBe(row['start_us']);
  return {
    start: String(BigInt(row['start_us'] ?? 0) * 1000n + BigInt(row['start_ns'] ?? 0)),
    duration: row['duration_ns'],
    spans: row['spans'],
    errors: row['errors'],
    root: [row['service'], row['operation'], row['root_missing']],
    services: services.map(([name, spans, errors]) => [name, spans, errors]),
  };
}

test.each([1, 2, 3, 4])('summaries equal a naive recomputation, seed %i', async (seed) => {
  const random = seededRandom(seed);
  const path = join(temporaryFolder(), 'run.otter');
  const all: WildSpan[] = [];
  let writer = openWriter(path);
  for (let round = 0; round < 30; round++) {
    const spans = Array.from({ length: 1 + random.below(60) }, (_, i) => randomSpan(random, all.length + i));
    if (round % 7 === 6) spans.push(...all.slice(-5));
    all.push(...spans);
    const sent = send(writer, wildRequest(spans));
    if (random.below(2) === 0) await sent;
    else writer.flush();
    await sent;
    if (round % 10 === 9) {
      writer.close();
      writer = openWriter(path);
    }
  }
  const reader = openReader(path);
  for (let trace = 0; trace < 40; trace++) {
    const own = all.filter((span) => span.trace === trace);
    // Among equally early candidates the first to arrive is the root; the data has none that differ.
    expect(stored(reader, trace), hex(traceBytes(trace))).toEqual(own.length === 0 ? undefined : naive(own));
  }
  expect(reader.db.prepare("SELECT value FROM run WHERE key = 'traces'").pluck().get()).toBe(
    new Set(all.map(({ trace }) => trace)).size,
  );
  expect(reader.db.prepare('SELECT sum(spans) FROM operations').pluck().get()).toBe(all.length);
});

// What is worked out of traces of 100,000 spans: each question is asked of one reader over a sealed run file in this thread,
// as a reader worker would, the reading of the trace included. `cold` opens the file anew before each question. CPU time is
// given beside the time that passed: it says what a question costs where other programs hold the machine.
// Milliseconds; the budget is 500 each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId, type TraceId } from '../src/contract/ids.ts';
import { unixNanos } from '../src/contract/time.ts';
import { createJournalDecoder } from '../src/main/engine/decode-journal.ts';
import { createTracesDecoder } from '../src/main/decode/traces.ts';
import { createQueries, pairAnswers, type RunQueries } from '../src/main/query/index.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { openRunWriter } from '../src/main/store/writer.ts';
import { makeBigTrace } from './lib/big-trace.ts';
import { percentile, round } from './lib/statistics.ts';

const run = runId('bench');
const alive = (): void => undefined;
const spans = 100_000;
const rounds = 15;

const traceOf = (byte: number): TraceId => byte.toString(16).padStart(2, '0').repeat(16) as TraceId;
const first = traceOf(7);
const ask = { run, traceId: first, corrected: false } as const;

/** What is asked, and what shows that it was answered. */
const questions: Readonly<Record<string, (queries: RunQueries) => string>> = {
  'trace.get': ({ methods }) => `${methods['trace.get']({ run, traceId: first }, alive).rows} rows`,
  'critical path': ({ methods }) => `${methods['trace.criticalPath'](ask, alive).segments} segments`,
  'flame graph, merged': ({ methods }) =>
    `${methods['trace.flame']({ ...ask, order: 'merged', weight: 'self' }, alive).frames} frames`,
  'flame graph, by time': ({ methods }) =>
    `${methods['trace.flame']({ ...ask, order: 'time', weight: 'self' }, alive).frames} frames`,
  'flame graph of the critical path': ({ methods }) =>
    `${methods['trace.flame']({ ...ask, order: 'merged', weight: 'critical' }, alive).frames} frames`,
  'self-time table': ({ methods }) =>
    `${methods['trace.selfTimes']({ ...ask, by: 'operation' }, alive).count} operations`,
  'clock skew': ({ methods }) => `${methods['trace.skew']({ run, traceId: first }, alive).clocks.length} clocks`,
  'critical path, corrected': ({ methods }) =>
    `${methods['trace.criticalPath']({ ...ask, corrected: true }, alive).segments} segments`,
  'comparison with a trace that shares little': (queries) => compared(queries, traceOf(8)),
  'comparison with itself': (queries) => compared(queries, first),
  'services of the trace': ({ methods }) =>
    `${methods['trace.services']({ run, traceId: first }, alive).edges.length} connections`,
  'values of an attribute': ({ methods }) =>
    `${methods['trace.attribute']({ run, traceId: first, key: 'item.sku' }, alive).values.length} values`,
};

function compared(queries: RunQueries, other: TraceId): string {
  const request = { left: { run, traceId: first }, right: { run, traceId: other } };
  return `${pairAnswers['traces.compare'](queries, queries, request, alive).rows} rows`;
}

async function fill(path: string): Promise<void> {
  const writer = openRunWriter(path, {
    create: { id: run, name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  });
  const decoder = createTracesDecoder();
  for (const traceByte of [7, 8]) {
    for (const bytes of makeBigTrace({ spans, seed: traceByte, perRequest: 5000, traceByte })) {
      const decoded = decoder.decode(bytes, 'protobuf');
      if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
      const sender = { id: 'pid:1', address: '127.0.0.1' };
      const stored = writer.append(
        { signal: 'traces', encoding: 'protobuf', transport: 'grpc', bytes, sender, receivedAt: unixNanos(0n) },
        decoded.value,
      );
      writer.flush();
      await stored;
    }
  }
  writer.close();
}

interface Figure {
  readonly coldP50: number;
  readonly p50: number;
  readonly p95: number;
  /** User and system time of the process, warm. */
  readonly cpuP50: number;
  readonly answer: string;
}

export async function benchAnalysis(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-'));
  const path = join(folder, 'bench.otter');
  const figures: Record<string, Figure> = {};
  try {
    await fill(path);
    const warm = openRunReader(path, { decodeJournal: createJournalDecoder() });
    const queries = createQueries(warm);
    for (const [title, question] of Object.entries(questions)) {
      const cold: number[] = [];
      const times: number[] = [];
      const cpu: number[] = [];
      let answer = '';
      for (let i = 0; i < rounds; i++) {
        const reader = openRunReader(path, { decodeJournal: createJournalDecoder() });
        const fresh = createQueries(reader);
        const begun = performance.now();
        question(fresh);
        cold.push(performance.now() - begun);
        reader.close();
        const used = process.cpuUsage();
        const again = performance.now();
        answer = question(queries);
        times.push(performance.now() - again);
        const { user, system } = process.cpuUsage(used);
        cpu.push((user + system) / 1000);
      }
      const figure = {
        coldP50: round(percentile(cold, 50)),
        p50: round(percentile(times, 50)),
        p95: round(percentile(times, 95)),
        cpuP50: round(percentile(cpu, 50)),
        answer,
      };
      figures[title] = figure;
      console.log(title.padEnd(36), JSON.stringify(figure));
    }
    warm.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { spans, milliseconds: figures };
}

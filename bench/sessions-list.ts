// The list of a run of 50,000 sessions: the first question of a reader, pages of it, other orders and texts, and the same after
// each of many small commits, as it is asked while sessions go on. Asked of one reader in this thread; milliseconds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../src/contract/ids.ts';
import type { SessionListRequest } from '../src/contract/sessions.ts';
import { unixNanos } from '../src/contract/time.ts';
import { createLogsDecoder } from '../src/main/decode/logs.ts';
import { createTracesDecoder } from '../src/main/decode/traces.ts';
import { createQueries } from '../src/main/query/index.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { openRunWriter } from '../src/main/store/writer.ts';
import { journalDecoder } from './lib/filled-run.ts';
import { manySessions, sessionName } from './lib/many-sessions.ts';
import { percentile, round } from './lib/statistics.ts';

const perRequest = 500;
const commits = 60;
const run = runId('bench');
const begun = 1_780_000_000_000_000_000n;
const alive = (): void => undefined;

export async function benchSessionsList(sessions = 50_000): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-sessions-'));
  const path = join(folder, 'run.otter');
  const writer = openRunWriter(path, {
    create: { id: run, name: 'bench', startedAt: unixNanos(begun), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: journalDecoder(),
  });
  const decoders = { traces: createTracesDecoder(), logs: createLogsDecoder() };
  const store = async (signal: 'traces' | 'logs', bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const decoded = decoders[signal].decode(bytes, 'protobuf');
    if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
    const sender = { id: 'pid:1', address: '127.0.0.1' };
    const about = { encoding: 'protobuf', transport: 'http', bytes, sender, receivedAt: unixNanos(begun) } as const;
    const stored = writer.append({ ...about, signal }, decoded.value);
    writer.flush();
    await stored;
  };
  const add = async (first: number, end: number): Promise<void> => {
    const { traces, logs } = manySessions(first, end, begun);
    await store('traces', traces);
    await store('logs', logs);
  };
  for (let i = 0; i < sessions; i += perRequest) await add(i, i + perRequest);

  const reader = openRunReader(path, { decodeJournal: journalDecoder() });
  const { methods } = createQueries(reader);
  const ask = (more: Partial<SessionListRequest> = {}): number => {
    const request = { run, text: '', order: 'last', descending: true, offset: 0, limit: 100, ...more } as const;
    const from = performance.now();
    methods['sessions.list'](request, alive);
    return performance.now() - from;
  };
  const before = process.cpuUsage();
  const first = ask();
  const { user, system } = process.cpuUsage(before);
  const page = Array.from({ length: 20 }, (_, i) => ask({ offset: 100 * i }));
  const far = Array.from({ length: 20 }, (_, i) => ask({ offset: 0.98 * sessions - 100 * i }));
  const found = Array.from({ length: 20 }, (_, i) => ask({ text: sessionName(17 * i) }));
  const sorted = (['services', 'tokens', 'errors', 'first', 'duration'] as const).map((order) => ask({ order }));
  const after: number[] = [];
  let processor = 0;
  for (let i = 0; i < commits; i++) {
    await add(sessions + 3 * i, sessions + 3 * i + 3);
    const begins = process.cpuUsage();
    after.push(ask());
    const taken = process.cpuUsage(begins);
    processor += (taken.user + taken.system) / 1000 / commits;
  }
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true, force: true });
  const p95 = (millis: readonly number[]): number => round(percentile(millis, 95));
  const result = {
    sessions,
    firstQuestionMillis: round(first),
    /** Which other programs cannot add to. */
    firstQuestionProcessorMillis: round((user + system) / 1000),
    pageMillis95: p95(page),
    farPageMillis95: p95(far),
    findMillis95: p95(found),
    otherOrderMillisMost: round(Math.max(...sorted)),
    pageAfterCommitMillis50: round(percentile(after, 50)),
    pageAfterCommitMillis95: p95(after),
    pageAfterCommitProcessorMillisMean: round(processor),
  };
  console.log(JSON.stringify(result, undefined, 2));
  return result;
}

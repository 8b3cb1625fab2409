// Eviction inside one run: the oldest block goes, and with it whatever of its traces lies nowhere else. Profiles go with the
// blocks of the time in which they were stored.
import type { Database } from 'better-sqlite3';
import type { RunCounters } from './run-counters.ts';
import { openSpanBlock } from './open-span-block.ts';
import { deleteProfile } from './profile-store.ts';
import { SignalNumber } from './schema.ts';
import { storedColumns } from './stored-columns.ts';

export interface Evicted {
  readonly spans: number;
  readonly logs: number;
  readonly samples: number;
  readonly profiles: number;
}

/** Bytes of the file that hold something. */
function usedBytes(db: Database): number {
  const pragma = (name: string): number => Number(db.pragma(name, { simple: true }));
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

/**
 * Deletes the block with the lowest number, or a profile that is as old, inside the caller's transaction; `undefined` when there is none.
 * Traces that have other spans keep their times and lose the counts; `traces.evicted` says how many spans went.
 */
function evictOldestBlock(db: Database): (Evicted & { readonly traces: number }) | undefined {
  const oldest = db.prepare('SELECT block, signal, count FROM blocks ORDER BY block LIMIT 1').raw().get() as
    | [number, number, number]
    | undefined;
  const samples = db.prepare('SELECT block, points FROM sample_blocks ORDER BY block LIMIT 1').raw().get() as
    | [number, number]
    | undefined;
  const profile = db.prepare('SELECT profile, block FROM profiles ORDER BY profile LIMIT 1').raw().get() as
    | [number, number]
    | undefined;
  const first = Math.min(oldest?.[0] ?? Infinity, samples?.[0] ?? Infinity);
  if (profile !== undefined && profile[1] <= first)
    return { spans: 0, logs: 0, samples: 0, profiles: deleteProfile(db, profile[0]), traces: 0 };
  if (samples !== undefined && (oldest === undefined || samples[0] < oldest[0])) {
    db.prepare('DELETE FROM sample_blocks WHERE block = ?').run(samples[0]);
    return { spans: 0, logs: 0, samples: samples[1], profiles: 0, traces: 0 };
  }
  if (oldest === undefined) return undefined;
  const [block, signal, count] = oldest;
  const traces = signal === SignalNumber.traces ? forgetSpans(db, block, count) : 0;
  db.prepare('DELETE FROM block_columns WHERE block = ?').run(block);
  db.prepare('DELETE FROM blocks WHERE block = ?').run(block);
  return {
    spans: signal === SignalNumber.traces ? count : 0,
    logs: signal === SignalNumber.logs ? count : 0,
    samples: 0,
    profiles: 0,
    traces,
  };
}

/** Inside the writer's transaction: drops blocks until the file holds no more than `most` bytes (0: any), at most `steps`. */
export function evictDown(db: Database, counters: RunCounters, most: number, steps: number): Evicted | undefined {
  const total = { spans: 0, logs: 0, samples: 0, profiles: 0 };
  for (let step = 0; step < steps && most > 0 && usedBytes(db) > most; step++) {
    const evicted = evictOldestBlock(db);
    if (evicted === undefined) break;
    total.spans += evicted.spans;
    total.logs += evicted.logs;
    total.samples += evicted.samples;
    total.profiles += evicted.profiles;
    counters.add('evicted_spans', evicted.spans);
    counters.add('evicted_logs', evicted.logs);
    counters.add('evicted_samples', evicted.samples);
    counters.add('evicted_profiles', evicted.profiles);
    counters.add('traces', -evicted.traces);
    counters.add('evicted_blocks', 1 - evicted.profiles);
  }
  return total.spans + total.logs + total.samples + total.profiles > 0 ? total : undefined;
}

interface Lost {
  spans: number;
  errors: number;
  readonly services: Map<number, { spans: number; errors: number }>;
}

/** Takes the block's spans out of every count; answers how many traces are gone entirely. */
function forgetSpans(db: Database, block: number, count: number): number {
  const spans = openSpanBlock(count, storedColumns(db, block));
  const serviceOf = db.prepare('SELECT service_no FROM resources WHERE resource_no = ?').pluck();
  const services = new Map<number, number>();
  const lost: Lost[] = Array.from({ length: spans.traceCount }, () => ({ spans: 0, errors: 0, services: new Map() }));
  const operations = new Map<string, { service: number; name: number; spans: number }>();
  const { trace, resource, failed, name } = spans;
  for (let row = 0; row < count; row++) {
    const number = resource[row] as number;
    let service = services.get(number);
    if (service === undefined) services.set(number, (service = serviceOf.get(number) as number));
    const error = failed[row] as number;
    const of = lost[trace[row] as number] as Lost;
    of.spans += 1;
    of.errors += error;
    const counts = of.services.get(service) ?? { spans: 0, errors: 0 };
    counts.spans += 1;
    counts.errors += error;
    of.services.set(service, counts);
    const key = `${service}:${name[row]}`;
    const operation = operations.get(key) ?? { service, name: name[row] as number, spans: 0 };
    operation.spans += 1;
    operations.set(key, operation);
  }
  const lessOperation = db.prepare('UPDATE operations SET spans = spans - ? WHERE name = ? AND service_no = ?');
  for (const operation of operations.values())
    lessOperation.run(operation.spans, spans.strings.text(operation.name), operation.service);
  return forgetTraces(db, block, spans.traceIds, lost);
}

function forgetTraces(db: Database, block: number, ids: Uint8Array, lost: readonly Lost[]): number {
  const find = db.prepare('SELECT trace_no, start_us, spans FROM traces WHERE trace_id = ?').raw();
  const dropTrace = db.prepare('DELETE FROM traces WHERE trace_no = ?');
  const lessTrace = db.prepare(
    'UPDATE traces SET spans = spans - ?, errors = errors - ?, evicted = evicted + ?, version = version + 1 WHERE trace_no = ?',
  );
  const lessService = db.prepare(
    'UPDATE trace_services SET spans = spans - ?, errors = errors - ? WHERE service_no = ? AND start_us = ? AND trace_no = ?',
  );
  const dropService = db.prepare(
    'DELETE FROM trace_services WHERE service_no = ? AND start_us = ? AND trace_no = ? AND spans <= 0',
  );
  const lessAll = db.prepare('UPDATE services SET spans = spans - ?, errors = errors - ? WHERE service_no = ?');
  const dropBlock = db.prepare('DELETE FROM trace_blocks WHERE trace_no = ? AND block = ?');
  let gone = 0;
  lost.forEach((counts, i) => {
    const row = find.get(Buffer.from(ids.subarray(16 * i, 16 * i + 16))) as [number, number, number] | undefined;
    for (const [service, { spans, errors }] of counts.services) {
      lessAll.run(spans, errors, service);
      if (row === undefined) continue;
      lessService.run(spans, errors, service, row[1], row[0]);
      dropService.run(service, row[1], row[0]);
    }
    if (row === undefined) return;
    dropBlock.run(row[0], block);
    if (row[2] <= counts.spans) {
      dropTrace.run(row[0]);
      gone += 1;
    } else lessTrace.run(counts.spans, counts.errors, counts.spans, row[0]);
  });
  return gone;
}

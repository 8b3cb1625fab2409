// Who a run is, and which number its next block has.
import type { Database } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import { type RunId, runId } from '../../contract/ids.ts';
import type { RunCounters } from './run-counters.ts';
import type { NewRun } from './writer-face.ts';

/** Writes who the run is into a new file; an existing one keeps its name and start. */
export function identifyRun(db: Database, counters: RunCounters, path: string, create: NewRun | undefined): RunId {
  const known = counters.text('id');
  if (known !== undefined) return runId(known);
  if (create === undefined) throw new ContractError('not-a-run', `${path} does not say which run it is.`);
  const { id, name, startedAt, host, appVersion } = create;
  db.exec('BEGIN IMMEDIATE');
  for (const [key, value] of Object.entries({
    id,
    name,
    started_ns: String(startedAt),
    host,
    app_version: appVersion,
  }))
    counters.setText(key, value);
  db.exec('COMMIT');
  return id;
}

/** Blocks of all kinds share their numbers, so that the oldest is known; no number comes twice. */
export function nextBlock(db: Database, counters: RunCounters): number {
  const highest =
    'SELECT max((SELECT coalesce(max(block), 0) FROM blocks), (SELECT coalesce(max(block), 0) FROM sample_blocks))';
  const last = db.prepare(highest).pluck().get() as number;
  return Math.max(last, counters.get('evicted_blocks')) + 1;
}

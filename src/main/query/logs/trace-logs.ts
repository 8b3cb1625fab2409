// trace.logs: the log records of one trace, oldest first.
import type { TraceId } from '../../../contract/ids.ts';
import type { TraceLogs } from '../../../contract/logs.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive } from '../../store/reader-face.ts';
import { traceIdBytes } from '../trace-get.ts';
import { logRows } from './log-rows.ts';
import type { LogPlace, LogRun } from './log-run.ts';

const most = 10_000;

interface PlaceInTime extends LogPlace {
  readonly time: bigint;
}

export function traceLogs(run: LogRun, { traceId }: { readonly traceId: TraceId }, alive: Alive): TraceLogs {
  const cursor = run.refresh();
  const found = placesOfTrace(run, traceId, alive);
  return { ...logRows(run, found.slice(0, most)), total: found.length, cursor };
}

/** All records of the trace, oldest first. The run has been refreshed. */
export function placesOfTrace(run: LogRun, traceId: TraceId, alive: Alive): readonly PlaceInTime[] {
  const id = traceIdBytes(traceId);
  const found: PlaceInTime[] = [];
  for (const part of run.parts) {
    alive();
    if (part.summary?.mayHoldTrace(id) === false) continue;
    const block = run.open(part);
    const trace = traceNumber(block, id);
    if (trace < 0) continue;
    const { at } = run.timesOf(part);
    for (let row = block.trace.indexOf(trace); row >= 0; row = block.trace.indexOf(trace, row + 1))
      found.push({ part, row, time: at[row] as bigint });
  }
  // Parts are in order of arrival, and the sort keeps it among equal times.
  return found.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** Index of a trace (16 bytes) among a block's, or -1. Number 0 is "no trace". */
export function traceNumber({ traceIds }: LogBlock, id: Uint8Array): number {
  next: for (let at = 16; at < traceIds.length; at += 16) {
    for (let i = 0; i < 16; i++) if (traceIds[at + i] !== id[i]) continue next;
    return at / 16;
  }
  return -1;
}

// trace.logMarks: when the log records of a trace are, how severe, and of which spans; no texts, so that there may be many.
import type { TraceId } from '../../../contract/ids.ts';
import type { TraceLogMarks } from '../../../contract/logs.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { LogRun } from './log-run.ts';
import { placesOfTrace } from './trace-logs.ts';

const most = 1_000_000;

export function traceLogMarks(run: LogRun, { traceId }: { readonly traceId: TraceId }, alive: Alive): TraceLogMarks {
  const cursor = run.refresh();
  const found = placesOfTrace(run, traceId, alive);
  const rows = Math.min(most, found.length);
  const time = new BigUint64Array(rows);
  const severity = new Uint8Array(rows);
  const spanIds = new Uint8Array(8 * rows);
  for (let i = 0; i < rows; i++) {
    if (i % 8192 === 8191) alive();
    const place = found[i];
    if (place === undefined) break;
    const block = run.open(place.part);
    time[i] = place.time;
    severity[i] = block.severity[place.row] as number;
    spanIds.set(block.spanIds.subarray(8 * place.row, 8 * place.row + 8), 8 * i);
  }
  return { rows, time, severity, spanIds, total: found.length, cursor };
}

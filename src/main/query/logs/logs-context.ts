// logs.context: the records around one, in time.
import type { LogContextAnswer, LogContextRequest } from '../../../contract/logs.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { RowTest } from '../search/row-test.ts';
import { LogMatches } from './log-matches.ts';
import { logRange } from './log-range.ts';
import { logRows } from './log-rows.ts';
import type { LogRun } from './log-run.ts';
import { unixNanos } from '../../../contract/time.ts';
import { walkLogs } from './log-walk.ts';

/** Throws ContractError `not-found` for a record that is not stored (any more). */
export function logsContext(run: LogRun, request: LogContextRequest, alive: Alive): LogContextAnswer {
  run.refresh();
  const { sequence, of } = request;
  const place = run.placeOf(sequence);
  const key = { time: unixNanos(run.timesOf(place.part).at[place.row] as bigint), sequence };
  const matches = new LogMatches(run, matcherOf(run.reader, of, run.open(place.part).resource[place.row] as number));
  const side = (range: Parameters<typeof logRange>[0], order: 'newest' | 'oldest', limit: number) =>
    limit === 0 ? [] : walkLogs(run, { matches, range: logRange(range), order, limit }, alive);
  const older = side({ before: key }, 'newest', request.before);
  const newer = side({ after: key }, 'oldest', request.after);
  return { ...logRows(run, [...older.toReversed(), place, ...newer]), row: older.length };
}

function matcherOf(reader: RunReader, of: LogContextRequest['of'], resource: number): RowTest<LogBlock> | undefined {
  if (of === 'all') return undefined;
  const service = reader.serviceOfResource(resource);
  const isSame = (other: number): boolean =>
    of === 'resource' ? other === resource : reader.serviceOfResource(other) === service;
  return {
    cost: 0,
    mayMatch: (summary) => summary.hasService(service),
    rowsOf: (block: LogBlock) => Uint8Array.from(block.resource, (other) => (isSame(other) ? 1 : 0)),
  };
}

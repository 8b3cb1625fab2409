// logs.tail: what arrived since the last question, in order of arrival. Looks only at the blocks that are newer.
import type { LogTailAnswer, LogTailRequest } from '../../../contract/logs.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { LogSearches } from './log-matches.ts';
import { logRows } from './log-rows.ts';
import type { LogPlace, LogRun } from './log-run.ts';

export function logsTail(run: LogRun, searches: LogSearches, request: LogTailRequest, alive: Alive): LogTailAnswer {
  const cursor = run.refresh();
  const matches = searches.of(request.where);
  const { after = 0, limit } = request;
  const newest: LogPlace[] = [];
  let skipped = 0;
  for (const part of run.parts.toReversed()) {
    if (part.first + part.count <= after) break;
    // The first question begins with what is there; nobody asked how much that is.
    if (request.after === undefined && newest.length === limit) break;
    alive();
    const rows = matches.rowsOf(part, alive);
    if (rows === 'none') continue;
    for (let row = part.count - 1; row >= 0 && part.first + row >= after; row--) {
      if (rows !== 'all' && rows[row] === 0) continue;
      if (newest.length < limit) newest.push({ part, row });
      else skipped += 1;
    }
  }
  return {
    ...logRows(run, newest.toReversed()),
    next: run.end,
    skipped: request.after === undefined ? 0 : skipped,
    cursor,
  };
}

// logs.list: one page of records.
import type { LogListAnswer, LogListRequest } from '../../../contract/logs.ts';
import type { Alive } from '../../store/reader-face.ts';
import { countLogs } from './log-count.ts';
import type { LogSearches } from './log-matches.ts';
import { logRange } from './log-range.ts';
import { logRows } from './log-rows.ts';
import type { LogRun } from './log-run.ts';
import { walkLogs } from './log-walk.ts';

export function logsList(run: LogRun, searches: LogSearches, request: LogListRequest, alive: Alive): LogListAnswer {
  const cursor = run.refresh();
  const matches = searches.of(request.where);
  const { from, to, before, after, order, limit } = request;
  const range = logRange({ from, to, before, after });
  const places = walkLogs(run, { matches, range, order, limit: limit + 1 }, alive);
  const { total, totalIs } = countLogs(run, matches, logRange({ from, to }), alive);
  return {
    ...logRows(run, places.slice(0, limit)),
    total,
    totalIs,
    more: places.length > limit,
    next: run.end,
    cursor,
  };
}

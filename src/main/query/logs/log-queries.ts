// The door of query/logs: every question about log records of one run.
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import type { LogsMethods } from '../../../contract/logs.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { Interruptible } from '../search/interruptible.ts';
import { LogSearches } from './log-matches.ts';
import { LogRun } from './log-run.ts';
import { KeptSums } from './log-scan.ts';
import { logsContext } from './logs-context.ts';
import { logsFacets, type FacetSums } from './logs-facets.ts';
import { logsFields } from './logs-fields.ts';
import { logsHistogram, type LogCells } from './logs-histogram.ts';
import { logsList } from './logs-list.ts';
import { logsRecord } from './logs-record.ts';
import { logsTail } from './logs-tail.ts';
import { logsValues } from './logs-values.ts';
import { logsPatterns, type BlockPatterns } from './patterns/logs-patterns.ts';
import { traceLogMarks } from './trace-log-marks.ts';
import { traceLogs } from './trace-logs.ts';

export type LogQueries = {
  readonly [M in keyof LogsMethods]: (request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
};

/** `worded` says in the words of the contract what the file is to blame for. */
export function createLogQueries(
  reader: RunReader,
  worded: <Request, Answer>(
    question: (request: Request, alive: Alive) => Answer,
  ) => (request: Request, alive: Alive) => Answer,
  interruptible?: Interruptible,
): LogQueries {
  const run = new LogRun(reader);
  const searches = new LogSearches(run, interruptible);
  const cells = new KeptSums<LogCells>(16);
  const facets = new KeptSums<FacetSums>(4);
  const patterns = new KeptSums<BlockPatterns>(2);
  return {
    'logs.list': worded((request, alive) => logsList(run, searches, request, alive)),
    'logs.tail': worded((request, alive) => logsTail(run, searches, request, alive)),
    'logs.record': worded((request) => logsRecord(run, request)),
    'logs.context': worded((request, alive) => logsContext(run, request, alive)),
    'logs.histogram': worded((request, alive) => logsHistogram(run, searches, cells, request, alive)),
    'logs.facets': worded((request, alive) => logsFacets(run, searches, facets, request, alive)),
    'logs.patterns': worded((request, alive) => logsPatterns(run, searches, patterns, request, alive)),
    'logs.fields': worded((_, alive) => logsFields(run, alive)),
    'logs.values': worded((request, alive) => logsValues(run, request, alive)),
    'trace.logMarks': worded((request, alive) => traceLogMarks(run, request, alive)),
    'trace.logs': worded((request, alive) => traceLogs(run, request, alive)),
  };
}

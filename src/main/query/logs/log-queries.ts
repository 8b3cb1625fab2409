// The door of query/logs: every question about log records of one run.
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import type { LogsMethods } from '../../../contract/logs.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { LogSearches } from './log-matches.ts';
import { LogRun } from './log-run.ts';
import { logsContext } from './logs-context.ts';
import { logsList } from './logs-list.ts';
import { logsRecord } from './logs-record.ts';
import { logsTail } from './logs-tail.ts';

export type LogQueries = {
  readonly [M in keyof LogsMethods]: (request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
};

export function createLogQueries(reader: RunReader): LogQueries {
  const run = new LogRun(reader);
  const searches = new LogSearches(run);
  return {
    'logs.list': (request, alive) => logsList(run, searches, request, alive),
    'logs.tail': (request, alive) => logsTail(run, searches, request, alive),
    'logs.record': (request) => logsRecord(run, request),
    'logs.context': (request, alive) => logsContext(run, request, alive),
  };
}

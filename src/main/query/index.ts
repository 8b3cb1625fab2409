// The door of query/: answers of one run reader. engine/'s reader worker makes one RunQueries per open run; the caches
// of pages and walks live and die with it. Nothing here writes; nothing blocks but the reader's own thread.
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import { sessionKeys } from '../../contract/session-keys.ts';
import type { TraceFilter } from '../../contract/traces.ts';
import type { RunMethod } from '../../contract/run-methods.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import {
  jaegerDependencies,
  jaegerOperationNames,
  jaegerOperations,
  jaegerSearch,
  jaegerServices,
  jaegerTraceById,
} from './jaeger-queries.ts';
import type { JaegerQueries } from './jaeger-routes.ts';
import { createAnalysisQueries } from './analysis/analysis-queries.ts';
import { createLogQueries } from './logs/log-queries.ts';
import { SessionIndex } from './sessions/session-index.ts';
import { SessionSummaries } from './sessions/session-summaries.ts';
import { SessionsList } from './sessions/sessions-list.ts';
import { sessionsOfTrace } from './sessions/sessions-of-trace.ts';
import { sessionsTimeline } from './sessions/sessions-timeline.ts';
import { profileFilePiece } from './stored-profiles/profile-file-piece.ts';
import { profilesList } from './stored-profiles/profiles-list.ts';
import { profilesMarks } from './stored-profiles/profiles-marks.ts';
import { profilesOfInterval } from './stored-profiles/profiles-of-interval.ts';
import { createTaskQueries } from './tasks/task-queries.ts';
import { createMetricQueries } from './metric-answers/metric-queries.ts';
import { MetricsRun } from './metric-answers/metrics-run.ts';
import { answerPrometheus, type PrometheusAnswer, type PrometheusRequest } from './prometheus/prometheus-routes.ts';
import { traceGenAi } from './genai/trace-genai.ts';
import { groupSums, type GroupSums } from './compare/group-sums.ts';
import { CallIndex } from './services/call-index.ts';
import { servicesMap } from './services/services-map.ts';
import { traceServices } from './services/trace-services.ts';
import { servicesOperations } from './services/services-operations.ts';
import type { Interruptible } from './search/interruptible.ts';
import { spansTail } from './spans-tail.ts';
import { searchValues } from './completion/search-values.ts';
import { traceEvents } from './trace-events.ts';
import { traceFind } from './trace-find.ts';
import { traceGet } from './trace-get.ts';
import { TraceSearch } from './trace-search.ts';
import { traceSpan } from './trace-span.ts';
import { traceVersion } from './trace-version.ts';
import { tracesCount } from './traces-count.ts';
import { tracesFacets } from './traces-facets.ts';
import { tracesList } from './traces-list.ts';
import { tracesScatter } from './traces-scatter.ts';

export { pairAnswers } from './compare/pair-answers.ts';
export type { Interruptible } from './search/interruptible.ts';
export { readWhere } from './search/read-where.ts';
export { needsSpans } from './search/needs-spans.ts';
export { failureJson, type PrometheusAnswer, type PrometheusRequest } from './prometheus/prometheus-routes.ts';
export { answerJaeger, type JaegerQueries } from './jaeger-routes.ts';
export { readJaeger } from './read-out/read-jaeger.ts';
export { readMetrics, type ChooseStreams } from './read-out/read-metrics.ts';
export { SeriesReadOut, type SeriesFamily } from './read-out/read-series.ts';
export { queryTable, type TableSeries } from './read-out/query-table.ts';
export { readScraped, type ScrapedSamples } from './read-out/read-scraped.ts';
export { readRecords } from './read-out/read-records.ts';
export { readTraceRows } from './read-out/read-trace-rows.ts';
export { traceIdOf, traceNumbers } from './read-out/trace-numbers.ts';
export type { ChooseBlocks } from './read-out/walk-blocks.ts';
export { RecordOwners } from './read-out/record-owners.ts';

/**
 * Each throws ContractError: `cancelled` from `alive`, `not-found` and `bad-request` as the method says, `run-corrupt`,
 * `run-locked` and `disk-error` from the file. `request.run` is not looked at: the reader is the run.
 */
export type RunAnswers = { readonly [M in RunMethod]: (request: RequestOf<M>, alive: Alive) => AnswerOf<M> };

export interface RunQueries {
  /** Attribute keys that name a session from now on, beside the known ones. */
  readonly useSessionKeys: (keys: readonly string[]) => void;
  readonly methods: RunAnswers;
  readonly jaeger: JaegerQueries;
  /** Prometheus' HTTP API; `now`: Unix milliseconds. */
  readonly prometheus: (request: PrometheusRequest, now: number, alive: Alive) => PrometheusAnswer;
  /** One side of a comparison of groups. */
  readonly group: (filter: TraceFilter, alive: Alive) => GroupSums;
}

/** `interruptible`: without one, a regular expression runs to its end, however long that takes. */
export function createQueries(reader: RunReader, interruptible?: Interruptible): RunQueries {
  const search = new TraceSearch(reader, interruptible);
  const calls = new CallIndex(reader);
  const metrics = new MetricsRun(reader);
  let sessions = sessionQueries(reader, sessionKeys);
  /** Whatever fails on the way is told in the words of the contract where the file is to blame. */
  const worded =
    <Parameters extends readonly unknown[], Answer>(question: (...parameters: Parameters) => Answer) =>
    (...parameters: Parameters): Answer => {
      try {
        return question(...parameters);
      } catch (cause) {
        throw reader.failure(cause);
      }
    };
  return {
    useSessionKeys(keys) {
      const all = [...new Set([...sessionKeys, ...keys])];
      if (all.join('\n') !== sessions.index.keys.join('\n')) sessions = sessionQueries(reader, all);
    },
    methods: {
      'traces.list': worded((request, alive) => tracesList(reader, search, request, alive)),
      'traces.count': worded((request, alive) => tracesCount(reader, search, request, alive)),
      'traces.scatter': worded((request, alive) => tracesScatter(reader, search, request, alive)),
      'traces.facets': worded((request) => tracesFacets(reader, request)),
      'services.map': worded((request, alive) => servicesMap(reader, calls, request, alive)),
      'trace.services': worded((request, alive) => traceServices(reader, request, alive)),
      'services.operations': worded((request, alive) => servicesOperations(reader, request, alive)),
      'trace.get': worded((request, alive) => traceGet(reader, request, alive)),
      'trace.version': worded((request) => traceVersion(reader, request)),
      'trace.events': worded((request, alive) => traceEvents(reader, request, alive)),
      'trace.span': worded((request, alive) => traceSpan(reader, request, alive)),
      ...createAnalysisQueries(reader, worded),
      ...createLogQueries(reader, worded, interruptible),
      ...createMetricQueries(metrics, worded),
      'trace.genAi': worded((request, alive) => traceGenAi(reader, request, alive)),
      'sessions.list': worded((request, alive) => sessions.list.answer(request, alive)),
      'sessions.ofTrace': worded((request, alive) => sessionsOfTrace(sessions.index, request, alive)),
      'sessions.timeline': worded((request, alive) =>
        sessionsTimeline(sessions.index, sessions.summaries, request, alive),
      ),
      ...createTaskQueries(reader, worded),
      'profiles.list': worded((request) => profilesList(reader, request)),
      'profiles.marks': worded((request) => profilesMarks(reader, request)),
      'profiles.ofInterval': worded((request) => profilesOfInterval(reader, request)),
      'profiles.file': worded((request) => profileFilePiece(reader, request)),
      'spans.tail': worded((request, alive) => spansTail(reader, search.context, request, alive)),
      'search.values': worded((request, alive) => searchValues(reader, request, alive)),
      'trace.find': worded((request, alive) => traceFind(reader, search.context, request, alive)),
    },
    prometheus: worded((request, now, alive) => answerPrometheus(metrics, request, now, alive)),
    group: worded((filter, alive) => groupSums(reader, search, filter, alive)),
    jaeger: {
      services: worded(() => jaegerServices(reader)),
      operationNames: worded((service) => jaegerOperationNames(reader, service)),
      operations: worded((params) => jaegerOperations(reader, params)),
      search: worded((params, now, alive) => jaegerSearch(reader, search, params, now, alive)),
      trace: worded((id, alive) => jaegerTraceById(reader, id, alive)),
      dependencies: worded((params, now, alive) => jaegerDependencies(reader, calls, params, now, alive)),
    },
  };
}

function sessionQueries(reader: RunReader, keys: readonly string[]) {
  const index = new SessionIndex(reader, keys);
  const summaries = new SessionSummaries(index);
  return { index, summaries, list: new SessionsList(summaries) };
}

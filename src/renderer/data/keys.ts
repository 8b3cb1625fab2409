// Query keys: [run or '', method, request]. The run comes first, so that everything about one run can be dropped at once.
// Which topics make which answers stale is said here and nowhere else.
import type { RunId } from '../../contract/ids.ts';
import type { MethodName, RequestOf } from '../../contract/methods.ts';
import type { TopicName } from '../../contract/topics.ts';

export type AnswerKey = readonly [run: string, method: MethodName, request: unknown];

export function answerKey<M extends MethodName>(method: M, request: RequestOf<M>): AnswerKey {
  return [runOfRequest(request) ?? '', method, request];
}

function runOfRequest(request: object): RunId | undefined {
  return 'run' in request ? (request.run as RunId) : undefined;
}

/** Equal texts for equal keys, whatever the order of their fields; knows bigint, drops undefined. */
export function hashKey(key: readonly unknown[]): string {
  return JSON.stringify(key, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/**
 * A notice of one of these topics makes the answer stale. `trace.get`, `trace.span` and `trace.find` are not listed:
 * the trace page asks the cheap `trace.version` and fetches anew only when that trace has changed.
 */
const topicsOf: Partial<Record<MethodName, readonly TopicName[]>> = {
  'app.info': ['endpoints', 'runs', 'ingest'],
  'runs.list': ['runs'],
  'imports.list': ['imports'],
  'imports.watches': ['imports'],
  'dashboards.list': ['dashboards'],
  'dashboards.get': ['dashboards'],
  'targets.list': ['targets'],
  'processes.list': ['ingest'],
  'collectors.list': ['collectors'],
  'captures.list': ['captures'],
  'profiles.list': ['profiles'],
  'profiles.open': ['profiles'],
  'allocations.open': ['profiles'],
  'profiles.ofInterval': ['profiles'],
  'sessions.list': ['traces', 'logs'],
  'sessions.timeline': ['traces', 'logs'],
  'tasks.list': ['logs'],
  'tasks.history': ['logs'],
  'traces.list': ['traces'],
  'traces.scatter': ['traces'],
  'traces.facets': ['traces'],
  'services.map': ['traces'],
  'trace.version': ['traces'],
  'logs.facets': ['logs'],
  'logs.fields': ['logs'],
  'logs.histogram': ['logs'],
  'ingest.recent': ['ingest'],
  'problems.list': ['problems'],
};

export function isAbout(method: MethodName, topic: TopicName): boolean {
  return topicsOf[method]?.includes(topic) ?? false;
}

/** Answers that are big columns: not compared field by field, and not kept once nobody shows them. */
export function isBulk(method: MethodName): boolean {
  return (
    method === 'trace.get' ||
    method === 'traces.scatter' ||
    method === 'trace.find' ||
    method === 'trace.logs' ||
    method === 'sessions.timeline' ||
    method === 'traces.compare' ||
    method === 'allocations.tree' ||
    method === 'profiles.flame' ||
    method === 'profiles.marks' ||
    method === 'profiles.search' ||
    method === 'profiles.sandwich' ||
    method === 'profiles.series' ||
    method === 'profiles.overTime' ||
    method === 'metrics.query' ||
    method === 'metrics.sparklines' ||
    method === 'metrics.exemplars'
  );
}

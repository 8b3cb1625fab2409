// From a path below /jaeger/api to the question it asks.
import type { Alive } from '../store/reader-face.ts';
import {
  jaegerFailure,
  type JaegerAnswer,
  type JaegerDependency,
  type JaegerOperation,
  type JaegerTrace,
} from './jaeger-answer.ts';
import type { JaegerParams } from './jaeger-params.ts';

/** Jaeger's UI API. Wrong parameters are an answer with status 400, not an exception. */
export interface JaegerQueries {
  services(): JaegerAnswer<readonly string[]>;
  /** `/services/<service>/operations` */
  operationNames(service: string): JaegerAnswer<readonly string[]>;
  /** `/operations?service=` */
  operations(params: JaegerParams): JaegerAnswer<readonly JaegerOperation[]>;
  /** `now`: Unix nanoseconds, where the parameters leave the end open. */
  search(params: JaegerParams, now: bigint, alive: Alive): JaegerAnswer<readonly JaegerTrace[]>;
  trace(id: string, alive: Alive): JaegerAnswer<readonly JaegerTrace[]>;
  dependencies(params: JaegerParams, now: bigint, alive: Alive): JaegerAnswer<readonly JaegerDependency[]>;
}

/**
 * `segments`: the decoded parts of the path, e.g. ['services', 'api', 'operations']; `query`: decoded pairs in order.
 * The body is plain JSON data. Unknown paths answer 404.
 */
export function answerJaeger(
  jaeger: JaegerQueries,
  segments: readonly string[],
  query: readonly (readonly [string, string])[],
  now: bigint,
  alive: Alive,
): JaegerAnswer<unknown> {
  const params = paramsOf(query);
  const [room = '', name, what] = segments;
  switch (`${room}/${segments.length}`) {
    case 'services/1':
      return jaeger.services();
    case 'services/3':
      return what === 'operations' ? jaeger.operationNames(name ?? '') : notThere(segments);
    case 'operations/1':
      return jaeger.operations(params);
    case 'traces/1':
      return jaeger.search(params, now, alive);
    case 'traces/2':
      return jaeger.trace(name ?? '', alive);
    case 'dependencies/1':
      return jaeger.dependencies(params, now, alive);
    default:
      return notThere(segments);
  }
}

function notThere(segments: readonly string[]): JaegerAnswer<never> {
  return jaegerFailure(404, `there is no /${segments.join('/')}`);
}

function paramsOf(query: readonly (readonly [string, string])[]): JaegerParams {
  const params = new Map<string, string[]>();
  for (const [name, value] of query) {
    const values = params.get(name);
    if (values === undefined) params.set(name, [value]);
    else values.push(value);
  }
  return Object.fromEntries(params);
}

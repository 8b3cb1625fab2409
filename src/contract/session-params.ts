// Reads what a path below /api/sessions and its parameters ask for. docs/http-api.md lists them.
import { runId, type RunId } from './ids.ts';
import { unixNanosOfIso } from './iso-time.ts';
import { sessionOrders, type SessionId, type SessionListRequest, type SessionTimelineRequest } from './sessions.ts';
import type { UnixNanos } from './time.ts';

export type SessionsQuestion =
  | { readonly kind: 'list'; readonly run: RunId | undefined; readonly request: Omit<SessionListRequest, 'run'> }
  | {
      readonly kind: 'timeline';
      readonly run: RunId | undefined;
      readonly request: Omit<SessionTimelineRequest, 'run'>;
    };

export type ReadSessionsQuestion =
  | { readonly kind: 'question'; readonly question: SessionsQuestion }
  | { readonly kind: 'wrong'; readonly status: 400 | 404; readonly message: string };

const laneKinds = ['node', 'service', 'stage'] as const;
const listParameters: ReadonlySet<string> = new Set('run text from to order offset limit'.split(' '));
const timelineParameters: ReadonlySet<string> = new Set('run lanes limit'.split(' '));

class Wrong extends Error {}

/** `segments`: the path below /api/sessions; `query`: each parameter once. */
export function readSessionsQuestion(
  segments: readonly string[],
  query: ReadonlyMap<string, string>,
): ReadSessionsQuestion {
  const [id = '', view] = segments;
  try {
    if (segments.length === 0) return { kind: 'question', question: listOf(query) };
    if (segments.length === 2 && id !== '' && view === 'timeline')
      return { kind: 'question', question: timelineOf(id, query) };
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', status: 400, message: error.message };
    throw error;
  }
  const message = 'Sessions are listed at /api/sessions, and one is read at /api/sessions/<id>/timeline.';
  return { kind: 'wrong', status: 404, message };
}

function listOf(query: ReadonlyMap<string, string>): SessionsQuestion {
  known(query, listParameters, 'the list of sessions');
  const text = query.get('text') ?? '';
  if (text.length > 1000) throw new Wrong('text: at most 1000 characters.');
  const order = query.get('order') ?? '-last';
  const request = {
    text,
    from: timeOf(query, 'from'),
    to: timeOf(query, 'to'),
    order: oneOf('order', order.replace(/^-/, ''), sessionOrders),
    descending: order.startsWith('-'),
    offset: countOf(query, 'offset', 0, 0, 10_000_000),
    limit: countOf(query, 'limit', 100, 1, 1000),
  };
  return { kind: 'list', run: runOf(query), request };
}

function timelineOf(id: string, query: ReadonlyMap<string, string>): SessionsQuestion {
  known(query, timelineParameters, 'a timeline');
  if (id.length > 256) throw new Wrong('The id of a session has at most 256 characters.');
  const request = {
    session: id as SessionId,
    lanes: oneOf('lanes', query.get('lanes') ?? 'node', laneKinds),
    limit: countOf(query, 'limit', 5000, 1, 50_000),
  };
  return { kind: 'timeline', run: runOf(query), request };
}

function known(query: ReadonlyMap<string, string>, names: ReadonlySet<string>, of: string): void {
  for (const name of query.keys()) if (!names.has(name)) throw new Wrong(`${name}: not a parameter of ${of}.`);
}

function runOf(query: ReadonlyMap<string, string>): RunId | undefined {
  const run = query.get('run') ?? '';
  return run === '' || run === 'live' ? undefined : runId(run);
}

function timeOf(query: ReadonlyMap<string, string>, name: string): UnixNanos | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  const time = unixNanosOfIso(text);
  if (time === undefined) throw new Wrong(`${name}: a time in ISO 8601, or Unix nanoseconds.`);
  return time;
}

function countOf(query: ReadonlyMap<string, string>, name: string, usual: number, least: number, most: number): number {
  const text = query.get(name);
  if (text === undefined || text === '') return usual;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (count < least || count > most) throw new Wrong(`${name}: a whole number from ${least} to ${most}.`);
  return count;
}

function oneOf<T extends string>(name: string, text: string, values: readonly T[]): T {
  const value = values.find((one) => one === text);
  if (value === undefined) throw new Wrong(`${name}: one of ${values.join(', ')}.`);
  return value;
}

// The part of a search for traces that rows of `traces` answer, as SQL parameters; and which index to walk.
import { durationClass } from '../../contract/duration-class.ts';
import type { Search } from '../../contract/search/search.ts';
import type { RunReader } from '../store/reader-face.ts';
import { resolveField } from '../../contract/search/fields.ts';
import type { SearchContext } from './search/search-context.ts';
import { numberOf, traceExpression, type TraceExpression } from './search/trace-expression.ts';
import type { SplitSearch } from './search/trace-split.ts';
import { boundsOfTest } from './search/word-test.ts';
import type { Statements } from './statements.ts';
import { classesSql, pageSql, type TraceIndex, type TraceSelection } from './trace-sql.ts';

export interface TraceConditions {
  /** Microseconds, both included; and nanoseconds. */
  readonly from: bigint;
  readonly to: bigint;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
  /** Counts of failed spans, both included. */
  readonly minErrors: number;
  readonly maxErrors: number;
  /** Number of the service; -1 for one that the run does not know; undefined for any. */
  readonly service: number | undefined;
  /** A failed span of that service is asked for. */
  readonly failed: boolean;
  /** What cannot be said with the above. */
  readonly more: TraceExpression | undefined;
}

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

/** Everything. */
export const anyTrace: TraceConditions = {
  from: lowest,
  to: highest,
  minDuration: lowest,
  maxDuration: highest,
  minErrors: 0,
  maxErrors: Infinity,
  service: undefined,
  failed: false,
  more: undefined,
};

function clamp(value: bigint): bigint {
  return value < lowest ? lowest : value > highest ? highest : value;
}

export interface TimeRange {
  /** Trace start within [from, to]; nanoseconds, compared in whole microseconds. */
  readonly from?: bigint | undefined;
  readonly to?: bigint | undefined;
}

export function traceConditionsOf(
  context: SearchContext,
  { ofTraces, service, failed }: SplitSearch,
  { from, to }: TimeRange,
): TraceConditions {
  let conditions: TraceConditions = {
    ...anyTrace,
    from: from === undefined ? lowest : from / 1000n,
    to: to === undefined ? highest : to / 1000n,
    minErrors: failed && service === undefined ? 1 : 0,
    service: service === undefined ? undefined : context.reader.serviceNumber(service),
    failed: failed && service !== undefined,
  };
  const others: Search[] = [];
  for (const part of ofTraces) {
    const narrowed = narrowedBy(conditions, part);
    if (narrowed === undefined) others.push(part);
    else conditions = narrowed;
  }
  const [first] = others;
  if (first === undefined) return conditions;
  return { ...conditions, more: traceExpression(context, { kind: 'and', parts: others, at: first.at }) };
}

/** With a range of durations or errors; undefined for a condition of another kind. */
function narrowedBy(conditions: TraceConditions, search: Search): TraceConditions | undefined {
  if (search.kind !== 'test' || search.test.kind !== 'compare' || search.test.operator === '!=') return undefined;
  const field = resolveField(search.field, 'spans');
  const name = field.kind === 'property' ? field.info.name : '';
  if (name === 'trace.duration') {
    const [range] = boundsOfTest(search.test).ranges;
    if (range === undefined) return undefined;
    const unlimited = range.to === 2n ** 64n - 1n;
    const [from, to] = [clamp(range.from), unlimited ? highest : clamp(range.to)];
    return {
      ...conditions,
      minDuration: from > conditions.minDuration ? from : conditions.minDuration,
      maxDuration: to < conditions.maxDuration ? to : conditions.maxDuration,
    };
  }
  const { operator, value } = search.test;
  const number = numberOf(value);
  if (name !== 'trace.errors' || !Number.isInteger(number)) return undefined;
  const least = operator === '>' ? number + 1 : operator === '<' || operator === '<=' ? 0 : number;
  const most = operator === '<' ? number - 1 : operator === '>' || operator === '>=' ? Infinity : number;
  return {
    ...conditions,
    minErrors: Math.max(conditions.minErrors, least),
    maxErrors: Math.min(conditions.maxErrors, most),
  };
}

export function hasDuration(conditions: TraceConditions): boolean {
  return conditions.minDuration > 0n || conditions.maxDuration < highest;
}

/** Named parameters of trace-sql.ts; `extra` has those of the question. */
export function parametersOf(
  conditions: TraceConditions,
  extra: Readonly<Record<string, number>>,
): Record<string, bigint | number | string> {
  const { from, to, minDuration, maxDuration, minErrors, maxErrors, service = -1, more } = conditions;
  // Durations go up to 2^64 ns, as reals: no limit must not leave those out.
  const most = maxDuration === highest ? Infinity : maxDuration;
  return { from, to, minDuration, maxDuration: most, minErrors, maxErrors, service, ...more?.parameters, ...extra };
}

/** How many candidates an index is judged by. */
const probe = 1000;

/**
 * Picks the index that reaches furthest back in time with its first candidates: it has the fewest of them where the
 * page is looked for. The other conditions are checked row by row.
 */
export function selectionFor(reader: RunReader, statements: Statements, conditions: TraceConditions): TraceSelection {
  const noClasses: readonly number[] = [];
  const indexes: TraceIndex[] = [];
  if (conditions.service !== undefined) indexes.push('service');
  if (conditions.minErrors > 0) indexes.push('errors');
  if (hasDuration(conditions)) indexes.push('duration');
  const classes = indexes.includes('duration') ? classesIn(reader, conditions) : noClasses;
  const bare = (index: TraceIndex): TraceSelection => ({
    index,
    check: false,
    checkService: false,
    failed: false,
    more: '',
    sample: false,
    classes,
  });
  let best: TraceIndex = indexes[0] ?? 'newest';
  if (indexes.length > 1) {
    const reaches = indexes.map((index) => ({ index, reach: reachOf(statements, conditions, bare(index)) }));
    best = reaches.reduce((furthest, one) => (one.reach < furthest.reach ? one : furthest)).index;
  }
  const checkErrors = conditions.maxErrors < Infinity || conditions.minErrors > (best === 'errors' ? 1 : 0);
  return {
    index: best,
    check: hasDuration(conditions) || checkErrors,
    checkService: conditions.service !== undefined && best !== 'service',
    failed: conditions.failed,
    more: conditions.more?.sql ?? '',
    sample: false,
    classes: best === 'duration' ? classes : noClasses,
  };
}

/** Start of the last of the first candidates, microseconds; -Infinity where there are fewer. */
function reachOf(statements: Statements, conditions: TraceConditions, selection: TraceSelection): number {
  if (selection.index === 'duration' && selection.classes.length === 0) return -Infinity;
  const parameters = parametersOf(conditions, { limit: 1, offset: probe - 1 });
  const last = statements.get(pageSql(selection)).raw().get(parameters) as readonly [number, number] | undefined;
  return last === undefined ? -Infinity : last[0];
}

/** Duration classes in use that traces of the conditions may have, shortest first. */
export function classesIn(reader: RunReader, { minDuration, maxDuration }: TraceConditions): number[] {
  const low = durationClass(Number(minDuration));
  const high = durationClass(Number(maxDuration));
  const classes: unknown[] = reader.db.prepare(classesSql).pluck().all({ low, high });
  return classes.filter((one) => typeof one === 'number');
}

// The part of a trace filter that a row of `traces` answers, as SQL parameters; and which index to walk.
import { durationClass } from '../../contract/duration-class.ts';
import type { TraceFilter } from '../../contract/traces.ts';
import type { RunReader } from '../store/reader-face.ts';
import type { Statements } from './statements.ts';
import { classesSql, pageSql, type TraceIndex, type TraceSelection } from './trace-sql.ts';

export interface TraceConditions {
  /** Microseconds, both included; and nanoseconds. */
  readonly from: bigint;
  readonly to: bigint;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
  /** Bounds of "has errors", 0 or 1. */
  readonly minErrors: number;
  readonly maxErrors: number;
  /** Number of the service; -1 for one that the run does not know; undefined for any. */
  readonly service: number | undefined;
}

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

function clamp(value: bigint): bigint {
  return value < lowest ? lowest : value > highest ? highest : value;
}

/** Times are compared in whole microseconds. */
export function traceConditionsOf(reader: RunReader, filter: TraceFilter): TraceConditions {
  const { service, minDuration, maxDuration, errors, from, to } = filter;
  return {
    from: from === undefined ? lowest : from / 1000n,
    to: to === undefined ? highest : to / 1000n,
    minDuration: minDuration === undefined ? lowest : clamp(minDuration),
    maxDuration: maxDuration === undefined ? highest : clamp(maxDuration),
    minErrors: errors === true ? 1 : 0,
    maxErrors: errors === false ? 0 : 1,
    service: service === undefined ? undefined : reader.serviceNumber(service),
  };
}

export function hasDuration(conditions: TraceConditions): boolean {
  return conditions.minDuration > 0n || conditions.maxDuration < highest;
}

/** Named parameters of trace-sql.ts; `extra` has those of the question. */
export function parametersOf(
  conditions: TraceConditions,
  extra: Readonly<Record<string, number>>,
): Record<string, bigint | number> {
  const { from, to, minDuration, maxDuration, minErrors, maxErrors, service = -1 } = conditions;
  // Durations go up to 2^64 ns, as reals: no limit must not leave those out.
  const most = maxDuration === highest ? Infinity : maxDuration;
  return { from, to, minDuration, maxDuration: most, minErrors, maxErrors, service, ...extra };
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
  if (conditions.minErrors === 1) indexes.push('errors');
  if (hasDuration(conditions)) indexes.push('duration');
  const classes = indexes.includes('duration') ? classesIn(reader, conditions) : noClasses;
  const bare = (index: TraceIndex): TraceSelection => ({
    index,
    check: false,
    checkService: false,
    sample: false,
    classes,
  });
  let best: TraceIndex = indexes[0] ?? 'newest';
  if (indexes.length > 1) {
    const reaches = indexes.map((index) => ({ index, reach: reachOf(statements, conditions, bare(index)) }));
    best = reaches.reduce((furthest, one) => (one.reach < furthest.reach ? one : furthest)).index;
  }
  const checkDuration = hasDuration(conditions);
  const checkErrors = conditions.maxErrors === 0 || (conditions.minErrors === 1 && best !== 'errors');
  return {
    index: best,
    check: checkDuration || checkErrors,
    checkService: conditions.service !== undefined && best !== 'service',
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

/** Does a trace with these numbers fulfil the conditions? The same checks as in SQL, for traces found by their spans. */
export function fulfils(conditions: TraceConditions, startUs: number, durationNanos: number, errors: number): boolean {
  const failed = errors > 0 ? 1 : 0;
  return (
    startUs >= conditions.from &&
    startUs <= conditions.to &&
    durationNanos >= conditions.minDuration &&
    (conditions.maxDuration === highest || durationNanos <= conditions.maxDuration) &&
    failed >= conditions.minErrors &&
    failed <= conditions.maxErrors
  );
}

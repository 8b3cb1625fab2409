// Which traces the scatter shows when more match than it has room for. Thinned by number: every step-th trace in order
// of arrival, step a power of two, so that points stay where they are while the run grows. What a reader looks for
// first is never thinned away: the first, the last, the longest, and those that failed.
import type { ScatterAnswer, ScatterRequest } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { selectionFor, type TraceConditions } from './trace-conditions.ts';
import { longestTrace, oldestTrace } from './trace-extremes.ts';
import { isChecked, type TraceSearch } from './trace-search.ts';

/** Numbers of traces, each once, in no order: a few times the limit at most. */
interface Candidates extends Pick<ScatterAnswer, 'total' | 'totalIs'> {
  readonly traces: Iterable<number>;
}

/** The part of a row that the choice depends on. */
interface Candidate {
  readonly trace_no: number;
  readonly duration_ns: number;
  readonly errors: number;
}

export function candidatesFor(
  reader: RunReader,
  search: TraceSearch,
  { filter, limit }: Omit<ScatterRequest, 'run'>,
  cursor: number,
  alive: Alive,
): Candidates {
  const { conditions, spans } = search.questionOf(filter);
  if (spans !== undefined) {
    // How many there are is only known at the end of the walk; twice the limit shows enough of the shape.
    const { traces, total, exact } = search.walked(spans, conditions, 0, 2 * limit, cursor, alive);
    return { traces, total, totalIs: exact ? 'exact' : 'at least' };
  }
  const selection = selectionFor(reader, search.statements, conditions);
  const counted = isChecked(selection) ? undefined : search.total(selection, conditions, cursor);
  const take = (step: number, most: number): number[] =>
    search.select({ ...selection, sample: step > 1 }, conditions, { offset: 0, limit: most, step });
  let step = powerOfTwoFor(counted?.exact === true ? counted.total : estimate(take, limit), limit);
  let sample = take(step, 2 * limit);
  // The newest part alone would be no picture of the whole.
  while (sample.length === 2 * limit) sample = take((step *= 2), 2 * limit);
  if (step === 1) return { traces: sample, total: sample.length, totalIs: 'exact' };
  const total = counted?.exact === true ? counted.total : sample.length * step;
  const traces = new Set(sample);
  const ends = [
    ...search.select(selection, conditions, { offset: 0, limit: 1 }),
    oldestTrace(search.statements, selection, conditions),
    longestTrace(reader, search.statements, selection, conditions, total),
    ...failedTraces(reader, search, conditions, Math.floor(limit / 2)),
  ];
  for (const trace of ends) if (trace !== undefined) traces.add(trace);
  return { traces, total, totalIs: counted?.exact === true ? 'exact' : 'about' };
}

/** Those with errors; at most `most`, thinned as the others are where there are more. */
function failedTraces(
  reader: RunReader,
  search: TraceSearch,
  conditions: TraceConditions,
  most: number,
): readonly number[] {
  if (conditions.minErrors > 0 || conditions.failed || conditions.maxErrors === 0) return [];
  const failed = { ...conditions, minErrors: 1 };
  const selection = selectionFor(reader, search.statements, failed);
  for (let step = 1; ; step *= 2) {
    const page = { offset: 0, limit: most + 1, step };
    const found = search.select({ ...selection, sample: step > 1 }, failed, page);
    if (found.length <= most) return found;
  }
}

/** About how many there are, from a sample that is thin enough to be quick and thick enough to count. */
function estimate(take: (step: number, most: number) => readonly number[], limit: number): number {
  for (let step = 32; ; step *= 8) {
    const found = take(step, limit).length;
    if (found < limit) return found * step;
  }
}

/** The smallest power of two that brings `total` down to `limit` or below. */
function powerOfTwoFor(total: number, limit: number): number {
  let step = 1;
  while (total / step > limit) step *= 2;
  return step;
}

/** At most `limit` of the rows, in their order, which is newest first. */
export function chosenOf<Row extends Candidate>(rows: readonly Row[], limit: number): readonly Row[] {
  if (rows.length <= limit) return rows;
  const [newest, oldest] = [rows[0] as Row, rows.at(-1) as Row];
  const longest = rows.reduce((most, row) => (row.duration_ns > most.duration_ns ? row : most));
  const kept = new Set([newest, oldest, longest]);
  const failed = rows.filter((row) => row.errors > 0 && !kept.has(row));
  for (const row of thinned(failed, Math.floor(limit / 2))) kept.add(row);
  const others = rows.filter((row) => row.errors === 0 && !kept.has(row));
  for (const row of thinned(others, Math.max(0, limit - kept.size))) kept.add(row);
  return rows.filter((row) => kept.has(row)).slice(0, limit);
}

/** The rarest multiples of two go last. */
function thinned<Row extends Candidate>(rows: readonly Row[], limit: number): readonly Row[] {
  let left = rows;
  for (let step = 2; left.length > limit; step *= 2) {
    const fewer = left.filter((row) => row.trace_no % step === 0);
    if (fewer.length < limit / 4) return left.filter((_, i) => i % Math.ceil(left.length / limit) === 0);
    left = fewer;
  }
  return left;
}

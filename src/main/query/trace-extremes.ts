// The oldest and the longest of the traces that a selection means, each without reading all of them where an index knows.
import type { RunReader } from '../store/reader-face.ts';
import type { Statements } from './statements.ts';
import { classesIn, hasDuration, parametersOf, type TraceConditions } from './trace-conditions.ts';
import { longestOfClassSql, longestSql, oldestSql, type TraceSelection } from './trace-sql.ts';

/** Up to so many matches are looked at one by one; among more, one of the longest classes soon has a match. */
const few = 100_000;

export function oldestTrace(
  statements: Statements,
  selection: TraceSelection,
  conditions: TraceConditions,
): number | undefined {
  const found = statements.get(oldestSql(selection)).raw().get(parametersOf(conditions, {})) as
    | readonly [start: number, trace: number]
    | undefined;
  return found?.[1];
}

/** `total`: about how many match. */
export function longestTrace(
  reader: RunReader,
  statements: Statements,
  selection: TraceSelection,
  conditions: TraceConditions,
  total: number,
): number | undefined {
  const byIndex = selection.index === 'service' || selection.index === 'errors';
  if (byIndex && total <= few)
    return statements.get(longestSql(selection)).pluck().get(parametersOf(conditions, {})) as number | undefined;
  const check = hasDuration(conditions) || conditions.minErrors > 0 || conditions.maxErrors < Infinity;
  const { service, failed, more } = conditions;
  const sql = longestOfClassSql({ check, more: more?.sql ?? '', checkService: service !== undefined, failed });
  for (const number of classesIn(reader, conditions).toReversed()) {
    const found = statements
      .get(sql)
      .pluck()
      .get(parametersOf(conditions, { class: number }));
    if (typeof found === 'number') return found;
  }
  return undefined;
}

// The SQL of the trace list: numbers of traces, newest first, by the index that fits (docs/run-file.md has the tables).
// Order everywhere: start in whole microseconds descending, then trace_no ascending, which is the order of the indexes.
// Named parameters: @from @to (microseconds, both included) @service @class @minDuration @maxDuration (nanoseconds)
// @minErrors @maxErrors (counts of failed spans) @step @limit @offset, and those of search/trace-expression.ts.

/** Stops a scan that nobody waits for any more: the reader's `alive()` throws. */
const cancelled = 'CASE WHEN trace_no & 4095 THEN 1 ELSE ifnull(alive(), 1) END';
const inTime = 'start_us BETWEEN @from AND @to';
const sampled = 'trace_no % @step = 0';
const newestFirst = 'ORDER BY start_us DESC, trace_no';
const oldestFirst = 'ORDER BY start_us, trace_no DESC';
const longestFirst = 'ORDER BY duration_ns DESC, trace_no';
const checks = 'duration_ns BETWEEN @minDuration AND @maxDuration AND errors BETWEEN @minErrors AND @maxErrors';

/** `failed`: with a failed span of the service. */
const ofService = (failed: boolean): string =>
  `EXISTS (SELECT 1 FROM trace_services s WHERE s.service_no = @service AND s.start_us = traces.start_us AND s.trace_no = traces.trace_no${failed ? ' AND s.errors > 0' : ''})`;

/** Where the numbers come from; each is one index. */
export type TraceIndex = 'newest' | 'errors' | 'service' | 'duration';

export interface TraceSelection {
  readonly index: TraceIndex;
  /** Conditions that the index does not answer by itself. */
  readonly check: boolean;
  readonly checkService: boolean;
  /** The service is asked for with a failed span. */
  readonly failed: boolean;
  /** A condition of search/trace-expression.ts; empty for none. */
  readonly more: string;
  /** Only every @step-th trace by number: a sample that stays the same while the run grows. */
  readonly sample: boolean;
  /** Duration classes to merge, for the index `duration`. */
  readonly classes: readonly number[];
}

/** SELECT of start_us and trace_no without order: the part that all questions share. */
function selectionSql(selection: TraceSelection, where: string): string {
  const conditions = [where, inTime, cancelled];
  if (selection.sample) conditions.push(sampled);
  conditions.push(...checksOf(selection));
  if (selection.checkService) conditions.push(ofService(selection.failed));
  return `SELECT start_us, trace_no FROM traces WHERE ${conditions.filter((one) => one !== '').join(' AND ')}`;
}

/** Conditions on columns of `traces`. */
function checksOf({ check, more }: Pick<TraceSelection, 'check' | 'more'>): readonly string[] {
  return [check ? checks : '', more].filter((one) => one !== '');
}

/** What expressions name with their table, because others have such columns too. */
const ownColumns = /\btraces\.(start_us|trace_no)\b/g;
const checkedColumns = /\b(duration_ns|errors|spans|root_service|root_operation)\b/g;

function serviceSql(selection: TraceSelection): string {
  const conditions = ['service_no = @service', inTime, cancelled];
  if (selection.sample) conditions.push(sampled);
  if (selection.failed) conditions.push('errors > 0');
  const ofTrace = checksOf(selection).join(' AND ').replaceAll(ownColumns, 't.$1').replaceAll(checkedColumns, 't.$1');
  if (ofTrace !== '')
    conditions.push(`EXISTS (SELECT 1 FROM traces t WHERE t.trace_no = trace_services.trace_no AND ${ofTrace})`);
  return `SELECT start_us, trace_no FROM trace_services WHERE ${conditions.join(' AND ')}`;
}

function branchesOf(selection: TraceSelection): readonly string[] {
  switch (selection.index) {
    case 'newest':
      return [selectionSql(selection, '')];
    case 'errors':
      return [selectionSql(selection, 'errors > 0')];
    case 'service':
      return [serviceSql(selection)];
    case 'duration':
      return selection.classes.map((number) => selectionSql(selection, `duration_class = ${number}`));
  }
}

/** Traces in order: start_us, trace_no. Duration classes are merged, each read in order from its own range. */
export function pageSql(selection: TraceSelection): string {
  return `${branchesOf(selection).join(' UNION ALL ')} ${newestFirst} LIMIT @limit OFFSET @offset`;
}

/** The oldest one: the same indexes, read from their other end. */
export function oldestSql(selection: TraceSelection): string {
  return `${branchesOf(selection).join(' UNION ALL ')} ${oldestFirst} LIMIT 1`;
}

/** The number of the longest one, for a selection with few matches: each of them is looked at. */
export function longestSql(selection: TraceSelection): string {
  const matches = `SELECT trace_no FROM (${branchesOf(selection).join(' UNION ALL ')})`;
  return `SELECT trace_no FROM traces WHERE trace_no IN (${matches}) ${longestFirst} LIMIT 1`;
}

/** The number of the longest one in the duration class @class. */
export function longestOfClassSql(
  selection: Pick<TraceSelection, 'check' | 'more' | 'checkService' | 'failed'>,
): string {
  const conditions = ['duration_class = @class', inTime, cancelled, ...checksOf(selection)];
  if (selection.checkService) conditions.push(ofService(selection.failed));
  return `SELECT trace_no FROM traces WHERE ${conditions.join(' AND ')} ${longestFirst} LIMIT 1`;
}

/** How many there are, counted up to @limit. */
export function countSql(selection: TraceSelection): string {
  return `SELECT count(*) FROM (${branchesOf(selection).join(' UNION ALL ')} LIMIT @limit)`;
}

/** Duration classes in [@low, @high] that hold any trace: one seek per class. */
export const classesSql = `
  WITH RECURSIVE present (class) AS (
    SELECT min(duration_class) FROM traces WHERE duration_class >= @low
    UNION ALL
    SELECT (SELECT min(duration_class) FROM traces WHERE duration_class > present.class) FROM present WHERE present.class < @high
  )
  SELECT class FROM present WHERE class <= @high`;

/** One row of the list. */
export const summarySql = `
  SELECT t.trace_id, t.start_us, t.start_ns, t.duration_ns, t.spans, t.errors, t.root_missing,
    s.name AS root_service, o.name AS root_operation
  FROM traces t LEFT JOIN services s ON s.service_no = t.root_service LEFT JOIN operations o ON o.operation_no = t.root_operation
  WHERE t.trace_no = ?`;

/** Services of one trace: one seek per service of the run. */
export const servicesOfTraceSql = `
  SELECT s.name, x.spans, x.errors FROM services s CROSS JOIN trace_services x
  ON x.service_no = s.service_no AND x.start_us = @start AND x.trace_no = @trace
  ORDER BY x.spans DESC, s.name`;

/** The check of a trace found by its spans: by @id, or by @trace, its number. `more` as in TraceSelection. */
export function checkSql(by: 'id' | 'number', more: string): string {
  const fulfilled = [inTime, ...checksOf({ check: true, more })].join(' AND ');
  return `SELECT trace_no, start_us, ${fulfilled} AS fulfilled FROM traces WHERE ${by === 'id' ? 'trace_id = @id' : 'trace_no = @trace'}`;
}

/** No trace of the run lasts longer than its highest class says. */
export const highestClassSql = 'SELECT max(duration_class) FROM traces';

/** One point of the scatter. */
export const pointSql =
  'SELECT trace_no, trace_id, start_us, duration_ns, spans, errors, root_service FROM traces WHERE trace_no = ?';

/** The writer counts them. */
export const traceCountSql = "SELECT value FROM run WHERE key = 'traces'";

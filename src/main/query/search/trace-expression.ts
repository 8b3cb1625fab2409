// What is about a trace as a whole (trace.duration, root.name ...) as SQL over the table of traces: a condition with named
// parameters, the text depending only on the shape of the search.
import { resolveField } from '../../../contract/search/fields.ts';
import type { Literal } from '../../../contract/search/literal.ts';
import type { Search, Test } from '../../../contract/search/search.ts';
import type { SearchLeaf } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { servicesThat } from './service-field.ts';
import { valueTestOf, type ValueTest } from './value-test.ts';

export const operationNamesSql = "SELECT operation_no, name FROM operations WHERE name <> ''";

export type SqlValue = number | bigint | string;

export interface TraceExpression {
  /** Over columns of `traces`; parameters are named @x1, @x2 ... */
  readonly sql: string;
  readonly parameters: Readonly<Record<string, SqlValue>>;
}

/** Is all of it about traces as wholes? */
export function isAboutTrace(search: Search): boolean {
  switch (search.kind) {
    case 'and':
    case 'or':
      return search.parts.every(isAboutTrace);
    case 'not':
      return isAboutTrace(search.part);
    case 'test': {
      const field = resolveField(search.field, 'spans');
      return field.kind === 'property' && field.info.ofTrace === true;
    }
    case 'all':
    case 'text':
    case 'flag':
      return false;
  }
}

/** Is any of it? What was found by it changes as traces grow. */
export function looksAtTraces(search: Search): boolean {
  if (search.kind === 'and' || search.kind === 'or') return search.parts.some(looksAtTraces);
  return search.kind === 'not' ? looksAtTraces(search.part) : isAboutTrace(search);
}

/** For a search that is about traces only. */
export function traceExpression(context: SearchContext, search: Search): TraceExpression {
  const parameters: Record<string, SqlValue> = {};
  const bind = (value: SqlValue): string => {
    const name = `x${Object.keys(parameters).length + 1}`;
    parameters[name] = value;
    return `@${name}`;
  };
  return { sql: sqlOf(context, search, bind), parameters };
}

type Bind = (value: SqlValue) => string;

function sqlOf(context: SearchContext, search: Search, bind: Bind): string {
  switch (search.kind) {
    case 'and':
    case 'or':
      return `(${search.parts.map((part) => sqlOf(context, part, bind)).join(search.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'not':
      return `NOT ${sqlOf(context, search.part, bind)}`;
    case 'test':
      return leafSql(context, search, bind);
    case 'all':
    case 'text':
    case 'flag':
      return '1';
  }
}

function leafSql(context: SearchContext, { field, test, at }: SearchLeaf & { kind: 'test' }, bind: Bind): string {
  const resolved = resolveField(field, 'spans');
  const name = resolved.kind === 'property' ? resolved.info.name : '';
  switch (name) {
    case 'trace.duration':
      return numberSql('duration_ns', test, (literal) => bind(durationOf(literal)));
    case 'trace.spans':
      return numberSql('spans', test, (literal) => bind(numberOf(literal)));
    case 'trace.errors':
      return numberSql('errors', test, (literal) => bind(numberOf(literal)));
    case 'trace.service':
      return takesPartSql(test, bind, (asked) =>
        servicesThat(context, valueTestOf(asked, name, at, context.interruptible)),
      );
    case 'root.service':
      return nameSql('services', 'service_no', 'root_service', test, bind, (asked) =>
        servicesThat(context, valueTestOf(asked, name, at, context.interruptible)),
      );
    default:
      return nameSql('operations', 'operation_no', 'root_operation', test, bind, (asked) =>
        operationsThat(context, valueTestOf(asked, name, at, context.interruptible)),
      );
  }
}

function numberSql(column: string, test: Test, bind: (literal: Literal) => string): string {
  switch (test.kind) {
    case 'compare':
      return `(${column} ${test.operator === '!=' ? '<>' : test.operator} ${bind(test.value)})`;
    case 'in':
      return `(${column} ${test.negated ? 'NOT IN' : 'IN'} (${test.values.map(bind).join(', ')}))`;
    case 'exists':
      return test.negated ? '0' : '1';
    case 'contains':
    case 'matches':
      return '0';
  }
}

function nameSql(
  table: string,
  number: string,
  column: string,
  test: Test,
  bind: Bind,
  numbersThat: (test: Exclude<Test, { kind: 'exists' }>) => readonly number[],
): string {
  const present = `EXISTS (SELECT 1 FROM ${table} n WHERE n.${number} = ${column} AND n.name <> '')`;
  if (test.kind === 'exists') return test.negated ? `NOT ${present}` : present;
  const list = bind(JSON.stringify(numbersThat(test)));
  const among = `${column} IN (SELECT value FROM json_each(${list}))`;
  const negated = test.kind === 'compare' ? test.operator === '!=' : test.negated;
  return `(${negated ? `NOT ${among}` : among} AND ${present})`;
}

/** One of the trace's services is among those that are meant; of a negated test, none is. */
function takesPartSql(
  test: Test,
  bind: Bind,
  servicesOf: (test: Exclude<Test, { kind: 'exists' }>) => readonly number[],
) {
  const takesPart = 'x.start_us = traces.start_us AND x.trace_no = traces.trace_no';
  const named = `EXISTS (SELECT 1 FROM services n CROSS JOIN trace_services x WHERE n.name <> '' AND x.service_no = n.service_no AND ${takesPart})`;
  if (test.kind === 'exists') return test.negated ? `NOT ${named}` : named;
  const list = bind(JSON.stringify(servicesOf(test)));
  const among = `EXISTS (SELECT 1 FROM json_each(${list}) j CROSS JOIN trace_services x WHERE x.service_no = j.value AND ${takesPart})`;
  const negated = test.kind === 'compare' ? test.operator === '!=' : test.negated;
  return negated ? `(NOT ${among} AND ${named})` : among;
}

function operationsThat({ run }: SearchContext, test: ValueTest): readonly number[] {
  if (test.hint?.kind === 'equal') return test.hint.texts.flatMap((text) => run().operationNumbers(text));
  const rows = run().db.prepare(operationNamesSql).raw().all() as (readonly [number, string])[];
  const found = test.ofValues(
    rows.map(([, name]) => name),
    () => undefined,
  );
  return rows.filter((_, i) => found[i] === 1).map(([number]) => number);
}

/** SQLite holds durations beyond 2^63 ns as reals. */
export function durationOf(literal: Literal): SqlValue {
  const nanos = literal.kind === 'duration' ? literal.nanos : 0n;
  return BigInt.asIntN(64, nanos) === nanos ? nanos : Number(nanos);
}

export function numberOf(literal: Literal): number {
  return literal.kind === 'number' ? literal.value : 0;
}

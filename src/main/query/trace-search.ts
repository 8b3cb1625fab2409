// Answers "which traces, newest first" for any filter: by SQL where rows of `traces` can tell, by walking spans where
// they cannot. Keeps, per reader, what it found so far, so that the next page does not start over.
import type { TraceFilter } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { spanConditionOf, type SpanCondition } from './span-condition.ts';
import { SpanWalk, type BlockMatches } from './span-walk.ts';
import { TextMisses } from './text-misses.ts';
import { Statements } from './statements.ts';
import { parametersOf, selectionFor, traceConditionsOf, type TraceConditions } from './trace-conditions.ts';
import { countSql, pageSql, traceCountSql, type TraceSelection } from './trace-sql.ts';

export interface Total {
  readonly total: number;
  readonly exact: boolean;
}

export interface TracePage extends Total {
  /** Numbers of traces, newest first. */
  readonly traces: readonly number[];
}

/** Filters whose walks are kept. */
const keptFilters = 8;
/** Traces that one index counts by itself are counted up to here. */
const countLimit = 100_000;
/** Of traces that have to be checked one by one, so many are looked for beyond the page. */
const lookAhead = 400;

interface Walked {
  readonly matches: BlockMatches;
  cursor: number;
  walk: SpanWalk;
}

/** One per run reader. */
export class TraceSearch {
  readonly statements: Statements;
  readonly #reader: RunReader;
  readonly #walks = new Map<string, Walked>();
  readonly #misses = new TextMisses();
  readonly #totals = new Map<string, Total>();
  #totalsCursor = -1;

  constructor(reader: RunReader) {
    this.#reader = reader;
    this.statements = new Statements(reader);
  }

  /** `cursor`: what `reader.refresh()` answered for this question. */
  page(filter: TraceFilter, offset: number, limit: number, cursor: number, alive: Alive): TracePage {
    const conditions = traceConditionsOf(this.#reader, filter);
    const spans = spanConditionOf(filter);
    if (spans !== undefined) return this.walked(spans, conditions, offset, limit, cursor, alive);
    const selection = selectionFor(this.#reader, this.statements, conditions);
    if (isChecked(selection)) {
      const found = this.select(selection, conditions, { offset, limit: limit + lookAhead });
      const total =
        found.length > 0 || offset === 0 ? offset + found.length : this.#countUpTo(selection, conditions, offset);
      return { traces: found.slice(0, limit), total, exact: found.length < limit + lookAhead };
    }
    const { total, exact } = this.total(filter, selection, conditions, cursor);
    const traces = this.select(selection, conditions, { offset, limit });
    return { traces, total: exact ? total : Math.max(total, traces.length === 0 ? 0 : offset + traces.length), exact };
  }

  /** For questions that have a span condition of their own. */
  walked(
    spans: SpanCondition,
    conditions: TraceConditions,
    offset: number,
    limit: number,
    cursor: number,
    alive: Alive,
  ): TracePage {
    const walk = this.#walkOf(spans, conditions, cursor);
    const found = walk.upTo(offset + limit, alive);
    return { traces: found.slice(offset, offset + limit).map((one) => one.trace), total: walk.count, exact: walk.done };
  }

  /** Numbers of traces by SQL, newest first. `step` thins a sampling selection. */
  select(
    selection: TraceSelection,
    conditions: TraceConditions,
    page: { offset: number; limit: number; step?: number },
  ): number[] {
    if (selection.index === 'duration' && selection.classes.length === 0) return [];
    const { offset, limit, step = 1 } = page;
    const rows = this.statements
      .get(pageSql(selection))
      .raw()
      .all(parametersOf(conditions, { offset, limit, step })) as [number, number][];
    return rows.map((row) => row[1]);
  }

  /** For a selection that its index answers alone. */
  total(filter: TraceFilter, selection: TraceSelection, conditions: TraceConditions, cursor: number): Total {
    if (cursor !== this.#totalsCursor) {
      this.#totals.clear();
      this.#totalsCursor = cursor;
    }
    const key = keyOf(filter);
    const known = this.#totals.get(key);
    if (known !== undefined) return known;
    const total = this.#count(filter, selection, conditions);
    this.#totals.set(key, total);
    return total;
  }

  #count(filter: TraceFilter, selection: TraceSelection, conditions: TraceConditions): Total {
    const everything = Object.values(filter).every((value) => value === undefined);
    if (everything)
      return { total: (this.statements.get(traceCountSql).pluck().get() as number | undefined) ?? 0, exact: true };
    const total = this.#countUpTo(selection, conditions, countLimit);
    return { total, exact: total < countLimit };
  }

  #countUpTo(selection: TraceSelection, conditions: TraceConditions, limit: number): number {
    if (selection.index === 'duration' && selection.classes.length === 0) return 0;
    return this.statements.get(countSql(selection)).pluck().get(parametersOf(conditions, { limit })) as number;
  }

  #walkOf(spans: SpanCondition, conditions: TraceConditions, cursor: number): SpanWalk {
    const spanKey = keyOf({
      ...spans,
      attributes: spans.attributes.map(({ key, value, field }) => [key, value, field !== undefined]),
    });
    const key = `${spanKey} ${keyOf(conditions)}`;
    const kept = this.#walks.get(key);
    this.#walks.delete(key);
    const matches: BlockMatches = kept?.matches ?? new Map<number, Float64Array>();
    if (kept === undefined || kept.cursor !== cursor) {
      const walk = new SpanWalk(this.#reader, this.statements, spans, conditions, { matches, misses: this.#misses });
      this.#walks.set(key, { matches, cursor, walk });
    } else this.#walks.set(key, kept);
    const oldest = this.#walks.keys().next();
    if (this.#walks.size > keptFilters && oldest.done === false) this.#walks.delete(oldest.value);
    return (this.#walks.get(key) as Walked).walk;
  }
}

/** Does the index alone not tell which traces match? */
export function isChecked(selection: TraceSelection): boolean {
  return selection.check || selection.checkService;
}

function keyOf(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}

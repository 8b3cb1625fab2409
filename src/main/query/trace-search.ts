// Answers "which traces, newest first" for any filter: by SQL where rows of `traces` can tell, by walking spans where
// they cannot. Keeps, per reader, what it found so far, so that the next page does not start over.
import type { TraceFilter } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { Search } from '../../contract/search/search.ts';
import { uninterrupted, type Interruptible } from './search/interruptible.ts';
import { readWhere } from './search/read-where.ts';
import { searchContext, type SearchContext } from './search/search-context.ts';
import { SpanSearch } from './search/span-search.ts';
import { looksAtTraces } from './search/trace-expression.ts';
import { splitSearch } from './search/trace-split.ts';
import { SpanWalk, type BlockMatches } from './span-walk.ts';
import { TextMisses } from './text-misses.ts';
import { Statements } from './statements.ts';
import { anyTrace, parametersOf, selectionFor, traceConditionsOf, type TraceConditions } from './trace-conditions.ts';
import { countSql, pageSql, traceCountSql, type TraceSelection } from './trace-sql.ts';

export interface Total {
  readonly total: number;
  readonly exact: boolean;
}

export interface TracePage extends Total {
  /** Numbers of traces, newest first. */
  readonly traces: readonly number[];
}

/** A filter, taken apart. */
export interface TraceQuestion {
  readonly conditions: TraceConditions;
  /** What one span of the trace has to fulfil. */
  readonly spans: Search | undefined;
}

/** Filters whose walks are kept, and the traces that all of them may have found together. */
const keptFilters = 8;
const keptFound = 1_000_000;
/** Traces that one index counts by itself are counted up to here. */
const countLimit = 100_000;
/** As SQL has it. */
const noLimit = -1;
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
  readonly context: SearchContext;
  readonly #totals = new Map<string, Total>();
  #totalsCursor = -1;

  constructor(reader: RunReader, interruptible: Interruptible = uninterrupted) {
    this.#reader = reader;
    this.context = searchContext(reader, new TextMisses(), interruptible);
    this.statements = new Statements(reader);
  }

  /** Throws ContractError `bad-request` for a search that cannot be read. */
  questionOf(filter: TraceFilter): TraceQuestion {
    const split = splitSearch(readWhere(filter.where ?? '', 'spans'));
    return { conditions: traceConditionsOf(this.context, split, filter), spans: split.ofSpans };
  }

  /** `cursor`: what `reader.refresh()` answered for this question. */
  page(filter: TraceFilter, offset: number, limit: number, cursor: number, alive: Alive): TracePage {
    const { conditions, spans } = this.questionOf(filter);
    if (spans !== undefined) return this.walked(spans, conditions, offset, limit, cursor, alive);
    const selection = selectionFor(this.#reader, this.statements, conditions);
    if (isChecked(selection)) {
      const found = this.select(selection, conditions, { offset, limit: limit + lookAhead });
      const total =
        found.length > 0 || offset === 0 ? offset + found.length : this.#countUpTo(selection, conditions, offset);
      return { traces: found.slice(0, limit), total, exact: found.length < limit + lookAhead };
    }
    const { total, exact } = this.total(selection, conditions, cursor);
    const traces = this.select(selection, conditions, { offset, limit });
    return { traces, total: exact ? total : Math.max(total, traces.length === 0 ? 0 : offset + traces.length), exact };
  }

  /** How many match, exactly: looks at all that may. `cursor` as for `page`. */
  count(filter: TraceFilter, cursor: number, alive: Alive): number {
    const { conditions, spans } = this.questionOf(filter);
    if (spans !== undefined) {
      const walk = this.#walkOf(spans, conditions, cursor);
      walk.upTo(Infinity, alive);
      return walk.count;
    }
    const selection = selectionFor(this.#reader, this.statements, conditions);
    const known = isChecked(selection) ? undefined : this.total(selection, conditions, cursor);
    if (known?.exact === true) return known.total;
    return this.#countUpTo(selection, conditions, noLimit);
  }

  /** For questions that have a search of their own. */
  walked(
    spans: Search,
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
  total(selection: TraceSelection, conditions: TraceConditions, cursor: number): Total {
    if (cursor !== this.#totalsCursor) {
      this.#totals.clear();
      this.#totalsCursor = cursor;
    }
    const key = keyOf(conditions);
    const known = this.#totals.get(key);
    if (known !== undefined) return known;
    const total = this.#count(selection, conditions);
    this.#totals.set(key, total);
    return total;
  }

  #count(selection: TraceSelection, conditions: TraceConditions): Total {
    if (keyOf(conditions) === keyOf(anyTrace))
      return { total: (this.statements.get(traceCountSql).pluck().get() as number | undefined) ?? 0, exact: true };
    const total = this.#countUpTo(selection, conditions, countLimit);
    return { total, exact: total < countLimit };
  }

  #countUpTo(selection: TraceSelection, conditions: TraceConditions, limit: number): number {
    if (selection.index === 'duration' && selection.classes.length === 0) return 0;
    return this.statements.get(countSql(selection)).pluck().get(parametersOf(conditions, { limit })) as number;
  }

  #walkOf(spans: Search, conditions: TraceConditions, cursor: number): SpanWalk {
    const key = keyOf({ spans, conditions });
    const kept = this.#walks.get(key);
    this.#walks.delete(key);
    let walked = kept;
    if (walked === undefined || walked.cursor !== cursor) {
      // Blocks never change, but traces do.
      const known = looksAtTraces(spans) ? undefined : kept?.matches;
      const matches: BlockMatches = known ?? new Map<number, Float64Array>();
      const search = new SpanSearch(this.context, spans);
      walked = { matches, cursor, walk: new SpanWalk(this.#reader, this.statements, search, conditions, matches) };
    }
    this.#walks.set(key, walked);
    let found = 0;
    for (const one of this.#walks.values()) found += one.walk.count;
    for (const [oldest, { walk }] of this.#walks) {
      if (oldest === key || (this.#walks.size <= keptFilters && found <= keptFound)) break;
      found -= walk.count;
      this.#walks.delete(oldest);
    }
    return walked.walk;
  }
}

/** Does the index alone not tell which traces match? */
export function isChecked(selection: TraceSelection): boolean {
  return selection.check || selection.checkService || selection.failed || selection.more !== '';
}

function keyOf(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' || part === Infinity ? `${part}n` : part,
  );
}

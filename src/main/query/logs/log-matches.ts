// Which records a search text matches, block by block. What was found out about sealed blocks is kept: they never change.
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive } from '../../store/reader-face.ts';
import { uninterrupted, type Interruptible } from '../search/interruptible.ts';
import { logSearch } from '../search/log-search.ts';
import { readWhere } from '../search/read-where.ts';
import type { RowTest } from '../search/row-test.ts';
import { searchContext, type SearchContext } from '../search/search-context.ts';
import { TextMisses } from '../text-misses.ts';
import type { LogPart, LogRun } from './log-run.ts';

/** The rows of a part that match: all, none, or those whose byte is 1. */
export type MatchingRows = 'all' | 'none' | Uint8Array;

/** One per search text and run. */
export class LogMatches {
  readonly #run: LogRun;
  readonly #matcher: RowTest<LogBlock> | undefined;
  /** By block; one bit per row. */
  readonly #known: Map<number, Uint8Array | 'none'> = new Map();
  #head: { readonly block: LogBlock; readonly rows: MatchingRows } | undefined;

  /** Without a matcher everything matches. */
  constructor(run: LogRun, matcher: RowTest<LogBlock> | undefined) {
    this.#run = run;
    this.#matcher = matcher;
  }

  get everything(): boolean {
    return this.#matcher === undefined;
  }

  /** Is it known without opening the block? */
  isKnown({ summary }: LogPart): boolean {
    return this.everything || summary === undefined || this.#known.has(summary.block);
  }

  forgetEvicted(): void {
    this.#run.forgetEvicted(this.#known);
  }

  rowsOf(part: LogPart, alive: Alive): MatchingRows {
    const matcher = this.#matcher;
    if (matcher === undefined) return 'all';
    const { summary } = part;
    if (summary === undefined) return this.#headRows(matcher, part, alive);
    const known = this.#known.get(summary.block);
    if (known !== undefined) return known === 'none' ? known : unpacked(known, part.count);
    const rows = matcher.mayMatch(summary) ? reduced(rowsOf(matcher, this.#run.open(part), alive)) : 'none';
    this.#known.set(summary.block, rows === 'none' ? rows : packed(rows, part.count));
    return rows;
  }

  #headRows(matcher: RowTest<LogBlock>, part: LogPart, alive: Alive): MatchingRows {
    const block = this.#run.open(part);
    if (this.#head?.block !== block) this.#head = { block, rows: reduced(rowsOf(matcher, block, alive)) };
    return this.#head.rows;
  }
}

function rowsOf(matcher: RowTest<LogBlock>, block: LogBlock, alive: Alive): Uint8Array {
  return matcher.rowsOf(block, new Uint8Array(block.count).fill(1), alive);
}

function reduced(rows: Uint8Array): Uint8Array | 'none' {
  return rows.includes(1) ? rows : 'none';
}

function packed(rows: Uint8Array, count: number): Uint8Array {
  const bits = new Uint8Array((count + 7) >>> 3);
  for (let row = 0; row < count; row++)
    bits[row >>> 3] = (bits[row >>> 3] as number) | ((rows[row] as number) << (row & 7));
  return bits;
}

function unpacked(bits: Uint8Array, count: number): Uint8Array {
  const rows = new Uint8Array(count);
  for (let row = 0; row < count; row++) rows[row] = ((bits[row >>> 3] as number) >>> (row & 7)) & 1;
  return rows;
}

/** Search texts whose matches are kept. */
const kept = 8;

/** One per run. */
export class LogSearches {
  readonly #run: LogRun;
  readonly #byText: Map<string, LogMatches> = new Map();
  readonly #context: SearchContext;

  /** `interruptible`: without one, a regular expression runs to its end. */
  constructor(run: LogRun, interruptible: Interruptible = uninterrupted) {
    this.#run = run;
    this.#context = searchContext(run.reader, new TextMisses(), interruptible);
  }

  /** Throws ContractError `bad-request` where the text cannot be read. */
  of(where: string): LogMatches {
    const text = where.trim();
    const matches = this.#byText.get(text) ?? new LogMatches(this.#run, this.#compiled(text));
    matches.forgetEvicted();
    this.#byText.delete(text);
    this.#byText.set(text, matches);
    const oldest = this.#byText.keys().next();
    if (this.#byText.size > kept && oldest.done === false) this.#byText.delete(oldest.value);
    return matches;
  }

  #compiled(text: string): RowTest<LogBlock> | undefined {
    const search = readWhere(text, 'logs');
    return search.kind === 'all' ? undefined : logSearch(this.#context, search);
  }
}

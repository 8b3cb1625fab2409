// Which records a search text matches, block by block. What was found out about sealed blocks is kept: they never change.
import { ContractError } from '../../../contract/errors.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { BlockSummary } from '../../store/span-block.ts';
import type { LogPart, LogRun } from './log-run.ts';

/** A search text, compiled. */
export interface LogMatcher {
  /** false: no record of the block can match. */
  mayMatch(summary: BlockSummary): boolean;
  /** One byte per row: 1 where the record matches. */
  rowsOf(block: LogBlock): Uint8Array;
}

/** The rows of a part that match: all, none, or those whose byte is 1. */
export type MatchingRows = 'all' | 'none' | Uint8Array;

/** One per search text and run. */
export class LogMatches {
  readonly #run: LogRun;
  readonly #matcher: LogMatcher | undefined;
  /** By block; one bit per row. */
  readonly #known: Map<number, Uint8Array | 'none'> = new Map();
  #head: { readonly block: LogBlock; readonly rows: MatchingRows } | undefined;

  /** Without a matcher everything matches. */
  constructor(run: LogRun, matcher: LogMatcher | undefined) {
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

  rowsOf(part: LogPart): MatchingRows {
    const matcher = this.#matcher;
    if (matcher === undefined) return 'all';
    const { summary } = part;
    if (summary === undefined) return this.#headRows(matcher, part);
    const known = this.#known.get(summary.block);
    if (known !== undefined) return known === 'none' ? known : unpacked(known, part.count);
    const rows = matcher.mayMatch(summary) ? reduced(matcher.rowsOf(this.#run.open(part))) : 'none';
    this.#known.set(summary.block, rows === 'none' ? rows : packed(rows, part.count));
    return rows;
  }

  #headRows(matcher: LogMatcher, part: LogPart): MatchingRows {
    const block = this.#run.open(part);
    if (this.#head?.block !== block) this.#head = { block, rows: reduced(matcher.rowsOf(block)) };
    return this.#head.rows;
  }
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

  constructor(run: LogRun) {
    this.#run = run;
  }

  /** Throws ContractError `bad-request` where the text cannot be read. */
  of(where: string): LogMatches {
    const text = where.trim();
    const matches = this.#byText.get(text) ?? new LogMatches(this.#run, compile(text));
    this.#byText.delete(text);
    this.#byText.set(text, matches);
    const oldest = this.#byText.keys().next();
    if (this.#byText.size > kept && oldest.done === false) this.#byText.delete(oldest.value);
    return matches;
  }
}

function compile(text: string): LogMatcher | undefined {
  if (text === '') return undefined;
  throw new ContractError('bad-request', 'Searching log records by text is not possible in this version.');
}

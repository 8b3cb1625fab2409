// Finds the traces that have a span fulfilling a span condition, newest first, by walking blocks from the newest on
// and stopping as soon as the asked rows are certain: a trace never starts after its spans, so once the next block's
// newest start is older than the rows found, nothing further can come before them.
import { longestOfClass } from '../../contract/duration-class.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { BlockSummary, SpanBlock } from '../store/span-block.ts';
import type { Statements } from './statements.ts';
import type { SpanSearch } from './search/span-search.ts';
import { parametersOf, type TraceConditions } from './trace-conditions.ts';
import { checkSql, highestClassSql } from './trace-sql.ts';

export interface FoundTrace {
  readonly trace: number;
  readonly startUs: number;
}

/** Numbers of the matching traces of the sealed blocks looked at. Blocks never change, so this outlives commits. */
export type BlockMatches = Map<number, Float64Array>;

interface CheckRow {
  readonly trace_no: number;
  readonly start_us: number;
  readonly fulfilled: number;
}

/** The walk at one commit; `upTo` continues it. */
export class SpanWalk {
  readonly #reader: RunReader;
  readonly #statements: Statements;
  readonly #search: SpanSearch;
  readonly #conditions: TraceConditions;
  readonly #parameters: ReturnType<typeof parametersOf>;
  readonly #checkById: string;
  readonly #checkByNumber: string;
  readonly #matches: BlockMatches;
  readonly #blocks: readonly BlockSummary[];
  readonly #seen = new Set<number>();
  #found: FoundTrace[] = [];
  /** Microseconds: the latest that a span of a trace within the asked time can start. */
  readonly #latest: bigint;
  #next = 0;
  #headDone = false;
  #certain = 0;

  constructor(
    reader: RunReader,
    statements: Statements,
    search: SpanSearch,
    conditions: TraceConditions,
    matches: BlockMatches,
  ) {
    this.#reader = reader;
    this.#statements = statements;
    this.#search = search;
    this.#conditions = conditions;
    this.#parameters = parametersOf(conditions, {});
    this.#checkById = checkSql('id', conditions.more?.sql ?? '');
    this.#checkByNumber = checkSql('number', conditions.more?.sql ?? '');
    this.#matches = matches;
    this.#blocks = reader.spanBlocks();
    const highest = statements.get(highestClassSql).pluck().get() as number | null;
    this.#latest = conditions.to + longestOfClass(highest ?? 0);
  }

  /** Everything has been looked at: `found` is the whole answer. */
  get done(): boolean {
    return this.#headDone && this.#next >= this.#blocks.length;
  }

  /** Traces found so far, at least: those in certain order first. */
  get count(): number {
    return this.#found.length;
  }

  /** Newest first; at least `wanted` of them in their final order, or all there are. To count them all, ask for Infinity. */
  upTo(wanted: number, alive: Alive): readonly FoundTrace[] {
    if (!this.#headDone) {
      const head = this.#reader.headSpans();
      if (head.count > 0) this.#addRows(head, alive);
      this.#headDone = true;
      this.#settle();
    }
    try {
      while (this.#certain < wanted && !this.done) {
        alive();
        const summary = this.#blocks[this.#next] as BlockSummary;
        // Blocks come newest first: all that follow are too old as well.
        const tooOld = summary.maxStart / 1000n < this.#conditions.from;
        if (!tooOld && summary.minStart / 1000n <= this.#latest) this.#addBlock(summary, alive);
        // Only now: a walk that was given up goes on with the same block.
        this.#next = tooOld ? this.#blocks.length : this.#next + 1;
        // The order of what is only counted can wait.
        if (wanted !== Infinity) this.#settle();
      }
    } finally {
      if (wanted === Infinity) this.#settle();
    }
    return this.#found;
  }

  #addBlock(summary: BlockSummary, alive: Alive): void {
    const { block } = summary;
    const known = this.#matches.get(block);
    if (known !== undefined) {
      for (const trace of known) this.#addByNumber(trace);
      return;
    }
    const may = this.#search.mayMatch(summary);
    const numbers = may ? this.#addRows(this.#reader.openSpanBlock(block), alive) : [];
    this.#matches.set(block, Float64Array.from(numbers));
  }

  /** Answers the numbers of the traces that have a matching row. */
  #addRows(block: SpanBlock, alive: Alive): readonly number[] {
    const numbers: number[] = [];
    for (const [i, id] of tracesOfRows(block, this.#search.rowsOf(block, alive)).entries()) {
      if (i % 512 === 511) alive();
      const trace = this.#addById(id);
      if (trace !== undefined) numbers.push(trace);
    }
    return numbers;
  }

  #addById(id: Uint8Array): number | undefined {
    const row = this.#statements.get(this.#checkById).get({ ...this.#parameters, id }) as CheckRow | undefined;
    if (row === undefined) return undefined;
    this.#add(row);
    return row.trace_no;
  }

  #addByNumber(trace: number): void {
    if (this.#seen.has(trace)) return;
    const row = this.#statements.get(this.#checkByNumber).get({ ...this.#parameters, trace }) as CheckRow | undefined;
    if (row !== undefined) this.#add(row);
  }

  #add(row: CheckRow): void {
    if (this.#seen.has(row.trace_no)) return;
    this.#seen.add(row.trace_no);
    if (row.fulfilled === 1) this.#found.push({ trace: row.trace_no, startUs: row.start_us });
  }

  /** Orders what was found, and counts how much of it nothing can come before any more. */
  #settle(): void {
    this.#found = inOrder(this.#found);
    if (this.done) {
      this.#certain = this.#found.length;
      return;
    }
    const boundary = Number((this.#blocks[this.#next] as BlockSummary).maxStart / 1000n);
    while (this.#certain < this.#found.length && (this.#found[this.#certain] as FoundTrace).startUs > boundary)
      this.#certain++;
  }
}

function before(a: FoundTrace, b: FoundTrace): number {
  return b.startUs - a.startUs || a.trace - b.trace;
}

function inOrder(found: FoundTrace[]): FoundTrace[] {
  for (let i = 1; i < found.length; i++) {
    if (before(found[i - 1] as FoundTrace, found[i] as FoundTrace) > 0) return found.toSorted(before);
  }
  return found;
}

/** Trace ids (16 bytes each) of the rows, each trace once. */
function tracesOfRows(block: SpanBlock, rows: Uint8Array): Uint8Array[] {
  const seen = new Uint8Array(block.traceCount);
  const ids: Uint8Array[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const trace = block.trace[row] as number;
    if (seen[trace] === 1) continue;
    seen[trace] = 1;
    ids.push(block.traceIds.subarray(16 * trace, 16 * trace + 16));
  }
  return ids;
}

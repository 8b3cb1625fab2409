// What all blocks of a run say about sessions, kept between questions: a block is looked at once, the head at every commit.
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { LogRun } from '../logs/log-run.ts';
import { noFacts, type BlockFacts } from './block-facts.ts';
import { logFacts } from './log-facts.ts';
import { SessionTable } from './session-table.ts';
import { spanFacts } from './span-facts.ts';

/** Names of sessions and joining values in all blocks; older blocks beyond are left out. */
const mostNames = 500_000;

/** One per run reader. */
export class SessionIndex {
  readonly reader: RunReader;
  readonly logs: LogRun;
  readonly #keys: readonly string[];
  readonly #spanBlocks = new Map<number, BlockFacts>();
  readonly #logBlocks = new Map<number, BlockFacts>();
  #table: SessionTable | undefined;

  /** @param keys attribute keys of sessions, in the order in which they count */
  constructor(reader: RunReader, keys: readonly string[]) {
    this.reader = reader;
    this.logs = new LogRun(reader);
    this.#keys = keys;
  }

  get keys(): readonly string[] {
    return this.#keys;
  }

  /** Everything that was committed until now. */
  table(alive: Alive): SessionTable {
    const cursor = this.logs.refresh();
    if (this.#table?.cursor === cursor) return this.#table;
    const { reader } = this;
    let names = 0;
    let complete = true;
    const blocks: BlockFacts[] = [this.#headSpans(), this.#headLogs()];
    const take = (known: Map<number, BlockFacts>, block: number, look: () => BlockFacts): void => {
      if (names > mostNames) {
        complete = false;
        return;
      }
      let facts = known.get(block);
      if (facts === undefined) {
        alive();
        facts = look();
        known.set(block, facts);
      }
      names += facts.sessions.size + facts.joins.size;
      blocks.push(facts);
    };
    const spanSummaries = reader.spanBlocks();
    for (const { block } of spanSummaries)
      take(this.#spanBlocks, block, () => spanFacts(reader.openSpanBlock(block), reader, this.#keys));
    const logParts = this.logs.parts.filter(({ summary }) => summary !== undefined).toReversed();
    for (const part of logParts)
      take(this.#logBlocks, part.summary?.block ?? -1, () =>
        logFacts(this.logs.open(part), this.logs.timesOf(part).at, reader, this.#keys),
      );
    forgetAllBut(this.#spanBlocks, new Set(spanSummaries.map(({ block }) => block)));
    forgetAllBut(this.#logBlocks, new Set(logParts.map(({ summary }) => summary?.block ?? -1)));
    this.#table = new SessionTable(cursor, complete, blocks, alive);
    return this.#table;
  }

  /** What a sealed block of log records says; `undefined` where it was left out. */
  logFactsOf(block: number): BlockFacts | undefined {
    return this.#logBlocks.get(block);
  }

  #headSpans(): BlockFacts {
    const head = this.reader.headSpans();
    return head.count === 0 ? noFacts() : spanFacts(head, this.reader, this.#keys);
  }

  #headLogs(): BlockFacts {
    const part = this.logs.parts.find(({ summary }) => summary === undefined);
    return part === undefined
      ? noFacts()
      : logFacts(this.logs.open(part), this.logs.timesOf(part).at, this.reader, this.#keys);
  }
}

function forgetAllBut(known: Map<number, BlockFacts>, there: ReadonlySet<number>): void {
  for (const block of known.keys()) if (!there.has(block)) known.delete(block);
}

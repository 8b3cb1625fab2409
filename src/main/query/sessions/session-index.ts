// What all blocks of a run say about sessions, kept between questions: a sealed block is looked at once and added to the sums,
// the head at every commit. Says which sessions may have changed since it was last asked that.
import type { TraceId } from '../../../contract/ids.ts';
import { joinKeys } from '../../../contract/session-keys.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { LogRun, type LogPart } from '../logs/log-run.ts';
import { noFacts, type BlockFacts } from './block-facts.ts';
import { Changes } from './changes.ts';
import { eachKeyRow } from './key-rows.ts';
import { logFacts } from './log-facts.ts';
import { NameSums } from './name-sums.ts';
import { RowSessions } from './row-sessions.ts';
import { SessionTable } from './session-table.ts';
import { spanFacts } from './span-facts.ts';
import { TraceLogs } from './trace-logs.ts';
import { tracesIn } from './traces-in.ts';

/** Names of sessions and joining values in all blocks; older blocks beyond are left out. */
const mostNames = 500_000;
/** So many times more, and the sums are made anew of the newest blocks. */
const slack = 1.25;

interface Head {
  readonly spans: BlockFacts;
  readonly logs: BlockFacts;
  /** Spans and records of each trace. */
  readonly traces: ReadonlyMap<TraceId, number>;
}

/** One per run reader. */
export class SessionIndex {
  readonly reader: RunReader;
  readonly logs: LogRun;
  readonly #keys: readonly string[];
  readonly #spans = new Map<number, BlockFacts>();
  readonly #records = new Map<number, BlockFacts>();
  readonly #traceLogs = new Map<number, TraceLogs>();
  /** Of the blocks that are in `#summed`. */
  #sealed = new NameSums();
  readonly #summed = new Set<BlockFacts>();
  #complete = true;
  #headLogs: TraceLogs | undefined;
  #head: Head = { spans: noFacts(), logs: noFacts(), traces: new Map() };
  #changes = new Changes();
  #table: SessionTable | undefined;

  /** @param keys attribute keys of sessions, in the order in which they count */
  constructor(reader: RunReader, keys: readonly string[]) {
    this.reader = reader;
    this.logs = new LogRun(reader);
    this.#keys = keys;
    this.#changes.all = true;
  }

  get keys(): readonly string[] {
    return this.#keys;
  }

  /** Everything that was committed until now. */
  table(alive: Alive): SessionTable {
    const cursor = this.logs.refresh();
    if (this.#table?.cursor === cursor) return this.#table;
    const grown = this.#addSealed(alive);
    this.#addHead(grown);
    const head = new NameSums();
    head.add(this.#head.spans);
    head.add(this.#head.logs);
    this.#table = new SessionTable(cursor, this.#complete, this.#sealed, head);
    return this.#table;
  }

  /** What tables since the last call may say differently. */
  takeChanges(): Changes {
    const changes = this.#changes;
    this.#changes = new Changes();
    return changes;
  }

  /** What a sealed block of log records says; `undefined` where it was left out. */
  logFactsOf(block: number): BlockFacts | undefined {
    return this.#records.get(block);
  }

  /** Records of a part by trace, of the newest table. */
  traceLogs(part: LogPart): TraceLogs {
    const known = part.summary === undefined ? this.#headLogs : this.#traceLogs.get(part.summary.block);
    if (known !== undefined) return known;
    const block = this.logs.open(part);
    const named = new RowSessions(block, this.reader, this.#keys);
    const joining = new Set<number>();
    eachKeyRow(block, joinKeys, (row) => joining.add(row));
    const made = new TraceLogs(
      block,
      this.logs.timesOf(part).at,
      (row) => named.at(row) !== undefined || joining.has(row),
    );
    if (part.summary === undefined) this.#headLogs = made;
    else this.#traceLogs.set(part.summary.block, made);
    return made;
  }

  /** Answers whether blocks were sealed, or all was added up anew. */
  #addSealed(alive: Alive): boolean {
    const spanBlocks = this.reader.spanBlocks().map(({ block }) => block);
    const logParts = this.logs.parts.filter(({ summary }) => summary !== undefined).toReversed();
    const logBlocks = logParts.map(({ summary }) => summary?.block ?? -1);
    const gone = [
      ...takeOut(this.#spans, new Set(spanBlocks)),
      ...takeOut(this.#records, new Set(logBlocks)),
      ...takeOut(this.#traceLogs, new Set(logBlocks)),
    ];
    const afresh = this.#summed.size === 0 || gone.length > 0 || this.#sealed.names > slack * mostNames;
    if (afresh) {
      this.#sealed = new NameSums();
      this.#summed.clear();
      this.#complete = true;
      this.#changes.all = true;
    }
    let grown = afresh;
    /** @param look @param open both read the block, which may have to be fetched from the file */
    const take = (
      known: Map<number, BlockFacts>,
      number: number,
      look: () => BlockFacts,
      open: () => SpanBlock | LogBlock,
    ): void => {
      const before = known.get(number);
      if (before !== undefined && this.#summed.has(before)) return;
      if (this.#sealed.names > (afresh ? 1 : slack) * mostNames) {
        this.#complete = false;
        return;
      }
      alive();
      const facts = before ?? look();
      known.set(number, facts);
      this.#sealed.add(facts);
      this.#summed.add(facts);
      grown = true;
      if (this.#changes.all) return;
      this.#changes.addFacts(facts);
      for (const trace of tracesIn(open()).keys()) this.#changes.addTrace(trace);
    };
    for (const number of spanBlocks) {
      const open = (): SpanBlock => this.reader.openSpanBlock(number);
      take(this.#spans, number, () => spanFacts(open(), this.reader, this.#keys), open);
    }
    for (const [i, part] of logParts.entries()) {
      const open = (): LogBlock => this.logs.open(part);
      const look = (): BlockFacts => logFacts(open(), this.logs.timesOf(part).at, this.reader, this.#keys);
      take(this.#records, logBlocks[i] as number, look, open);
    }
    return grown;
  }

  /** @param sealed what was in the head may be in blocks now */
  #addHead(sealed: boolean): void {
    const { reader } = this;
    const spans = reader.headSpans();
    const part = this.logs.parts.find(({ summary }) => summary === undefined);
    const records = part === undefined ? undefined : this.logs.open(part);
    const traces = tracesIn(spans);
    if (records !== undefined) tracesIn(records, traces);
    const now: Head = {
      spans: spans.count === 0 ? noFacts() : spanFacts(spans, reader, this.#keys),
      logs:
        part === undefined || records === undefined
          ? noFacts()
          : logFacts(records, this.logs.timesOf(part).at, reader, this.#keys),
      traces,
    };
    const before = this.#head;
    this.#head = now;
    this.#headLogs = undefined;
    if (this.#changes.all) return;
    if (sealed) {
      for (const head of [before, now]) {
        this.#changes.addFacts(head.spans);
        this.#changes.addFacts(head.logs);
        for (const trace of head.traces.keys()) this.#changes.addTrace(trace);
      }
      return;
    }
    this.#changes.addGrowth(before.spans, now.spans);
    this.#changes.addGrowth(before.logs, now.logs);
    for (const [trace, count] of traces) if (before.traces.get(trace) !== count) this.#changes.addTrace(trace);
  }
}

/** Takes out what is of blocks that are gone, and answers these. */
function takeOut(known: Map<number, unknown>, there: ReadonlySet<number>): number[] {
  const gone = [...known.keys()].filter((block) => !there.has(block));
  for (const block of gone) known.delete(block);
  return gone;
}

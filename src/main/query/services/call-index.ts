// The calls of all blocks of a run, kept between questions: blocks are looked at once, newest first, and only what is new
// is looked at the next time. A call whose parent lies in another block is linked when both have been seen, whichever
// came first. Holds about 30 bytes for each call between services.
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { blockCalls, Caller, isAnswer, parentsOf, type BlockCalls, type BlockParents } from './block-calls.ts';
import { Participants } from './participants.ts';
import { spanKeysOf } from './span-keys.ts';

/** Spans of the newest blocks that are looked at. */
const mostSpans = 2_000_000;
/** Calls that may wait for a parent at one time; more stay calls from an unknown caller. */
const mostWaiting = 400_000;
/** Blocks whose span ids are kept at hand while calls are linked; 130 KB each. */
const keptParents = 24;

/** A call whose parent has not been found. */
interface Loose {
  readonly block: number;
  readonly calls: BlockCalls;
  readonly index: number;
}

export interface CallsOfRun {
  readonly calls: readonly BlockCalls[];
  /** false: older blocks were left out. */
  readonly complete: boolean;
}

/** The number that stands for spans that are in no block yet. */
const head = -1;

/** One per run reader. */
export class CallIndex {
  readonly participants: Participants;
  readonly #reader: RunReader;
  readonly #blocks = new Map<number, BlockCalls>();
  readonly #waiting = new Map<number, Loose[]>();
  readonly #parents = new Map<number, BlockParents>();
  #waitingCount = 0;
  #head: { readonly cursor: number; readonly calls: BlockCalls } | undefined;

  constructor(reader: RunReader) {
    this.#reader = reader;
    this.participants = new Participants(reader);
  }

  /** `cursor`: what `reader.refresh()` answered for this question. */
  upTo(cursor: number, alive: Alive): CallsOfRun {
    const wanted: number[] = [];
    let spans = 0;
    let complete = true;
    for (const { block, count } of this.#reader.spanBlocks()) {
      spans += count;
      if (spans > mostSpans) {
        complete = false;
        break;
      }
      wanted.push(block);
    }
    this.#forgetAllBut(new Set(wanted));
    for (const block of wanted) {
      if (this.#blocks.has(block)) continue;
      alive();
      this.#look(block, this.#reader.openSpanBlock(block));
    }
    if (this.#head?.cursor !== cursor) {
      alive();
      this.#head = { cursor, calls: this.#look(head, this.#reader.headSpans()) };
    }
    return { calls: [this.#head.calls, ...wanted.map((block) => this.#blocks.get(block) as BlockCalls)], complete };
  }

  #look(number: number, block: SpanBlock): BlockCalls {
    const calls = blockCalls(block, (resource) => this.#reader.serviceOfResource(resource), this.participants);
    this.#linkWaiting(number, block, calls);
    this.#linkLoose(number, block, calls);
    if (number !== head) this.#blocks.set(number, calls);
    return calls;
  }

  /** Calls of blocks seen before whose parent is in this one. */
  #linkWaiting(number: number, block: SpanBlock, calls: BlockCalls): void {
    if (this.#waitingCount === 0) return;
    const { own } = spanKeysOf(block);
    for (let row = 0; row < block.count; row++) {
      const key = keyOf(own[2 * row] as number, own[2 * row + 1] as number);
      const found = this.#waiting.get(key);
      if (found === undefined) continue;
      for (const loose of found) this.#link(loose, block, row, calls);
      // A parent in the head is looked at anew when it is in a block.
      if (number === head) continue;
      this.#waiting.delete(key);
      this.#waitingCount -= found.length;
    }
  }

  /** Calls of this block whose parent is in one seen before, as the run's table of traces and blocks says. */
  #linkLoose(number: number, block: SpanBlock, calls: BlockCalls): void {
    const byBlock = new Map<number, Loose[]>();
    const blocksOf = new Map<number, readonly number[]>();
    for (const index of calls.loose) {
      const trace = block.trace[calls.row[index] as number] as number;
      let places = blocksOf.get(trace);
      if (places === undefined) {
        const all = this.#reader.blocksOfTrace(block.traceIds.subarray(16 * trace, 16 * trace + 16));
        places = all.filter((one) => one !== number && this.#blocks.has(one));
        blocksOf.set(trace, places);
      }
      for (const place of places) push(byBlock, place, { block: number, calls, index });
    }
    const keys = new Map(Array.from(calls.loose, (index, i) => [index, 2 * i] as const));
    const keyAt = (index: number): readonly [number, number] => {
      const at = keys.get(index) as number;
      return [calls.looseParents[at] as number, calls.looseParents[at + 1] as number];
    };
    for (const [place, all] of byBlock) {
      const parents = this.#parentsOf(place);
      for (const loose of all) {
        if (calls.caller[loose.index] !== Caller.unknown) continue;
        const row = parents.find(...keyAt(loose.index));
        if (row >= 0) this.#link(loose, this.#reader.openSpanBlock(place), row, this.#blocks.get(place) as BlockCalls);
      }
    }
    if (number === head) return;
    for (const index of calls.loose) {
      if (calls.caller[index] !== Caller.unknown || this.#waitingCount >= mostWaiting) continue;
      push(this.#waiting, keyOf(...keyAt(index)), { block: number, calls, index });
      this.#waitingCount++;
    }
  }

  #link({ calls, index }: Loose, parentBlock: SpanBlock, parentRow: number, parentCalls: BlockCalls): void {
    const service = this.#reader.serviceOfResource(parentBlock.resource[parentRow] as number);
    const callee = calls.callee[index] as number;
    calls.caller[index] = service === callee ? Caller.itself : service;
    if (isAnswer(service, callee, calls.answers[index] === 1 ? 2 : 1)) markAnswered(parentCalls, parentRow);
  }

  #parentsOf(block: number): BlockParents {
    const parents = this.#parents.get(block) ?? parentsOf(this.#reader.openSpanBlock(block));
    this.#parents.delete(block);
    this.#parents.set(block, parents);
    const oldest = this.#parents.keys().next();
    if (this.#parents.size > keptParents && oldest.done === false) this.#parents.delete(oldest.value);
    return parents;
  }

  /** Blocks that were evicted, or for which newer ones left no room. */
  #forgetAllBut(wanted: ReadonlySet<number>): void {
    const gone = [...this.#blocks.keys()].filter((block) => !wanted.has(block));
    if (gone.length === 0) return;
    for (const block of gone) {
      this.#blocks.delete(block);
      this.#parents.delete(block);
    }
    for (const [key, all] of this.#waiting) {
      const left = all.filter(({ block }) => wanted.has(block));
      this.#waitingCount -= all.length - left.length;
      if (left.length === 0) this.#waiting.delete(key);
      else this.#waiting.set(key, left);
    }
  }
}

function push<Key>(map: Map<Key, Loose[]>, key: Key, loose: Loose): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [loose]);
  else list.push(loose);
}

/** 53 bits of the two words of a key. */
function keyOf(high: number, low: number): number {
  return high * 2 ** 21 + (low & 0x1fffff);
}

/** The call that the span in `row` makes is answered by a span: it is no call to a peer. */
function markAnswered(calls: BlockCalls, row: number): void {
  let low = 0;
  let high = calls.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((calls.row[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < calls.count && calls.row[at] === row; at++)
    if (calls.outgoing[at] === 1) calls.answered[at] = 1;
}

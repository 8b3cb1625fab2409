// The calls that the spans of one block tell of: where a service is entered, by whom, and what it calls outside.
// A block never changes, so neither do these, but for what spans of other blocks add: call-index.ts fills that in.
import type { SpanBlock } from '../../store/span-block.ts';
import { IdTable } from '../id-table.ts';
import type { Participants } from './participants.ts';
import { peersOf } from './peer-names.ts';
import { effectiveStart } from '../plausible-time.ts';
import { spanKeysOf } from './span-keys.ts';

/** Values of BlockCalls.caller that are no participant. */
export const Caller = {
  /** A root: called from outside of what is traced. */
  outside: -1,
  /** Its parent has not been found yet. */
  unknown: -2,
  /** Its parent turned out to be a span of the same service: no call between services. */
  itself: -3,
} as const;

/** Span kinds that answer a call from elsewhere: server and consumer. */
const answers = (kind: number): boolean => kind === 2 || kind === 5;

export interface BlockCalls {
  readonly count: number;
  /** Unix microseconds. */
  readonly start: Float64Array;
  /** Participant number, or a value of `Caller`. */
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** Nanoseconds that the called span lasted, or the calling one where nothing answers. */
  readonly nanos: Float32Array;
  readonly failed: Uint8Array;
  /** 1 where the called span is a server's or a consumer's. */
  readonly answers: Uint8Array;
  /** Row of the block; ascending. Not both a row's entry and its call outside unless `outgoing` tells them apart. */
  readonly row: Uint32Array;
  /** 1: the call of a client or producer to a peer. It is void once `answered` is 1, by a span of the other side. */
  readonly outgoing: Uint8Array;
  readonly answered: Uint8Array;
  /** Indexes of calls whose caller is unknown. */
  readonly loose: Uint32Array;
  /** Two words per loose call: the key of its parent. */
  readonly looseParents: Uint32Array;
}

/** What an unlinked call needs to know of a block that may hold its parent. */
export interface BlockParents {
  /** Row of the span with this key, or -1. */
  find(high: number, low: number): number;
}

export function parentsOf(block: SpanBlock): BlockParents {
  return tableOf(spanKeysOf(block).own, block.count);
}

function tableOf(keys: Uint32Array, count: number): IdTable {
  const table = new IdTable(keys, count);
  for (let row = 0; row < count; row++) table.add(row);
  return table;
}

export function blockCalls(
  block: SpanBlock,
  serviceOf: (resource: number) => number,
  participants: Participants,
): BlockCalls {
  const { count } = block;
  const keys = spanKeysOf(block);
  const table = tableOf(keys.own, count);
  const services = Int32Array.from(block.resource.subarray(0, count), serviceOf);
  const parents = new Int32Array(count).fill(-1);
  const isAnswered = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const [high, low] = [keys.parents[2 * row] as number, keys.parents[2 * row + 1] as number];
    if (high === 0 && low === 0) continue;
    const parent = table.find(high, low);
    parents[row] = parent;
    if (parent >= 0 && isAnswer(services[parent] as number, services[row] as number, block.kind[row] as number))
      isAnswered[parent] = 1;
  }
  const peers = peersOf(block, participants);
  const calls = new CallWriter(block);
  for (let row = 0; row < count; row++) {
    const [high, low] = [keys.parents[2 * row] as number, keys.parents[2 * row + 1] as number];
    const kind = block.kind[row] as number;
    const service = services[row] as number;
    const parent = parents[row] as number;
    const peer = peers[row] as number;
    if (high === 0 && low === 0) calls.add(row, kind === 5 && peer >= 0 ? peer : Caller.outside, service, false);
    else if (parent < 0) calls.addLoose(row, service, high, low);
    else if (services[parent] !== service) calls.add(row, services[parent] as number, service, false);
    if (peer >= 0 && kind !== 5 && isAnswered[row] === 0) calls.add(row, service, peer, true);
  }
  return calls.finish();
}

/** Does a child span show that the call of its parent was answered? */
export function isAnswer(parentService: number, service: number, kind: number): boolean {
  return parentService !== service || answers(kind);
}

class CallWriter {
  readonly #block: SpanBlock;
  readonly #start: number[] = [];
  readonly #caller: number[] = [];
  readonly #callee: number[] = [];
  readonly #nanos: number[] = [];
  readonly #failed: number[] = [];
  readonly #answers: number[] = [];
  readonly #row: number[] = [];
  readonly #outgoing: number[] = [];
  readonly #loose: number[] = [];
  readonly #looseParents: number[] = [];

  constructor(block: SpanBlock) {
    this.#block = block;
  }

  add(row: number, caller: number, callee: number, outgoing: boolean): void {
    const { start, end, failed, kind } = this.#block;
    this.#start.push(Number(effectiveStart(this.#block, row) / 1000n));
    this.#caller.push(caller);
    this.#callee.push(callee);
    const [from, to] = [start[row] as bigint, end[row] as bigint];
    this.#nanos.push(from === 0n || to <= from ? 0 : Number(to - from));
    this.#failed.push(failed[row] as number);
    this.#answers.push(answers(kind[row] as number) ? 1 : 0);
    this.#row.push(row);
    this.#outgoing.push(outgoing ? 1 : 0);
  }

  addLoose(row: number, callee: number, high: number, low: number): void {
    this.#loose.push(this.#row.length);
    this.#looseParents.push(high, low);
    this.add(row, Caller.unknown, callee, false);
  }

  finish(): BlockCalls {
    return {
      count: this.#row.length,
      start: Float64Array.from(this.#start),
      caller: Int32Array.from(this.#caller),
      callee: Int32Array.from(this.#callee),
      nanos: Float32Array.from(this.#nanos),
      failed: Uint8Array.from(this.#failed),
      answers: Uint8Array.from(this.#answers),
      row: Uint32Array.from(this.#row),
      outgoing: Uint8Array.from(this.#outgoing),
      answered: new Uint8Array(this.#row.length),
      loose: Uint32Array.from(this.#loose),
      looseParents: Uint32Array.from(this.#looseParents),
    };
  }
}

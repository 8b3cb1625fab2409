// Processes that send the same `service.instance.id`, and resources that have none behind one sender (containers behind a
// collector or one address, whose resources differ otherwise). One that ended and began anew goes on with its series; two that are
// live at once must not share any, or their counters would seem to be reset again and again. So each identity has lanes:
// a sender takes the first one in which nobody is live at the same time, as a process that takes over from another does.
import { textForm } from '../../../contract/text-form.ts';
import type { MetricsReader, StreamRow } from '../../store/reader-face.ts';

/** Samples of the older one since the newer one began, from which on both are live: one may be what was left to send. */
const liveSamples = 2;
/** Streams that two members share and that are compared; all of a process end together. */
const comparedStreams = 16;

/** Beyond, resources are not told apart: one that is another with each export would have no end. */
const mostMembers = 256;

/** Senders on this machine whose process was not found: they may be any. */
const unnamed: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'unknown']);

interface Member {
  /** Its number; a resource is numbered with its sender. */
  readonly resource: number;
  readonly numbers: number[];
  /** The same by what makes a stream the same series as another member's; known once the identity has several. */
  readonly streams: Map<string, number>;
  /** Unix milliseconds of the newest sample that was looked at. */
  last: number;
  readonly liveWith: Set<Member>;
  lane: number;
}

interface Group {
  readonly members: Member[];
  grown: boolean;
}

export class SenderLanes {
  readonly #metrics: MetricsReader;
  readonly #groups: Map<string, Group> = new Map();
  /** Groups with several members. */
  readonly #shared: Set<Group> = new Set();

  constructor(metrics: MetricsReader) {
    this.#metrics = metrics;
  }

  /** 0 for the first of those that are live at once. */
  laneOf(identity: string, resource: number): number {
    return this.#groups.get(identity)?.members.find((one) => one.resource === resource)?.lane ?? 0;
  }

  /** Takes a stream in, in the order of their numbers. */
  add(identity: string, sender: string, stream: StreamRow): void {
    if (unnamed.has(sender)) return;
    let group = this.#groups.get(identity);
    if (group === undefined) this.#groups.set(identity, (group = { members: [], grown: false }));
    const { resource } = stream;
    let member = group.members.find((one) => one.resource === resource);
    if (member === undefined) {
      if (group.members.length >= mostMembers) return;
      member = { resource, numbers: [], streams: new Map(), last: -Infinity, liveWith: new Set(), lane: 0 };
      group.members.push(member);
      if (group.members.length === 2) this.#share(group);
    }
    member.numbers.push(stream.number);
    if (group.members.length > 1) keep(member, stream);
    group.grown = true;
  }

  /** What most identities, having one member, never need. */
  #share(group: Group): void {
    this.#shared.add(group);
    const [first] = group.members;
    if (first === undefined) return;
    const numbers = new Set(first.numbers);
    const last = first.numbers.at(-1) ?? 0;
    for (const stream of this.#metrics.streamsAfter((first.numbers[0] ?? 1) - 1)) {
      if (stream.number > last) break;
      if (numbers.has(stream.number)) keep(first, stream);
    }
  }

  /** Looks which members are live at once, as of the last refresh. Answers whether one has another lane than before. */
  settle(): boolean {
    let moved = false;
    for (const group of this.#shared) if (this.#compared(group) && assigned(group)) moved = true;
    return moved;
  }

  #compared(group: Group): boolean {
    const { members, grown } = group;
    group.grown = false;
    let found = false;
    for (const [at, older] of members.entries()) {
      const last = this.#lastOf(older);
      if (last <= older.last && !grown) continue;
      older.last = last;
      for (const newer of members.slice(at + 1)) {
        if (older.liveWith.has(newer) || !this.#liveAtOnce(older, newer)) continue;
        older.liveWith.add(newer);
        newer.liveWith.add(older);
        found = true;
      }
    }
    return found;
  }

  #lastOf({ streams, last }: Member): number {
    let newest = last;
    let looked = 0;
    for (const stream of streams.values()) {
      for (const [, to] of this.#metrics.ranges(stream, last, Infinity)) newest = Math.max(newest, to);
      if (++looked === comparedStreams) break;
    }
    return newest;
  }

  #liveAtOnce(older: Member, newer: Member): boolean {
    let looked = 0;
    for (const [key, stream] of newer.streams) {
      const other = older.streams.get(key);
      if (other === undefined) continue;
      const [first] = this.#timesOf(stream, -Infinity, 1);
      if (first !== undefined && this.#timesOf(other, first, liveSamples).length === liveSamples) return true;
      if (++looked === comparedStreams) return false;
    }
    return false;
  }

  /** The first `most` times of a stream from `from` on, Unix milliseconds. */
  #timesOf(stream: number, from: number, most: number): readonly number[] {
    const times: number[] = [];
    for (const { block, first } of this.#metrics.segments(stream, from, Infinity)) {
      const { cells } = block.slot(first);
      for (let row = 0; row < block.rows && times.length < most; row++) {
        const time = block.times[row] as number;
        if (time >= from && cells?.[row] !== 0) times.push(time);
      }
      if (times.length === most) break;
    }
    return times;
  }
}

/** Gives lanes in the order in which the members came; answers whether one changed. */
function assigned({ members }: Group): boolean {
  let moved = false;
  for (const [at, member] of members.entries()) {
    const taken = new Set(
      members
        .slice(0, at)
        .filter((one) => member.liveWith.has(one))
        .map(({ lane }) => lane),
    );
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    if (lane !== member.lane) moved = true;
    member.lane = lane;
  }
  return moved;
}

function keep({ streams }: Member, { number, metric, attributes }: StreamRow): void {
  const key = `${metric} ${attributes.map(({ key: name, value }) => `${name}=${textForm(value)}`).join('\0')}`;
  if (!streams.has(key)) streams.set(key, number);
}

// services.map: who calls whom in a run, how often, how long, and how often in vain.
import type { CallFigures, MapEdge, MapNode, ServiceMap, ServicesRequest } from '../../../contract/services.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { Caller, type BlockCalls } from './block-calls.ts';
import type { CallIndex } from './call-index.ts';
import { LogHistogram } from './log-histogram.ts';

export function servicesMap(
  reader: RunReader,
  index: CallIndex,
  { from, to }: Pick<ServicesRequest, 'from' | 'to'>,
  alive: Alive,
): ServiceMap {
  const cursor = reader.refresh();
  const { calls, complete } = index.upTo(cursor, alive);
  const map = new MapSums();
  const window = {
    from: from === undefined ? -Infinity : Number(from / 1000n),
    to: to === undefined ? Infinity : Number(to / 1000n),
  };
  for (const block of calls) {
    alive();
    map.add(block, window);
  }
  return { ...map.finish(index), complete, cursor };
}

/** Microseconds, both included. */
interface Window {
  readonly from: number;
  readonly to: number;
}

interface Sums {
  readonly durations: LogHistogram;
  errors: number;
  fromOutside: number;
}

/** More participants than this are never told apart: numbers of services and peers stay below it. */
const width = 2 ** 26;

class MapSums {
  readonly #nodes = new Map<number, Sums>();
  readonly #edges = new Map<number, Sums>();
  #first = Infinity;
  #last = -Infinity;

  add(calls: BlockCalls, { from, to }: Window): void {
    for (let i = 0; i < calls.count; i++) {
      const start = calls.start[i] as number;
      if (start < from || start > to || calls.answered[i] === 1) continue;
      const caller = calls.caller[i] as number;
      if (caller === Caller.itself || (caller === Caller.unknown && calls.answers[i] === 0)) continue;
      if (start < this.#first) this.#first = start;
      if (start > this.#last) this.#last = start;
      const callee = calls.callee[i] as number;
      const [bin, failed] = [calls.bin[i] as number, calls.failed[i] as number];
      const node = sumsOf(this.#nodes, callee);
      count(node, bin, failed);
      if (caller < 0) node.fromOutside++;
      else {
        sumsOf(this.#nodes, caller);
        count(sumsOf(this.#edges, caller * width + callee), bin, failed);
      }
    }
  }

  finish(index: CallIndex): Omit<ServiceMap, 'complete' | 'cursor'> {
    const order = [...this.#nodes].toSorted(
      ([a, one], [b, other]) => other.durations.count - one.durations.count || a - b,
    );
    const place = new Map(order.map(([number], at) => [number, at]));
    const nodes = order.map(([number, sums]): MapNode => ({
      ...index.participants.of(number),
      ...figuresOf(sums),
      fromOutside: sums.fromOutside,
    }));
    const edges = [...this.#edges].map(([key, sums]): MapEdge => ({
      from: place.get(Math.floor(key / width)) as number,
      to: place.get(key % width) as number,
      ...figuresOf(sums),
    }));
    const known = this.#last >= this.#first;
    return {
      nodes,
      edges: edges.toSorted((a, b) => b.calls - a.calls || a.from - b.from || a.to - b.to),
      first: known ? unixNanos(BigInt(this.#first) * 1000n) : undefined,
      last: known ? unixNanos(BigInt(this.#last) * 1000n) : undefined,
    };
  }
}

function sumsOf(map: Map<number, Sums>, key: number): Sums {
  let sums = map.get(key);
  if (sums === undefined) map.set(key, (sums = { durations: new LogHistogram(), errors: 0, fromOutside: 0 }));
  return sums;
}

function count(sums: Sums, bin: number, failed: number): void {
  sums.durations.add(bin);
  sums.errors += failed;
}

export function figuresOf({ durations, errors }: Pick<Sums, 'durations' | 'errors'>): CallFigures {
  return { calls: durations.count, errors, p50: durations.quantile(0.5), p99: durations.quantile(0.99) };
}

// Calls summed up per participant and per pair of caller and callee.
import type { CallFigures, MapEdge, MapNode, ServiceGraph } from '../../../contract/services.ts';
import { LogHistogram } from '../log-histogram.ts';
import type { Participants } from './participants.ts';

interface Sums {
  readonly durations: LogHistogram;
  errors: number;
  fromOutside: number;
}

/** Numbers of participants stay below it. */
const width = 2 ** 26;

export class CallSums {
  readonly #nodes = new Map<number, Sums>();
  readonly #edges = new Map<number, Sums>();

  /** `caller` undefined: from outside of what is traced. `failed`: 0 or 1. */
  add(caller: number | undefined, callee: number, nanos: number, failed: number): void {
    const node = sumsOf(this.#nodes, callee);
    count(node, nanos, failed);
    if (caller === undefined) {
      node.fromOutside++;
      return;
    }
    sumsOf(this.#nodes, caller);
    count(sumsOf(this.#edges, caller * width + callee), nanos, failed);
  }

  finish(participants: Participants): ServiceGraph {
    const order = [...this.#nodes].toSorted(
      ([a, one], [b, other]) => other.durations.count - one.durations.count || a - b,
    );
    const place = new Map(order.map(([number], at) => [number, at]));
    const nodes = order.map(([number, sums]): MapNode => ({
      ...participants.of(number),
      ...figuresOf(sums),
      fromOutside: sums.fromOutside,
    }));
    const edges = [...this.#edges].map(([key, sums]): MapEdge => ({
      from: place.get(Math.floor(key / width)) as number,
      to: place.get(key % width) as number,
      ...figuresOf(sums),
    }));
    return { nodes, edges: edges.toSorted((a, b) => b.calls - a.calls || a.from - b.from || a.to - b.to) };
  }
}

function sumsOf(map: Map<number, Sums>, key: number): Sums {
  let sums = map.get(key);
  if (sums === undefined) map.set(key, (sums = { durations: new LogHistogram(), errors: 0, fromOutside: 0 }));
  return sums;
}

function count(sums: Sums, nanos: number, failed: number): void {
  sums.durations.add(nanos);
  sums.errors += failed;
}

export function figuresOf({ durations, errors }: Pick<Sums, 'durations' | 'errors'>): CallFigures {
  return { calls: durations.count, errors, p50: durations.quantile(0.5), p99: durations.quantile(0.99) };
}

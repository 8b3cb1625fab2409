// Who calls whom: for each span in a time window whose parent is a span of another service, one call from the
// parent's service to its own. Parents are found by a 64-bit hash of trace id and span id, over all blocks at once.
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';
import { IdTable } from './id-table.ts';
import type { JaegerDependency } from './jaeger-answer.ts';
import { effectiveStart } from './plausible-time.ts';

/** The newest spans that are looked at; 40 bytes of memory each. */
const maxSpans = 2_000_000;

/** Nanoseconds, both included; a span is in the window by its start. */
export interface DependencyWindow {
  readonly start: bigint;
  readonly end: bigint;
}

export function dependenciesIn(reader: RunReader, window: DependencyWindow, alive: Alive): JaegerDependency[] {
  reader.refresh();
  const blocks = reader.spanBlocks().filter((one) => one.maxStart >= window.start && one.minStart <= window.end);
  const calls = new Calls(
    reader,
    Math.min(
      maxSpans,
      blocks.reduce((sum, one) => sum + one.count, reader.headSpans().count),
    ),
  );
  calls.add(reader.headSpans(), window);
  for (const summary of blocks) {
    alive();
    if (calls.count + summary.count > maxSpans) break;
    calls.add(reader.openSpanBlock(summary.block), window);
  }
  alive();
  return calls.dependencies();
}

class Calls {
  count = 0;
  readonly #reader: RunReader;
  readonly #keys: Uint32Array;
  readonly #parents: Uint32Array;
  readonly #services: Uint32Array;

  constructor(reader: RunReader, capacity: number) {
    this.#reader = reader;
    this.#keys = new Uint32Array(2 * capacity);
    this.#parents = new Uint32Array(2 * capacity);
    this.#services = new Uint32Array(capacity);
  }

  add(block: SpanBlock, window: DependencyWindow): void {
    const traces = words(block.traceIds, 4 * block.traceCount);
    const ids = words(block.spanIds, 2 * block.count);
    const parents = words(block.parentIds, 2 * block.count);
    for (let row = 0; row < block.count; row++) {
      const start = effectiveStart(block, row);
      if (start < window.start || start > window.end || this.count === this.#services.length) continue;
      const at = this.count++;
      const trace = 4 * (block.trace[row] as number);
      writeKey(this.#keys, at, traces, trace, ids, 2 * row);
      if (parents[2 * row] !== 0 || parents[2 * row + 1] !== 0)
        writeKey(this.#parents, at, traces, trace, parents, 2 * row);
      this.#services[at] = this.#reader.serviceOfResource(block.resource[row] as number);
    }
  }

  dependencies(): JaegerDependency[] {
    const table = new IdTable(this.#keys, this.count);
    for (let span = 0; span < this.count; span++) table.add(span);
    const counts = new Map<number, Map<number, number>>();
    for (let span = 0; span < this.count; span++) {
      const high = this.#parents[2 * span] as number;
      const low = this.#parents[2 * span + 1] as number;
      if (high === 0 && low === 0) continue;
      const parent = table.find(high, low);
      if (parent < 0) continue;
      const from = this.#services[parent] as number;
      const to = this.#services[span] as number;
      if (from === to) continue;
      const row = counts.get(from) ?? new Map<number, number>();
      row.set(to, (row.get(to) ?? 0) + 1);
      counts.set(from, row);
    }
    const found: JaegerDependency[] = [];
    for (const [from, row] of counts) {
      for (const [to, callCount] of row) {
        found.push({ parent: this.#reader.serviceName(from), child: this.#reader.serviceName(to), callCount });
      }
    }
    return found.toSorted((a, b) => compare(a.parent, b.parent) || compare(a.child, b.child));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A copy of ids as words; their bytes need not be aligned. */
function words(bytes: Uint8Array, count: number): Uint32Array {
  const copy = new Uint32Array(count);
  new Uint8Array(copy.buffer).set(bytes.subarray(0, 4 * count));
  return copy;
}

/** Two words made of the four of a trace id and the two of a span id. Never both zero, which stands for "no parent". */
function writeKey(
  target: Uint32Array,
  at: number,
  traces: Uint32Array,
  trace: number,
  ids: Uint32Array,
  id: number,
): void {
  let one = 0x9e3779b9;
  let two = 0x85ebca6b;
  for (let i = 0; i < 6; i++) {
    const word = (i < 4 ? traces[trace + i] : ids[id + i - 4]) as number;
    one = Math.imul(one ^ word, 0xcc9e2d51);
    one ^= one >>> 15;
    two = Math.imul(two ^ (word + one), 0x1b873593);
    two ^= two >>> 13;
  }
  target[2 * at] = one;
  target[2 * at + 1] = two | 1;
}

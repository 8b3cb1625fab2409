// traces.compare: two traces laid over each other, and what changed from the left one to the right one.
import { Change, ErrorChange, leastChange, type TraceComparison } from '../../../contract/compare.ts';
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import type { Alive } from '../../store/reader-face.ts';
import { effectiveTimes } from '../analysis/effective-times.ts';
import { selfTimes } from '../analysis/self-times.ts';
import { alignTrees, type KeyedTree } from './tree-alignment.ts';

export function compareTraces(left: TraceColumns, right: TraceColumns, alive: Alive): TraceComparison {
  const keys = new KeyNumbers();
  const aligned = alignTrees(keyed(left, keys), keyed(right, keys), alive);
  const { rows } = aligned;
  const selfOf = (columns: TraceColumns): Float64Array => selfTimes(columns, effectiveTimes(columns), alive);
  const self = { left: selfOf(left), right: selfOf(right) };
  const change = new Uint8Array(rows);
  const error = new Uint8Array(rows);
  const delta = new Float64Array(rows).fill(NaN);
  const selfDelta = new Float64Array(rows).fill(NaN);
  const changes = [0, 0, 0, 0, 0];
  const errors = [0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    if ((row & 8191) === 0) alive();
    const l = aligned.left[row] as number;
    const r = aligned.right[row] as number;
    const before = lengthOf(left, l);
    const after = lengthOf(right, r);
    const difference = after - before;
    if (!Number.isNaN(difference)) {
      delta[row] = difference;
      selfDelta[row] = (self.right[r] as number) - (self.left[l] as number);
    }
    change[row] = l < 0 ? Change.added : r < 0 ? Change.removed : changeOf(before, after);
    error[row] = errorOf(isFailed(left, l), isFailed(right, r));
    changes[change[row] as number] = (changes[change[row] as number] as number) + 1;
    errors[error[row] as number] = (errors[error[row] as number] as number) + 1;
  }
  return {
    left: { columns: left, self: self.left },
    right: { columns: right, self: self.right },
    rows,
    leftRow: aligned.left,
    rightRow: aligned.right,
    parent: aligned.parent,
    depth: aligned.depth,
    subtree: aligned.subtree,
    change,
    error,
    delta,
    selfDelta,
    changes,
    errors,
  };
}

/** Nanoseconds; NaN where there is no duration to compare. A span that ends before it starts lasts 0. */
function lengthOf(columns: TraceColumns, row: number): number {
  if (row < 0 || columns.missing[row] === 1) return NaN;
  if (((columns.marks[row] as number) & SpanMark.unfinished) !== 0) return NaN;
  return Math.max(0, columns.length[row] as number);
}

/** `before` and `after`: nanoseconds. */
export function changeOf(before: number, after: number): Change {
  const least = Math.max(leastChange.nanos, leastChange.fraction * Math.min(before, after));
  if (after - before > least) return Change.slower;
  return before - after > least ? Change.faster : Change.same;
}

function isFailed(columns: TraceColumns, row: number): boolean {
  return row >= 0 && ((columns.marks[row] as number) & SpanMark.error) !== 0;
}

function errorOf(before: boolean, after: boolean): ErrorChange {
  if (before) return after ? ErrorChange.both : ErrorChange.gone;
  return after ? ErrorChange.appeared : ErrorChange.none;
}

/** Kind of the key of a span that was never received: its service is a guess, its name unknown. */
const placeholder = 7;

function keyed(columns: TraceColumns, keys: KeyNumbers): KeyedTree {
  const services = Uint32Array.from(columns.serviceNames, (name) => keys.textNumber(name));
  const names = Uint32Array.from(columns.names, (name) => keys.textNumber(name));
  const key = new Float64Array(columns.rows);
  for (let row = 0; row < columns.rows; row++) {
    const kind = columns.missing[row] === 1 ? placeholder : Math.min(columns.kind[row] as number, placeholder - 1);
    key[row] = keys.of(
      services[columns.service[row] as number] as number,
      names[columns.name[row] as number] as number,
      kind,
    );
  }
  return { rows: columns.rows, parent: columns.parent, subtree: columns.subtree, key };
}

/** Numbers for service, name and kind that are the same on both sides. */
class KeyNumbers {
  readonly #texts = new Map<string, number>();
  readonly #keys = new Map<number, number>();

  textNumber(text: string): number {
    const number = this.#texts.get(text) ?? this.#texts.size;
    this.#texts.set(text, number);
    return number;
  }

  /** Texts are fewer than 2^25: two traces do not have more rows. */
  of(service: number, name: number, kind: number): number {
    const packed = (service * 2 ** 25 + name) * 8 + kind;
    const number = this.#keys.get(packed) ?? this.#keys.size;
    this.#keys.set(packed, number);
    return number;
  }
}

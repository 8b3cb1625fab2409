// How far the clocks of a trace's hosts are apart, estimated from calls that cannot be as they are told: a child that
// begins before its parent, or a called server that is busy outside of its waiting client's time. Pure; trace-clocks.ts
// says which span was stamped by which clock. The estimate is Jaeger's (centre the child in its parent), narrowed by
// all calls between two clocks; docs/trace-analysis.md has it in full.
import type { TraceClock } from '../../../contract/trace-analysis.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { rootRows } from './child-rows.ts';

/** Nanoseconds that clocks may differ by before it counts: some senders stamp whole milliseconds. */
const tolerance = 1_000_000;

const client = 3;
const server = 2;

export interface ClockSkew {
  readonly clocks: readonly TraceClock[];
  readonly outside: Uint8Array;
}

interface Pair {
  readonly a: number;
  readonly b: number;
  /** Children of calls between the two, in either direction. */
  readonly rows: number[];
  outside: number;
}

/** `clock`: per row an index into `names`. */
export function clockSkew(columns: TraceColumns, clock: Uint16Array, names: readonly string[]): ClockSkew {
  const outside = new Uint8Array(columns.rows);
  const pairs = new Map<number, Pair>();
  for (let row = 0; row < columns.rows; row++) {
    const above = columns.parent[row] as number;
    if (above < 0 || columns.missing[above] === 1) continue;
    const from = clock[above] as number;
    const to = clock[row] as number;
    if (from === to) continue;
    const [a, b] = from < to ? [from, to] : [to, from];
    const key = a * names.length + b;
    const pair = pairs.get(key) ?? { a, b, rows: [], outside: 0 };
    pairs.set(key, pair);
    pair.rows.push(row);
    if (fits(columns, row, 0)) continue;
    outside[row] = 1;
    pair.outside++;
  }
  const shiftOf = (pair: Pair): number => {
    const sign = (row: number): number => (clock[row] === pair.b ? 1 : -1);
    const shift = likelyShift(pair.rows.map((row) => windowOf(columns, row, sign(row), outside[row] === 1)));
    const still = pair.rows.filter((row) => !fits(columns, row, sign(row) * shift));
    // A shift that spoils as many calls as it mends is no skew of clocks.
    return still.length < pair.outside ? shift : 0;
  };
  const roots = rootRows(columns).map((row) => clock[row] as number);
  return { clocks: alongCalls([...pairs.values()], roots, names, shiftOf), outside };
}

/** Is the child, moved by `shift`, where its parent's times allow it to be? */
function fits({ offset, length, kind, parent }: TraceColumns, row: number, shift: number): boolean {
  const above = parent[row] as number;
  const from = offset[above] as number;
  const to = from + Math.max(0, length[above] as number);
  const start = (offset[row] as number) + shift;
  const end = start + Math.max(0, length[row] as number);
  // A client waits for its server; anything else may go on after its parent.
  const waits = kind[above] === client && kind[row] === server;
  const late = waits && end > to + tolerance && end - start <= to - from;
  return start >= from - tolerance && !late;
}

/** Which shifts of the second clock would put a call's child inside of its parent. */
interface Window {
  readonly least: number;
  readonly most: number;
  readonly outside: boolean;
}

/** A child that is longer than its parent can only be asked to begin with it. */
function windowOf({ offset, length, parent }: TraceColumns, row: number, sign: number, outside: boolean): Window {
  const above = parent[row] as number;
  const early = (offset[above] as number) - (offset[row] as number);
  const slack = Math.max(0, Math.max(0, length[above] as number) - Math.max(0, length[row] as number));
  return sign > 0 ? { least: early, most: early + slack, outside } : { least: -early - slack, most: -early, outside };
}

/** The middle of what suits all calls; where nothing does, the median of what would centre those that do not fit. */
function likelyShift(windows: readonly Window[]): number {
  const odd = windows.filter(({ outside }) => outside);
  if (odd.length === 0) return 0;
  const least = windows.reduce((bound, one) => Math.max(bound, one.least), Number.NEGATIVE_INFINITY);
  const most = windows.reduce((bound, one) => Math.min(bound, one.most), Number.POSITIVE_INFINITY);
  if (least <= most) return (least + most) / 2;
  return median(odd.map((one) => (one.least + one.most) / 2));
}

/** Starts from the clocks of the roots and follows the pairs with the most calls. */
function alongCalls(
  pairs: readonly Pair[],
  roots: readonly number[],
  names: readonly string[],
  shiftOf: (pair: Pair) => number,
): readonly TraceClock[] {
  const clocks = names.map((name): TraceClock => ({ name, delta: 0, calls: 0, outside: 0, against: -1 }));
  const settled = new Set<number>();
  const left = pairs.toSorted(
    (one, other) => other.rows.length - one.rows.length || one.a - other.a || one.b - other.b,
  );
  for (const root of roots) {
    settled.add(root);
    for (let pair = takeNext(left, settled); pair !== undefined; pair = takeNext(left, settled)) {
      const known = settled.has(pair.a) ? pair.a : pair.b;
      const other = known === pair.a ? pair.b : pair.a;
      settled.add(other);
      const shift = shiftOf(pair) * (known === pair.a ? 1 : -1);
      clocks[other] = {
        name: names[other] as string,
        delta: (clocks[known] as TraceClock).delta + shift,
        calls: pair.rows.length,
        outside: pair.outside,
        against: known,
      };
    }
  }
  return clocks;
}

function takeNext(left: Pair[], settled: ReadonlySet<number>): Pair | undefined {
  const at = left.findIndex(({ a, b }) => settled.has(a) !== settled.has(b));
  return at < 0 ? undefined : left.splice(at, 1)[0];
}

/** The lower of the two middle ones. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] as number;
}

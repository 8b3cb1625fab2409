// Times of a trace summed per operation or service, and its slowest spans without children.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import type { OfRows, SelfTimeTable } from '../../../contract/trace-analysis.ts';
import type { PathSegments } from './critical-path.ts';
import type { EffectiveTimes } from './effective-times.ts';

const leavesTold = 100;

/** Groups by self time, then by total, then by their first row. Missing parents are no spans and do not count. */
export function selfTimeTable(
  columns: TraceColumns,
  { start, end }: EffectiveTimes,
  self: Float64Array,
  path: PathSegments,
  by: 'operation' | 'service',
): Omit<SelfTimeTable, keyof OfRows> {
  const { rows, service, name, marks, missing } = columns;
  const groupOf = new Int32Array(rows).fill(-1);
  const first: number[] = [];
  const known = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    if (missing[row] === 1) continue;
    const key = by === 'service' ? (service[row] as number) : (name[row] as number) * 65_536 + (service[row] as number);
    let group = known.get(key);
    if (group === undefined) {
      group = first.push(row) - 1;
      known.set(key, group);
    }
    groupOf[row] = group;
  }
  const count = first.length;
  const spans = new Uint32Array(count);
  const errors = new Uint32Array(count);
  const sums = { total: new Float64Array(count), self: new Float64Array(count), path: new Float64Array(count) };
  const longest = new Float64Array(count);
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row] as number;
    if (group < 0) continue;
    const length = (end[row] as number) - (start[row] as number);
    spans[group] = (spans[group] as number) + 1;
    if (((marks[row] as number) & SpanMark.error) !== 0) errors[group] = (errors[group] as number) + 1;
    sums.total[group] = (sums.total[group] as number) + length;
    sums.self[group] = (sums.self[group] as number) + (self[row] as number);
    longest[group] = Math.max(longest[group] as number, length);
  }
  for (let i = 0; i < path.count; i++) {
    const group = groupOf[path.row[i] as number] as number;
    sums.path[group] = (sums.path[group] as number) + (path.to[i] as number) - (path.from[i] as number);
  }
  const order = Uint32Array.from({ length: count }, (_, group) => group).sort(
    (a, b) =>
      (sums.self[b] as number) - (sums.self[a] as number) ||
      (sums.total[b] as number) - (sums.total[a] as number) ||
      a - b,
  );
  return {
    count,
    service: Uint16Array.from(order, (group) => service[first[group] as number] as number),
    name: Uint32Array.from(order, (group) => name[first[group] as number] as number),
    spans: Uint32Array.from(order, (group) => spans[group] as number),
    errors: Uint32Array.from(order, (group) => errors[group] as number),
    total: Float64Array.from(order, (group) => sums.total[group] as number),
    self: Float64Array.from(order, (group) => sums.self[group] as number),
    longest: Float64Array.from(order, (group) => longest[group] as number),
    path: Float64Array.from(order, (group) => sums.path[group] as number),
    slowestLeaves: slowestLeaves(columns, start, end),
  };
}

function slowestLeaves({ rows, subtree, missing }: TraceColumns, start: Float64Array, end: Float64Array): Uint32Array {
  const leaves: number[] = [];
  for (let row = 0; row < rows; row++) if (subtree[row] === 1 && missing[row] === 0) leaves.push(row);
  const length = (row: number): number => (end[row] as number) - (start[row] as number);
  return Uint32Array.from(leaves.sort((a, b) => length(b) - length(a) || a - b).slice(0, leavesTold));
}

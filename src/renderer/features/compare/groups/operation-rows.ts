// Operations of two groups as rows, with the figures that they are ordered by.
import type { GroupComparison } from '../../../../contract/compare.ts';
import type { GroupOrder } from '../../../routes/compare-groups-route.ts';

/** One side of a row; NaN where the group has no such spans. */
export interface SideFigures {
  readonly spans: number;
  /** 0 to 1. */
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  /** Nanoseconds of self time per trace of the group. */
  readonly self: number;
}

export interface OperationRow {
  /** Index into the answer's operations. */
  readonly index: number;
  readonly service: string;
  readonly name: string;
  /** Value of `Change`. */
  readonly change: number;
  readonly left: SideFigures;
  readonly right: SideFigures;
}

export function operationRows(groups: GroupComparison, order: GroupOrder): readonly OperationRow[] {
  const side = (name: 'left' | 'right', index: number): SideFigures => {
    const of = name === 'left' ? groups.leftOperations : groups.rightOperations;
    const spans = of.spans[index] as number;
    return {
      spans,
      failed: spans === 0 ? NaN : (of.errors[index] as number) / spans,
      p50: of.p50[index] as number,
      p99: of.p99[index] as number,
      self: spans === 0 ? NaN : (of.self[index] as number) / Math.max(1, groups[name].traces),
    };
  };
  const rows = groups.operations.map(({ service, name }, index): OperationRow => ({
    index,
    service,
    name,
    change: groups.change[index] as number,
    left: side('left', index),
    right: side('right', index),
  }));
  if (order === 'name') return rows.toSorted((a, b) => compare(a.service, b.service) || compare(a.name, b.name));
  const weight = rows.map((row) => weightOf(groups, row, order));
  return rows.toSorted((a, b) => (weight[b.index] as number) - (weight[a.index] as number) || a.index - b.index);
}

/** How much a row differs; what one side does not have counts as nothing there. */
function weightOf(groups: GroupComparison, { left, right }: OperationRow, order: Exclude<GroupOrder, 'name'>): number {
  const of = (side: SideFigures, traces: number): number => {
    if (order === 'errors') return side.failed || 0;
    // Groups may differ in size, so that spans are counted per trace.
    if (order === 'spans') return side.spans / Math.max(1, traces);
    return side[order] || 0;
  };
  return Math.abs(of(right, groups.right.traces) - of(left, groups.left.traces));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

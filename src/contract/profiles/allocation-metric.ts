// The sort metrics of DHAT's viewer: what a tree of program points is sorted by, which nodes are significant in it, and
// which numbers stay with a node that only leads to significant ones. Thresholds are shares of the root's number.
import type { DhatFacts, DhatUnits } from './dhat.ts';

/** A number of a node that the tree can be sorted by. */
export type AllocationField = 'totalBytes' | 'totalBlocks' | 'peakBytes' | 'endBytes' | 'readBytes' | 'writeBytes';

/** What a node must be besides large. */
export type AllocationCondition = 'none' | 'tiny' | 'short-lived' | 'zero-access' | 'low-access' | 'high-access';

/** Numbers in the lines of a node. */
export type AllocationPart =
  | 'bytes'
  | 'blocks'
  | 'size'
  | 'lifetime'
  | 'peak'
  | 'end'
  | 'reads'
  | 'readsPerByte'
  | 'writes'
  | 'writesPerByte';

export interface AllocationMetric {
  /** For addresses and the command line. */
  readonly name: string;
  readonly field: AllocationField;
  readonly condition: AllocationCondition;
  readonly threshold: number;
  readonly needs: 'lifetimes' | 'accesses' | undefined;
  /** Shown of nodes that are not significant themselves. */
  readonly parts: readonly AllocationPart[];
}

export const allocationBounds = { tinyBytes: 16, lowAccess: 0.4, highAccess: 1000 } as const;

/** In the order of the viewer's menu; its numbers are the places in this list. */
export const allocationMetrics: readonly AllocationMetric[] = [
  entry('total-bytes', 'totalBytes', 'none', ['bytes']),
  entry('total-blocks', 'totalBlocks', 'none', ['blocks']),
  entry('total-blocks-tiny', 'totalBlocks', 'tiny', ['blocks', 'size']),
  entry('total-blocks-short-lived', 'totalBlocks', 'short-lived', ['blocks', 'lifetime']),
  entry('total-bytes-zero-access', 'totalBytes', 'zero-access', ['bytes', 'reads', 'writes']),
  entry('total-blocks-zero-access', 'totalBlocks', 'zero-access', ['blocks', 'reads', 'writes']),
  entry('total-bytes-low-access', 'totalBytes', 'low-access', ['bytes', 'readsPerByte', 'writesPerByte']),
  entry('total-blocks-low-access', 'totalBlocks', 'low-access', ['blocks', 'readsPerByte', 'writesPerByte']),
  entry('t-gmax-bytes', 'peakBytes', 'none', ['peak']),
  entry('t-end-bytes', 'endBytes', 'none', ['end']),
  entry('reads-bytes', 'readBytes', 'none', ['reads']),
  entry('reads-bytes-high-access', 'readBytes', 'high-access', ['reads', 'readsPerByte']),
  entry('writes-bytes', 'writeBytes', 'none', ['writes']),
  entry('writes-bytes-high-access', 'writeBytes', 'high-access', ['writes', 'writesPerByte']),
];

/** The viewer's default: Total (blocks). */
export const defaultAllocationMetric = 1;

/** The metric's name in the words of its file, e.g. "Total (events), tiny". */
export function allocationMetricLabel(metric: AllocationMetric, units: DhatUnits): string {
  const words = fieldWords[metric.field];
  const unit = metric.field === 'totalBlocks' ? units.blocks : metric.field === 'totalBytes' ? units.bytes : 'bytes';
  // Only metrics that any file can have follow its units, as the reference viewer does it.
  const shown = metric.needs === undefined ? unit : metric.field === 'totalBlocks' ? 'blocks' : 'bytes';
  return `${words} (${shown})${conditionWords[metric.condition]}`;
}

/** Whether the file records what the metric needs. */
export function hasAllocationMetric(
  metric: AllocationMetric,
  facts: Pick<DhatFacts, 'hasLifetimes' | 'hasAccesses'>,
): boolean {
  if (metric.needs === 'lifetimes') return facts.hasLifetimes;
  return metric.needs === undefined || facts.hasAccesses;
}

const fieldWords: Readonly<Record<AllocationField, string>> = {
  totalBytes: 'Total',
  totalBlocks: 'Total',
  peakBytes: 'At t-gmax',
  endBytes: 'At t-end',
  readBytes: 'Reads',
  writeBytes: 'Writes',
};

const conditionWords: Readonly<Record<AllocationCondition, string>> = {
  none: '',
  tiny: ', tiny',
  'short-lived': ', short-lived',
  'zero-access': ', zero reads or zero writes',
  'low-access': ', low-access',
  'high-access': ', high-access',
};

function entry(
  name: string,
  field: AllocationField,
  condition: AllocationCondition,
  parts: readonly AllocationPart[],
): AllocationMetric {
  const ofLifetimes = field === 'peakBytes' || field === 'endBytes' || condition === 'short-lived';
  const ofAccesses = field === 'readBytes' || field === 'writeBytes' || condition.endsWith('-access');
  return {
    name,
    field,
    condition,
    threshold: condition === 'none' ? 0.01 : 0.005,
    needs: ofLifetimes ? 'lifetimes' : ofAccesses ? 'accesses' : undefined,
    parts,
  };
}

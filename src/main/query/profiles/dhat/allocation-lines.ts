// The lines of a node in the words of the reference viewer: "Total:     1 bytes (...) in ...". All of them, or only the
// parts that belong to a metric.
import { allocationColumnNames, type AllocationColumn } from '../../../../contract/profiles/allocations.ts';
import { ratio } from './allocation-significance.ts';
import type { AllocationTree } from './allocation-tree.ts';
import { sumOf } from './sorted-children.ts';
import type { AllocationPart } from '../../../../contract/profiles/allocation-metric.ts';
import { dhatNumber, dhatPercent } from '../../../../contract/profiles/dhat-number.ts';

export type NodeNumbers = Readonly<Record<AllocationColumn, number>>;

export function nodeNumbers(tree: AllocationTree, node: number): NodeNumbers {
  return record((field) => tree.sums[field][node] as number);
}

export function aggregateNumbers(tree: AllocationTree, nodes: Int32Array): NodeNumbers {
  return record((field) => sumOf(tree.sums[field], nodes));
}

/**
 * @param parts only these; `undefined` for all
 * @param point whose maximum is told; -1 for none
 */
export function allocationLines(
  tree: AllocationTree,
  numbers: NodeNumbers,
  parts: readonly AllocationPart[] | undefined,
  point: number,
): readonly string[] {
  const { points } = tree;
  const { bytes, blocks, time, millionTime, perByte: perByteUnit } = points.units;
  const { hasLifetimes, hasAccesses, timeAtEnd } = points;
  const has = (part: AllocationPart): boolean => parts === undefined || parts.includes(part);
  const root = (field: AllocationColumn): number => tree.sums[field][0] as number;
  const percent = (part: number, whole: number): string => dhatPercent(ratio(part, whole));
  const share = (field: AllocationColumn): string => percent(numbers[field], root(field));
  const rate = (field: AllocationColumn): string =>
    `${dhatNumber(ratio(numbers[field] * 1_000_000, timeAtEnd))}/${millionTime}`;
  const sized = (field: AllocationColumn, unit: string): string =>
    `${dhatNumber(numbers[field])} ${unit} (${share(field)}, ${rate(field)})`;
  const plain = (field: AllocationColumn, unit: string): string =>
    `${dhatNumber(numbers[field])} ${unit} (${share(field)})`;
  const average = (size: number, count: number): string => `avg size ${dhatNumber(ratio(size, count))} ${bytes}`;
  const perByte = (field: AllocationColumn): string =>
    `${dhatNumber(ratio(numbers[field], numbers.totalBytes))}/${perByteUnit}`;
  const lines: string[] = [];

  const amounts = [
    ...(has('bytes') ? [sized('totalBytes', bytes)] : []),
    ...(has('blocks') ? [sized('totalBlocks', blocks)] : []),
  ];
  const lifetime = (): string => {
    const mean = ratio(numbers.lifetimes, numbers.totalBlocks);
    return `avg lifetime ${dhatNumber(mean)} ${time} (${percent(mean, timeAtEnd)} of program duration)`;
  };
  const totals = [
    ...(amounts.length > 0 ? [amounts.join(' in ')] : []),
    ...(has('size') ? [average(numbers.totalBytes, numbers.totalBlocks)] : []),
    ...(hasLifetimes && has('lifetime') ? [lifetime()] : []),
  ];
  if (totals.length > 0) lines.push(`Total:     ${totals.join(', ')}`);

  if (hasLifetimes && parts === undefined && point >= 0) lines.push(`Max:       ${maximumText(tree, point)}`);
  const moment = (name: string, size: 'peakBytes' | 'endBytes', count: 'peakBlocks' | 'endBlocks'): string =>
    parts === undefined
      ? `${name} ${plain(size, bytes)} in ${plain(count, blocks)}, ${average(numbers[size], numbers[count])}`
      : `${name} ${plain(size, bytes)}`;
  if (hasLifetimes && has('peak')) lines.push(moment('At t-gmax:', 'peakBytes', 'peakBlocks'));
  if (hasLifetimes && has('end')) lines.push(moment('At t-end: ', 'endBytes', 'endBlocks'));

  const accesses = (field: 'readBytes' | 'writeBytes', amount: AllocationPart, each: AllocationPart): string =>
    [...(has(amount) ? [sized(field, bytes)] : []), ...(has(each) ? [perByte(field)] : [])].join(', ');
  const reads = hasAccesses ? accesses('readBytes', 'reads', 'readsPerByte') : '';
  const writes = hasAccesses ? accesses('writeBytes', 'writes', 'writesPerByte') : '';
  if (reads !== '') lines.push(`Reads:     ${reads}`);
  if (writes !== '') lines.push(`Writes:    ${writes}`);
  return lines;
}

function maximumText({ points, nextSame }: AllocationTree, point: number): string {
  const size = points.maximumBytes[point] as number;
  const count = points.maximumBlocks[point] as number;
  if (Number.isNaN(size) || nextSame[point] !== -1) return 'not known, since points with this stack were merged';
  const { bytes, blocks } = points.units;
  const each = dhatNumber(ratio(size, count));
  return `${dhatNumber(size)} ${bytes} in ${dhatNumber(count)} ${blocks}, avg size ${each} ${bytes}`;
}

/** Rows of 32 counts with the offset of the first; "-" is none, a repeated count is a ditto mark. */
export function accessLines(counts: Float64Array): readonly string[] {
  const lines: string[] = [];
  for (let row = 0; row < counts.length; row += 32) {
    let line = `[${String(row).padStart(3)}]  `;
    for (let at = row; at < Math.min(row + 32, counts.length); at++) {
      const count = counts[at] as number;
      const text = count === 0 ? '-' : count === Infinity ? '∞' : String(count);
      line += `${at > row && count !== 0 && count === counts[at - 1] ? '〃' : text} `;
    }
    lines.push(line);
  }
  return lines;
}

/**
 * Numbered from the root. Frames of the nodes above come first, with ^ in place of #.
 * @param whole false: only the node's own frames
 */
export function frameLines(tree: AllocationTree, node: number, whole: boolean): readonly string[] {
  const path: number[] = [];
  for (let at = node; at >= 0 && (whole || at === node); at = tree.parent[at] as number) path.push(at);
  const lines: string[] = [];
  let number = node === 0 ? 0 : whole ? 1 : 1 + (tree.framesAbove[node] as number);
  for (const at of path.toReversed()) {
    const skip = at === 0 && node !== 0 ? 1 : 0;
    for (let frame = (tree.frameStarts[at] as number) + skip; frame < (tree.frameStarts[at + 1] as number); frame++) {
      const text = tree.points.frameTable[tree.frames[frame] as number] as string;
      lines.push(`${at === node ? '#' : '^'}${number++}: ${text}`);
    }
  }
  return lines;
}

function record(of: (field: AllocationColumn) => number): NodeNumbers {
  const numbers = {} as Record<AllocationColumn, number>;
  for (const field of allocationColumnNames) numbers[field] = of(field);
  return numbers;
}

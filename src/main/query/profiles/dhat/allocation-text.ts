// The page of the reference viewer as text: invocation, times, the tree by one metric, the rule of significance. Equal to
// what Valgrind's dh_view.html shows in the locale en_US.
import { accessCounts } from './access-counts.ts';
import { accessLines, aggregateNumbers, allocationLines, frameLines, nodeNumbers } from './allocation-lines.ts';
import { ratio, Significance, significance, significantFrom } from './allocation-significance.ts';
import type { AllocationTree } from './allocation-tree.ts';
import { sortedChildren, type SortedChild, type SortedTree } from './sorted-children.ts';
import {
  allocationBounds,
  type AllocationField,
  type AllocationMetric,
} from '../../../../contract/profiles/allocation-metric.ts';
import { ContractError } from '../../../../contract/errors.ts';
import { dhatNumber, dhatPercent } from '../../../../contract/profiles/dhat-number.ts';

/** What a text can hold in this program, with room for the rest. */
const mostCharacters = 400_000_000;

/**
 * @param most characters; where the metric's root is 0 everything is significant, and the page grows without bound
 * Throws ContractError `bad-request` beyond that.
 */
export function allocationText(
  tree: AllocationTree,
  metric: AllocationMetric,
  alive: () => void,
  most = mostCharacters,
): string {
  const sorted: SortedTree = { tree, field: metric.field, states: significance(tree, metric, alive) };
  return [...header(tree), ...treeLines(sorted, metric, most, alive), '', thresholdLine(tree, metric), ''].join('\n');
}

/** The rule of the metric with its numbers in this file. */
export function thresholdLine(tree: AllocationTree, metric: AllocationMetric): string {
  const { units, shortLived } = tree.points;
  const least = significantFrom(tree, metric);
  const unit = metric.field === 'totalBlocks' ? units.blocks : units.bytes;
  const share = dhatPercent(ratio(least, tree.sums[metric.field][0] as number));
  const size = `${fieldWords[metric.field]} >= ${dhatNumber(least)} ${unit} (${share})`;
  const each = units.perByte;
  const { tinyBytes, lowAccess, highAccess } = allocationBounds;
  const both = (sign: string, bound: number): string =>
    `((reads ${sign} ${dhatNumber(bound)}/${each}) || (writes ${sign} ${dhatNumber(bound)}/${each}))`;
  const conditions: Readonly<Record<AllocationMetric['condition'], readonly string[]>> = {
    none: [],
    tiny: [`(avg size <= ${dhatNumber(tinyBytes)} ${units.bytes})`],
    'short-lived': [`(avg lifetime <= ${dhatNumber(shortLived ?? 0)} ${units.time})`],
    'zero-access': [`((reads == 0 ${units.bytes}) || (writes == 0 ${units.bytes}))`],
    'low-access': [`(reads != 0 ${units.bytes})`, `(writes != 0 ${units.bytes})`, both('<=', lowAccess)],
    'high-access': [both('>=', highAccess)],
  };
  const more = conditions[metric.condition];
  const rule = more.length === 0 ? size : [`(${size})`, ...more].join(' && ');
  return `PP significance threshold: ${rule}`;
}

const fieldWords: Readonly<Record<AllocationField, string>> = {
  totalBytes: 'total',
  totalBlocks: 'total',
  peakBytes: 'at-t-gmax',
  endBytes: 'at-t-end',
  readBytes: 'reads',
  writeBytes: 'writes',
};

function header({ points }: AllocationTree): readonly string[] {
  const { mode, command, processId, timeAtEnd, timeAtPeak, hasLifetimes, units } = points;
  const share = dhatPercent(ratio(timeAtPeak ?? 0, timeAtEnd));
  return [
    'Invocation {',
    `  Mode:    ${mode}`,
    `  Command: ${command}`,
    `  PID:     ${processId}`,
    '}',
    '',
    'Times {',
    ...(hasLifetimes ? [`  t-gmax: ${dhatNumber(timeAtPeak ?? 0)} ${units.time} (${share} of program duration)`] : []),
    `  t-end:  ${dhatNumber(timeAtEnd)} ${units.time}`,
    '}',
    '',
  ];
}

interface Waiting {
  readonly child: SortedChild;
  /** Before the lines of the node's parent's children. */
  readonly indent: string;
  readonly id: string;
  /** Place among its siblings from 1, and how many there are; 0 for the root's place. */
  readonly place: number;
  readonly siblings: number;
}

function treeLines(sorted: SortedTree, metric: AllocationMetric, most: number, alive: () => void): readonly string[] {
  const lines: string[] = [];
  let characters = 0;
  const waiting: Waiting[] = [{ child: { kind: 'node', node: 0 }, indent: '', id: '1', place: 0, siblings: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    alive();
    const { child, indent, id, place, siblings } = next;
    const open = child.kind === 'node' && sorted.states[child.node] !== Significance.none;
    const children = child.kind === 'node' && (open || child.node === 0) ? sortedChildren(sorted, child.node) : [];
    const isRoot = place === 0;
    const last = place === siblings;
    const branch = isRoot ? '' : `${indent}${last ? '└─' : '├─'}`;
    const body = isRoot ? '' : `${indent}${last ? '  ' : '│ '}`;
    const fold = children.length > 0 ? '▼' : '─';
    const count = children.length > 0 ? `(${children.length} children) ` : '';
    lines.push(`${branch}${fold} PP ${id}/${siblings} ${count}{`);
    for (const line of nodeLines(sorted, metric, child, alive)) {
      lines.push(`${body}    ${line}`);
      characters += body.length + line.length + 5;
    }
    if (characters > most) {
      throw new ContractError(
        'bad-request',
        `The page of this metric is larger than ${Math.round(most / 1e6)} MB of text. Choose another metric, or filter.`,
      );
    }
    lines.push(`${body}  }`);
    for (let at = children.length - 1; at >= 0; at--) {
      waiting.push({
        child: children[at] as SortedChild,
        indent: `${body}  `,
        id: `${id}.${at + 1}`,
        place: at + 1,
        siblings: children.length,
      });
    }
  }
  return lines;
}

function nodeLines(
  { tree, states }: SortedTree,
  metric: AllocationMetric,
  child: SortedChild,
  alive: () => void,
): readonly string[] {
  const site = `${tree.points.verb} at {`;
  if (child.kind === 'aggregate') {
    return [
      ...allocationLines(tree, aggregateNumbers(tree, child.nodes), metric.parts, -1),
      site,
      `  [${child.nodes.length} insignificant]`,
      '}',
    ];
  }
  const { node } = child;
  const whole = states[node] === Significance.self;
  const counts = whole ? accessLines(accessCounts(tree, node, alive)) : [];
  return [
    ...allocationLines(
      tree,
      nodeNumbers(tree, node),
      whole ? undefined : metric.parts,
      node === 0 ? -1 : (tree.point[node] as number),
    ),
    ...(counts.length > 0 ? ['Accesses: {', ...counts.map((line) => `  ${line}`), '}'] : []),
    site,
    ...frameLines(tree, node, whole).map((line) => `  ${line}`),
    '}',
  ];
}

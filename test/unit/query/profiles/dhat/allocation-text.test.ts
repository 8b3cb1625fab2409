// Against what the reference viewer shows and holds: its text for every file and metric, its tree node by node.
import { describe, expect, it } from 'vitest';
import { dhat } from '../../../../../src/main/decode/profiles/dhat.ts';
import { accessCounts } from '../../../../../src/main/query/profiles/dhat/access-counts.ts';
import { allocationText } from '../../../../../src/main/query/profiles/dhat/allocation-text.ts';
import { significance } from '../../../../../src/main/query/profiles/dhat/allocation-significance.ts';
import { allocationTree, type AllocationTree } from '../../../../../src/main/query/profiles/dhat/allocation-tree.ts';
import {
  allocationMetricLabel,
  allocationMetrics,
  hasAllocationMetric,
  type AllocationMetric,
} from '../../../../../src/contract/profiles/allocation-metric.ts';
import { largeProfileFixture, profileFixture, profileTools } from '../../../../support/profiles/profile-file.ts';

const alive = (): void => undefined;
const own = [
  'edge_prefix_stack',
  'edge_single_pp',
  'rust_dhat-ad-hoc',
  'rust_dhat-heap',
  'valgrind_acc_wrap',
  'valgrind_adhoc',
  'valgrind_alloc_mix',
  'valgrind_copy',
  'valgrind_empty',
];

function treeOf(bytes: Uint8Array): AllocationTree {
  const { dhat: points } = dhat.decode(bytes, profileTools);
  if (points === undefined) throw new Error('no points');
  return allocationTree(points, alive);
}

function pageOf(tree: AllocationTree, metric: AllocationMetric): string {
  const number = allocationMetrics.indexOf(metric);
  const label = allocationMetricLabel(metric, tree.points.units);
  if (!hasAllocationMetric(metric, tree.points)) return `### metric ${number} disabled: ${label}\n`;
  return `### metric ${number}: ${label}\n${allocationText(tree, metric, alive)}\n`;
}

/** The fields that the reference's dump has, under its names; null where the file does not record it. */
function dumpOf(tree: AllocationTree): readonly Record<string, unknown>[] {
  const { points, sums } = tree;
  const states = significance(tree, allocationMetrics[1] as AllocationMetric, alive);
  const paths: string[] = [];
  const places = new Map<number, number>();
  return [...tree.parent.keys()].map((node) => {
    const up = tree.parent[node] as number;
    const place = places.get(up) ?? 0;
    places.set(up, place + 1);
    paths[node] = up < 0 ? '0' : `${paths[up] as string}.${place}`;
    const point = tree.point[node] as number;
    const kids = tree.childCount[node] as number;
    const life = (value: number): number | null => (points.hasLifetimes ? value : null);
    const access = (value: number): number | null => (points.hasAccesses ? value : null);
    const sum = (column: Float64Array): number => column[node] as number;
    const most = (column: Float64Array): number => (point < 0 ? 0 : (column[point] as number));
    const counts = accessCounts(tree, node, alive);
    return {
      path: paths[node],
      kind: kids === 0 ? 'leaf' : 'internal',
      sig: ['none', 'desc', 'self'][states[node] as number],
      kids,
      tb: sum(sums.totalBytes),
      tbk: sum(sums.totalBlocks),
      tl: life(sum(sums.lifetimes)),
      ...(kids === 0 ? { mb: life(most(points.maximumBytes)), mbk: life(most(points.maximumBlocks)) } : {}),
      gb: life(sum(sums.peakBytes)),
      gbk: life(sum(sums.peakBlocks)),
      eb: life(sum(sums.endBytes)),
      ebk: life(sum(sums.endBlocks)),
      rb: access(sum(sums.readBytes)),
      wb: access(sum(sums.writeBytes)),
      ...(counts.length > 0 ? { acc: [...counts].map((count) => (count === Infinity ? 'inf' : count)) } : {}),
      frames: [...tree.frames.subarray(tree.frameStarts[node], tree.frameStarts[node + 1])].map(
        (frame) => points.frameTable[frame],
      ),
    };
  });
}

function expectTree(tree: AllocationTree, lines: string): void {
  const wanted = lines
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { readonly path: string });
  // The dump is in the order of the file as paths have it; ours is depth first.
  const ours = new Map(dumpOf(tree).map((node) => [node['path'], node]));
  expect(ours.size).toBe(wanted.length);
  for (const node of wanted) expect(ours.get(node.path)).toEqual(node);
}

describe.each(own)('%s', (name) => {
  const tree = treeOf(profileFixture(`dhat/${name}.json`));

  it('has the text of the reference viewer for every metric', () => {
    const text = allocationMetrics.map((metric) => pageOf(tree, metric)).join('');
    expect(text).toBe(profileTools.text(profileFixture(`dhat/${name}.txt`)));
  });

  it.skipIf(name === 'valgrind_acc_wrap')('has its nodes with their numbers', () => {
    expectTree(tree, profileTools.text(profileFixture(`dhat/${name}.tree.jsonl`)));
  });
});

describe.each(['valgrind_ls', 'valgrind_alloc_mix_deep', 'valgrind_python_json'])('%s', (name) => {
  const bytes = largeProfileFixture(`dhat/${name}.json`);
  const expected = (suffix: string): string | undefined => {
    const found = largeProfileFixture(`expected/dhat/${name}${suffix}`);
    return found === undefined ? undefined : profileTools.text(found);
  };

  it.skipIf(bytes === undefined)('is as the reference viewer has it', () => {
    const tree = treeOf(bytes as Uint8Array);
    for (const [number, metric] of allocationMetrics.entries()) {
      const one = expected(`.m${number}.txt`);
      if (one !== undefined) expect(pageOf(tree, metric)).toBe(one);
    }
    const all = expected('.txt');
    if (all !== undefined) expect(allocationMetrics.map((metric) => pageOf(tree, metric)).join('')).toBe(all);
    const nodes = expected('.tree.jsonl');
    if (nodes !== undefined) expectTree(tree, nodes);
  });
});

it('a stack of a hundred thousand frames is no deeper for the program', () => {
  const frames = Array.from({ length: 100_000 }, (_, at) => (at % 3) + 1);
  const point = (stack: readonly number[]): string => `{"tb":1,"tbk":1,"fs":[${stack.join()}]}`;
  const pps = [1000, 100_000, 50_000].map((length) => point(frames.slice(0, length)));
  const file = `{"dhatFileVersion":2,"mode":"copy","verb":"Copied","bklt":false,"bkacc":false,"tu":"i","Mtu":"Mi","cmd":"x","pid":1,"te":1,"pps":[${pps.join()}],"ftbl":["[root]","a","b","c"]}`;
  const tree = treeOf(new TextEncoder().encode(file));
  // The root has the shortest stack, so that two lie below it: its own end and the other two, which share 50,000 frames.
  expect([...tree.parent]).toEqual([-1, 0, 0, 2, 2]);
  expect([...tree.point]).toEqual([-1, 0, -1, 1, 2]);
  expect([...tree.framesAbove]).toEqual([0, 1000, 1000, 50_000, 50_000]);
  const text = allocationText(tree, allocationMetrics[0] as AllocationMetric, alive);
  expect(text.includes('#50001: c')).toBe(true);
});

it('a page larger than wanted is refused in words', () => {
  const tree = treeOf(profileFixture('dhat/valgrind_alloc_mix.json'));
  const metric = allocationMetrics[0] as AllocationMetric;
  expect(allocationText(tree, metric, alive, 10_000)).toBe(allocationText(tree, metric, alive));
  expect(() => allocationText(tree, metric, alive, 1000)).toThrow('Choose another metric, or filter.');
});

// S is a point of 1,000 bytes, i one of 20, J 25 of those; so each group of what is insignificant is worth one S or two.
it.each([
  ['SSJJS', 'S1 S2 [50 S53'],
  ['JSSJS', '[50 S26 S27 S53'],
  ['SSSJJ', 'S1 S2 S3 [50'],
  ['SJSJS', 'S1 [50 S27 S53'],
])('among equals an aggregate has the place of the first that it stands for: %s', (order, wanted) => {
  const sizes = [...order].flatMap((kind) => (kind === 'S' ? ['S'] : Array.from({ length: 25 }, () => 'i')));
  const pps = sizes.map((kind, at) => `{"tb":${kind === 'S' ? 1000 : 20},"tbk":1,"fs":[${at + 1}]}`);
  const frames = sizes.map((kind, at) => `"0x${at}: ${kind}${at + 1} (a.c:1)"`);
  const file = `{"dhatFileVersion":2,"mode":"copy","verb":"Copied","bklt":false,"bkacc":false,"tu":"i","Mtu":"Mi","cmd":"x","pid":1,"te":1,"pps":[${pps.join()}],"ftbl":["[root]",${frames.join()}]}`;
  const text = allocationText(treeOf(new TextEncoder().encode(file)), allocationMetrics[0] as AllocationMetric, alive);
  expect([...text.matchAll(/#1: \w+: (\w+)|(\[\d+) insig/g)].map(([, site, folded]) => site ?? folded).join(' ')).toBe(
    wanted,
  );
});

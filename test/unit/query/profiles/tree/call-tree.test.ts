import { describe, expect, it } from 'vitest';
import { framePath } from '../../../../../src/contract/profiles/frame-path.ts';
import { callTree, type CallTree } from '../../../../../src/main/query/profiles/tree/call-tree.ts';
import { diffStacks } from '../../../../../src/main/query/profiles/tree/diff-stacks.ts';
import { functionTotals } from '../../../../../src/main/query/profiles/tree/function-totals.ts';
import { nodeAt } from '../../../../../src/main/query/profiles/tree/node-at.ts';
import { innermostNodes, invertedStacks } from '../../../../../src/main/query/profiles/tree/reversed-stacks.ts';
import { reversedKeysAt, reversedMatch } from '../../../../../src/main/query/profiles/tree/reversed-search.ts';
import { sandwichOf } from '../../../../../src/main/query/profiles/tree/sandwich.ts';
import { timeStacks } from '../../../../../src/main/query/profiles/tree/time-stacks.ts';
import { foldedOf, keysOf, outlineOf, pathOf, randomLines, stacksOf, stacksOfLines } from './made-stacks.ts';

const alive = (): void => undefined;
const treeOf = (folded: string, order: 'weight' | 'name' = 'weight'): CallTree =>
  callTree(stacksOf(folded), order, alive);

/** Lines with equal stacks added up, sorted; names in the order that `turn` makes. */
function summed(
  lines: readonly { readonly names: readonly string[]; readonly value: number }[],
  turn = (names: readonly string[]): readonly string[] | undefined => names,
): readonly string[] {
  const sums = new Map<string, number>();
  for (const { names, value } of lines) {
    const turned = turn(names);
    if (turned === undefined) continue;
    const stack = turned.join(';');
    sums.set(stack, (sums.get(stack) ?? 0) + value);
  }
  return Array.from(sums, ([stack, value]) => `${stack} ${value}`).sort();
}

const sample = `
  main;b;c 3
  main;a 2
  main;b 5
  main;z 0
  idle 8
   1
`;

describe('a call tree', () => {
  it('has siblings by weight, ties by name, and leaves out what has no width', () => {
    expect(outlineOf(treeOf(sample))).toEqual([
      '* 19 1',
      'main 10 0',
      'main;b 8 5',
      'main;b;c 3 3',
      'main;a 2 2',
      'idle 8 8',
    ]);
    expect(outlineOf(treeOf('x;b 1\nx;a 1')).slice(2)).toEqual(['x;a 1 1', 'x;b 1 1']);
  });

  it('has siblings by name when asked', () => {
    expect(outlineOf(treeOf(sample, 'name')).map((line) => line.split(' ')[0])).toEqual([
      '*',
      'idle',
      'main',
      'main;a',
      'main;b',
      'main;b;c',
    ]);
  });

  it('knows parents, depths and subtrees', () => {
    const tree = callTree(stacksOfLines(randomLines(7, 400)), 'weight', alive);
    for (let node = 1; node < tree.count; node++) {
      const up = tree.parent[node] as number;
      expect(tree.depth[node]).toBe((tree.depth[up] as number) + 1);
      expect(node < up + (tree.subtree[up] as number)).toBe(true);
    }
    expect(foldedOf(tree)).toEqual(summed(randomLines(7, 400)));
    expect(tree.subtree[0]).toBe(tree.count);
  });

  it('holds stacks of 200,000 frames', () => {
    const count = 200_000;
    const deep = callTree(
      {
        count,
        parent: Int32Array.from({ length: count }, (_, i) => i - 1),
        key: new Int32Array(count),
        self: new Float64Array(count).fill(1),
        rootSelf: 0,
        keys: keysOf(['again']),
      },
      'weight',
      alive,
    );
    expect([deep.depth.at(-1), deep.total[0]]).toEqual([count, count]);
    const { stacks } = invertedStacks(callTree(stacksOf('a;b;c 1'), 'weight', alive), [], alive);
    expect(stacks.count).toBe(3);
    expect(functionTotals(deep, deep.self, deep.total).total[0]).toBe(count);
  });
});

describe('a path', () => {
  it('names every node, also in another order', () => {
    const tree = callTree(stacksOfLines(randomLines(3, 300)), 'weight', alive);
    const other = callTree(stacksOfLines(randomLines(3, 300)), 'name', alive);
    for (let node = 0; node < tree.count; node++) {
      const path = pathOf(tree, node);
      expect(nodeAt(tree, framePath(path))).toBe(node);
      expect(pathOf(other, nodeAt(other, framePath(path)) ?? -1)).toEqual(path);
    }
    expect(nodeAt(tree, framePath(['f1', 'nowhere']))).toBeUndefined();
    expect(nodeAt(tree, 'no path at all')).toBeUndefined();
  });
});

describe('inverted', () => {
  it('has every stack turned around, with the same sums', () => {
    const lines = randomLines(11, 500);
    const tree = callTree(stacksOfLines(lines), 'weight', alive);
    const { stacks, cutBelow } = invertedStacks(tree, [], alive);
    const inverted = callTree(stacks, 'weight', alive);
    expect(foldedOf(inverted)).toEqual(summed(lines, (names) => names.toReversed()));
    expect([inverted.total[0], cutBelow]).toEqual([tree.total[0], 0]);
  });

  it('follows what is narrow only inside of the zoomed frame, and still finds and sums it', () => {
    // One wide stack, and many narrow and deep ones that end in the same function.
    const deep = Array.from({ length: 40 }, (_, i) => `g${i}`);
    const lines = [
      { names: ['main', 'wide'], value: 1e9 },
      ...Array.from({ length: 20_000 }, (_, i) => ({
        names: [
          `root${i % 50}`,
          `x${Math.floor(i / 50) % 20}`,
          `y${Math.floor(i / 1000)}`,
          ...deep.slice(i % 20),
          'leaf',
        ],
        value: 1,
      })),
    ];
    const tree = callTree(stacksOfLines(lines), 'weight', alive);
    const coarse = invertedStacks(tree, [], alive);
    expect(coarse.cutBelow).toBeGreaterThan(0);
    expect(coarse.stacks.count).toBeLessThan(20);
    const starts = innermostNodes(tree);
    const keys = reversedKeysAt(tree, starts, framePath(['leaf', 'g39', 'g38']), alive) ?? [];
    expect(keys.map((key) => tree.keys.nameOf(key))).toEqual(['leaf', 'g39', 'g38']);
    const fine = callTree(invertedStacks(tree, keys, alive).stacks, 'weight', alive);
    expect(fine.total[0]).toBe(1e9 + 20_000);
    expect(nodeAt(fine, framePath(['leaf', ...deep.toReversed(), 'y0', 'x0', 'root0']))).toBeDefined();
    expect(reversedKeysAt(tree, starts, framePath(['leaf', 'main']), alive)).toBeUndefined();
    const chosen = new Uint8Array(tree.keys.count);
    chosen[0] = 1;
    for (let key = 0; key < tree.keys.count; key++) if (tree.keys.nameOf(key) === 'root7') chosen[key] = 1;
    expect(reversedMatch(tree, starts, chosen, []).value).toBe(1e9 + 400);
    expect(reversedMatch(tree, starts, chosen, keys).value).toBe(400);
  });
});

describe('a sandwich', () => {
  it("has the callees and the callers of the outermost occurrences, both with the function's sum", () => {
    const lines = randomLines(23, 600);
    const tree = callTree(stacksOfLines(lines), 'weight', alive);
    const totals = functionTotals(tree, tree.self, tree.total);
    for (let key = 0; key < tree.keys.count; key++) {
      const name = tree.keys.nameOf(key);
      const chosen = new Uint8Array(tree.keys.count);
      chosen[key] = 1;
      const { callers, callees } = sandwichOf(tree, chosen, [], alive);
      const from = (names: readonly string[]): number => names.indexOf(name);
      expect(foldedOf(callees)).toEqual(
        summed(lines, (names) => (from(names) < 0 ? undefined : names.slice(from(names)))),
      );
      expect(foldedOf(callers)).toEqual(
        summed(lines, (names) => (from(names) < 0 ? undefined : names.slice(0, from(names) + 1).toReversed())),
      );
      const cum = lines.filter(({ names }) => names.includes(name)).reduce((sum, { value }) => sum + value, 0);
      expect([callers.total[0], callees.total[0], totals.total[key]]).toEqual([cum, cum, cum]);
      const flat = lines.filter(({ names }) => names.at(-1) === name).reduce((sum, { value }) => sum + value, 0);
      expect(totals.self[key]).toBe(flat);
    }
  });
});

describe('a comparison', () => {
  it('joins call paths, keeps what only one side has, and widths hold their children', () => {
    const base = stacksOf('main;a;x 10\nmain;b 4\ngone 2');
    const profile = stacksOf('fresh 3\nmain;b 6\nmain;a;x 4\nmain;a;y 5');
    const { stacks, left, right } = diffStacks(base, profile, { width: 'max', normalized: false }, alive);
    expect([left, right]).toEqual([16, 18]);
    const tree = callTree(stacks, 'weight', alive);
    const sides = tree.sides;
    const rows = outlineOf(tree).map((line, node) => `${line} | ${sides?.leftTotal[node]} ${sides?.rightTotal[node]}`);
    expect(rows).toEqual([
      '* 26 0 | 16 18',
      'main 21 0 | 14 15',
      'main;a 15 0 | 10 9',
      'main;a;x 10 10 | 10 4',
      'main;a;y 5 5 | 0 5',
      'main;b 6 6 | 4 6',
      'fresh 3 3 | 0 3',
      'gone 2 2 | 2 0',
    ]);
    const added = callTree(
      diffStacks(base, profile, { width: 'sum', normalized: false }, alive).stacks,
      'weight',
      alive,
    );
    expect(added.total[0]).toBe(34);
  });

  it('scales the base when asked', () => {
    const { stacks, left, right, scale } = diffStacks(
      stacksOf('a 10\nb 30'),
      stacksOf('a 2\nb 2'),
      { width: 'max', normalized: true },
      alive,
    );
    expect([left, right, scale]).toEqual([4, 4, 0.1]);
    expect(Array.from(stacks.sides?.left ?? [])).toEqual([1, 3]);
  });
});

describe('in the order of time', () => {
  it('a frame that was left and entered again is two, neighbours that share it are one', () => {
    const stacks = stacksOf('a;b 0\na;c 0\nd 0');
    // a;b, a;b, a;c, nothing, a;b
    const timed = timeStacks(stacks, Int32Array.of(1, 1, 2, -1, 1), Float64Array.of(1, 2, 4, 8, 16), alive);
    const tree = callTree(timed, 'time', alive);
    expect(outlineOf(tree)).toEqual(['* 31 8', 'a 7 0', 'a;b 3 3', 'a;c 4 4', 'a 16 0', 'a;b 16 16']);
  });
});

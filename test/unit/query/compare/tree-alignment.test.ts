import { describe, expect, it } from 'vitest';
import { alignTrees, type Alignment, type KeyedTree } from '../../../../src/main/query/compare/tree-alignment.ts';
import { seededRandom, type Random } from '../../../support/random.ts';

/** `a(b c(d))` as nested lists: a key and children. */
type Node = readonly [key: string, ...children: Node[]];

const alive = (): void => undefined;

function keyed(roots: readonly Node[]): KeyedTree {
  const parent: number[] = [];
  const key: number[] = [];
  const subtree: number[] = [];
  const add = ([name, ...children]: Node, above: number): void => {
    const row = key.push(name.charCodeAt(0)) - 1;
    parent.push(above);
    subtree.push(0);
    for (const child of children) add(child, row);
    subtree[row] = key.length - row;
  };
  for (const root of roots) add(root, -1);
  return {
    rows: key.length,
    parent: Int32Array.from(parent),
    subtree: Uint32Array.from(subtree),
    key: Float64Array.from(key),
  };
}

/** Each merged row as indented text: `a` a pair, `-a` only left, `+a` only right, with the rows they are. */
function told(left: KeyedTree, right: KeyedTree): string[] {
  const aligned = alignTrees(left, right, alive);
  return Array.from({ length: aligned.rows }, (_, row) => {
    const l = aligned.left[row] as number;
    const r = aligned.right[row] as number;
    const name = String.fromCharCode((l >= 0 ? left.key[l] : right.key[r]) as number);
    return `${'  '.repeat(aligned.depth[row] as number)}${l < 0 ? '+' : r < 0 ? '-' : ''}${name} ${l < 0 ? '' : l}${l < 0 || r < 0 ? '' : '='}${r < 0 ? '' : r}`;
  });
}

describe('the alignment of two trees, worked by hand', () => {
  it('pairs equal trees row by row', () => {
    const tree = keyed([['a', ['b'], ['c', ['d'], ['d']]]]);
    expect(told(tree, tree)).toEqual(['a 0=0', '  b 1=1', '  c 2=2', '    d 3=3', '    d 4=4']);
  });

  it('says which of many repeated calls is the one that went', () => {
    const left = keyed([['a', ['q'], ['w'], ['q'], ['q']]]);
    const right = keyed([['a', ['w'], ['q'], ['q']]]);
    expect(told(left, right)).toEqual(['a 0=0', '  -q 1', '  w 2=1', '  q 3=2', '  q 4=3']);
  });

  it('finds a repeated call again by what is below it', () => {
    const left = keyed([['a', ['q', ['x']], ['q', ['y']], ['q', ['z']]]]);
    const right = keyed([['a', ['q', ['x']], ['q', ['z']]]]);
    expect(told(left, right)).toEqual(['a 0=0', '  q 1=1', '    x 2=2', '  -q 3', '    -y 4', '  q 5=3', '    z 6=4']);
  });

  it('pairs calls that ran at the same time, whichever came first', () => {
    const left = keyed([['a', ['b', ['x']], ['c']]]);
    const right = keyed([['a', ['c'], ['b', ['x'], ['y']]]]);
    expect(told(left, right)).toEqual(['a 0=0', '  b 1=2', '    x 2=3', '    +y 4', '  c 3=1']);
  });

  it('keeps what is new after what it follows on its side, and whole subtrees together', () => {
    const left = keyed([['a', ['b'], ['c']]]);
    const right = keyed([['a', ['n', ['o']], ['b'], ['m', ['k'], ['l']], ['c'], ['z']]]);
    expect(told(left, right)).toEqual([
      'a 0=0',
      '  +n 1',
      '    +o 2',
      '  b 1=3',
      '  +m 4',
      '    +k 5',
      '    +l 6',
      '  c 2=7',
      '  +z 8',
    ]);
  });

  it('compares the only roots whatever they are called; of several only those that are alike', () => {
    expect(told(keyed([['a', ['b']]]), keyed([['x', ['b']]]))).toEqual(['a 0=0', '  b 1=1']);
    expect(told(keyed([['a'], ['b']]), keyed([['b'], ['c']]))).toEqual(['-a 0', 'b 1=0', '+c 1']);
  });

  it('takes an empty tree', () => {
    expect(told(keyed([]), keyed([['a', ['b']]]))).toEqual(['+a 0', '  +b 1']);
    expect(told(keyed([]), keyed([]))).toEqual([]);
  });
});

function randomTree(random: Random, rows: number): Node[] {
  interface Growing {
    readonly name: string;
    readonly children: Growing[];
  }
  const all: Growing[] = [];
  const roots: Growing[] = [];
  for (let i = 0; i < rows; i++) {
    const node = { name: 'abcd'[random.below(4)] as string, children: [] };
    const above = i === 0 || random.below(12) === 0 ? undefined : all[Math.max(0, i - 1 - random.below(6))];
    (above?.children ?? roots).push(node);
    all.push(node);
  }
  const nested = (node: Growing): Node => [node.name, ...node.children.map(nested)];
  return roots.map(nested);
}

function mirrored(aligned: Alignment): string[] {
  return Array.from({ length: aligned.rows }, (_, row) => `${aligned.right[row]} ${aligned.left[row]}`).sort();
}

describe('the alignment of random trees', () => {
  const random = seededRandom(20);
  const trees = Array.from({ length: 150 }, () => keyed(randomTree(random, random.below(60))));
  const both = trees.map((left, i) => [left, trees[(i * 7 + 1) % trees.length] as KeyedTree] as const);

  it('has every row of each side exactly once, under a parent that is the parent', () => {
    for (const [left, right] of both) {
      const aligned = alignTrees(left, right, alive);
      for (const [tree, rows] of [
        [left, aligned.left],
        [right, aligned.right],
      ] as const) {
        const place = new Map(Array.from(rows, (row, at) => [row, at] as const).filter(([row]) => row >= 0));
        expect([...place.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: tree.rows }, (_, i) => i));
        expect(rows.filter((row) => row >= 0).length).toBe(tree.rows);
        for (const [row, at] of place) {
          const above = tree.parent[row] as number;
          expect(aligned.parent[at]).toBe(above < 0 ? -1 : place.get(above));
        }
      }
      for (let row = 0; row < aligned.rows; row++) {
        const above = aligned.parent[row] as number;
        expect(above).toBeLessThan(row);
        if (above >= 0) expect(row).toBeLessThan(above + (aligned.subtree[above] as number));
        expect(aligned.depth[row]).toBe(above < 0 ? 0 : (aligned.depth[above] as number) + 1);
      }
    }
  });

  it('pairs only what is alike, and of each kind as many as there can be', () => {
    for (const [left, right] of both) {
      const aligned = alignTrees(left, right, alive);
      const single = [left, right].every((tree) => tree.rows > 0 && tree.subtree[0] === tree.rows);
      const alone = new Map<string, Set<string>>();
      for (let row = 0; row < aligned.rows; row++) {
        const l = aligned.left[row] as number;
        const r = aligned.right[row] as number;
        const above = aligned.parent[row] as number;
        if (l >= 0 && r >= 0) {
          if (above >= 0 || !single) expect(left.key[l]).toBe(right.key[r]);
        } else if (above < 0 || ((aligned.left[above] as number) >= 0 && (aligned.right[above] as number) >= 0)) {
          const kind = `${above} ${l >= 0 ? left.key[l] : right.key[r]}`;
          alone.set(kind, (alone.get(kind) ?? new Set()).add(l >= 0 ? 'left' : 'right'));
        }
      }
      for (const sides of alone.values()) expect(sides.size).toBe(1);
    }
  });

  it('mirrors itself when the sides are swapped', () => {
    for (const [left, right] of both) {
      const there = alignTrees(left, right, alive);
      const back = alignTrees(right, left, alive);
      expect(mirrored(there)).toEqual(
        Array.from({ length: back.rows }, (_, row) => `${back.left[row]} ${back.right[row]}`).sort(),
      );
    }
  });

  it('pairs a tree with itself row by row', () => {
    for (const tree of trees) {
      const aligned = alignTrees(tree, tree, alive);
      expect(aligned.rows).toBe(tree.rows);
      expect(Array.from(aligned.left)).toEqual(Array.from(aligned.right));
    }
  });
});

describe('the alignment of large trees', () => {
  it('takes a chain of 100,000 rows, and as many siblings in another order', () => {
    const rows = 100_000;
    const chain: KeyedTree = {
      rows,
      parent: Int32Array.from({ length: rows }, (_, i) => i - 1),
      subtree: Uint32Array.from({ length: rows }, (_, i) => rows - i),
      key: new Float64Array(rows).fill(1),
    };
    expect(alignTrees(chain, chain, alive).rows).toBe(rows);
    const random = seededRandom(9);
    const star = (): KeyedTree => ({
      rows,
      parent: new Int32Array(rows).fill(0).fill(-1, 0, 1),
      subtree: new Uint32Array(rows).fill(1).fill(rows, 0, 1),
      key: Float64Array.from({ length: rows }, () => random.below(1000)),
    });
    const [left, right] = [star(), star()];
    const aligned = alignTrees(left, right, alive);
    const counted = (tree: KeyedTree): Map<number, number> => {
      const counts = new Map<number, number>();
      for (const key of tree.key.subarray(1)) counts.set(key, (counts.get(key) ?? 0) + 1);
      return counts;
    };
    const other = counted(right);
    let paired = 1;
    for (const [key, count] of counted(left)) paired += Math.min(count, other.get(key) ?? 0);
    expect(aligned.rows).toBe(2 * rows - paired);
  });
});

// Keyed stacks out of folded text, and back: what tests of call trees compare.
import type { CallTree } from '../../../../../src/main/query/profiles/tree/call-tree.ts';
import type { KeyedStacks, TreeKeys } from '../../../../../src/main/query/profiles/tree/keyed-stacks.ts';

/** One stack per line, `outermost;...;innermost value`; equal prefixes are one node. */
export function stacksOf(folded: string): KeyedStacks {
  return stacksOfLines(
    folded
      .trim()
      .split('\n')
      .map((line) => {
        const [, stack = '', value = '0'] = /^\s*(.*?)\s*(\S+)$/.exec(line) ?? [];
        return { names: stack === '' ? [] : stack.split(';'), value: Number(value) };
      }),
  );
}

export function stacksOfLines(
  lines: readonly { readonly names: readonly string[]; readonly value: number }[],
): KeyedStacks {
  const names: string[] = [];
  const nodes = new Map<string, number>();
  const parent: number[] = [];
  const key: number[] = [];
  const self: number[] = [];
  let rootSelf = 0;
  for (const { names: stack, value } of lines) {
    let at = -1;
    for (const name of stack) {
      const id = `${at};${name}`;
      let node = nodes.get(id);
      if (node === undefined) {
        node = parent.push(at) - 1;
        if (!names.includes(name)) names.push(name);
        key.push(names.indexOf(name));
        self.push(0);
        nodes.set(id, node);
      }
      at = node;
    }
    if (at < 0) rootSelf += value;
    else self[at] = (self[at] ?? 0) + value;
  }
  return {
    count: parent.length,
    parent: Int32Array.from(parent),
    key: Int32Array.from(key),
    self: Float64Array.from(self),
    rootSelf,
    keys: keysOf(names),
  };
}

export function keysOf(names: readonly string[]): TreeKeys {
  return {
    count: names.length,
    nameOf: (key) => names[key] ?? '?',
    fileOf: (key) => `${names[key]}.go`,
    packageOf: () => '',
    kindOf: () => '',
  };
}

export function pathOf(tree: CallTree, node: number): readonly string[] {
  const path: string[] = [];
  for (let at = node; at > 0; at = tree.parent[at] as number) path.push(tree.keys.nameOf(tree.key[at] as number));
  return path.reverse();
}

/** Every node in depth-first order as `a;b total self`. */
export function outlineOf(tree: CallTree): readonly string[] {
  return Array.from(
    { length: tree.count },
    (_, node) => `${pathOf(tree, node).join(';') || '*'} ${tree.total[node]} ${tree.self[node]}`,
  );
}

/** Stacks and values of a tree's own values, sorted. */
export function foldedOf(tree: CallTree): readonly string[] {
  const lines: string[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (tree.self[node] !== 0) lines.push(`${pathOf(tree, node).join(';')} ${tree.self[node]}`);
  }
  return lines.sort();
}

/** The same random stacks for the same seed: few names, so that functions call themselves. */
export function randomLines(seed: number, lines: number): { names: string[]; value: number }[] {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: lines }, () => ({
    names: Array.from({ length: random(9) }, () => `f${random(6)}`),
    value: 1 + random(20),
  }));
}

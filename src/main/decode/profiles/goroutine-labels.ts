// Labels of goroutines: as Go writes them, and put from groups of equal stacks (debug=1) onto single goroutines (debug=2).
import type { GoFrame } from './go-frames.ts';
import type { GoroutineBlock } from './goroutine-blocks.ts';
import type { GoroutineGroup } from './goroutine-groups.ts';
import type { ProfileBuilder } from './profile-builder.ts';

export type GoLabels = readonly (readonly [key: string, value: string])[];

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const pairShape = new RegExp(`(${quoted}):\\s*(${quoted})`, 'g');

/** Pairs of `"key":"value"`, quoted as Go's %q does. */
export function parseGoLabels(text: string): GoLabels {
  return [...text.matchAll(pairShape)].map(([, key = '', value = '']) => [unquoted(key), unquoted(value)]);
}

function unquoted(text: string): string {
  try {
    // Go writes control characters as \x07, JSON as \u0007.
    return String(JSON.parse(text.replaceAll(/\\x([0-9a-f]{2})/g, String.raw`\u00$1`)));
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return text.slice(1, -1);
  }
}

/** The labels of every block; undefined where the groups do not tell. */
export function joinGoroutineLabels(
  groups: readonly GoroutineGroup[],
  blocks: readonly GoroutineBlock[],
  builder: ProfileBuilder,
): readonly (GoLabels | undefined)[] {
  const labels: (GoLabels | undefined)[] = blocks.map((block) => (block.labels.length > 0 ? block.labels : undefined));
  const groupsOf = new Map<string, GoroutineGroup[]>();
  for (const group of groups) push(groupsOf, keyOf(group.frames), group);
  const blocksOf = new Map<string, number[]>();
  for (const [at, block] of blocks.entries()) push(blocksOf, keyOf(block.frames), at);
  let unsure = 0;
  for (const [key, members] of blocksOf) {
    const found = groupsOf.get(key) ?? [];
    if (found.every((group) => group.labels.length === 0)) continue;
    const each = found.flatMap((group) =>
      Array.from<GoLabels>({ length: Math.min(group.count, members.length) }).fill(group.labels),
    );
    const alike = new Set(each.map((one) => JSON.stringify(one))).size === 1;
    // Time passes between the two dumps: what does not add up is not guessed.
    if (!alike && each.length !== members.length) continue;
    if (!alike) unsure += members.length;
    for (const [index, at] of members.entries()) labels[at] ??= each[alike ? 0 : index];
  }
  if (unsure > 0) {
    builder.notes.push(
      `${unsure} goroutines have stacks that others with different labels have too: the labels are right in number, not for each`,
    );
  }
  return labels;
}

/** debug=1 also shows the runtime's frame below main.main; the line of a running goroutine moves on between the dumps. */
function keyOf(frames: readonly GoFrame[]): string {
  const names = frames.map(({ name }) => name);
  return (names.at(-1) === 'runtime.main' ? names.slice(0, -1) : names).join('\n');
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

// A profile as somebody looks at it: its stacks after filters, frames merged by a granularity, as a trie whose parents come
// before their children. Tables, trees and pictures are made of this. What is left out and what is merged is pprof's.
import { frameKeys, type ViewKeys } from './frame-keys.ts';
import { MergedFrames } from './merged-frames.ts';
import { NodeTable } from './node-table.ts';
import { selectSamples } from './select-samples.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';
import type { ProfileFilter, ProfileGrouping } from '../../../../contract/profiles/view.ts';

export interface StackView {
  /** What frames and samples refer to: the profile, with frames for labels where the filter asks for them. */
  readonly profile: Profile;
  readonly keys: ViewKeys;
  readonly count: number;
  /** -1 for an outermost node. */
  readonly parent: Int32Array;
  /** An entry of `keys`. */
  readonly key: Int32Array;
  /** 1 where the call from the parent was inlined in all stacks of the node. */
  readonly inlined: Uint8Array;
  /**
   * Per sample of the profile: its innermost node, -1 for an empty stack that
   * belongs to the view, -2 for what is left out or has no value.
   */
  readonly sampleNode: Int32Array;
  /** Names of expressions of the filter, as pprof calls them, that match nothing. */
  readonly unmatched: readonly string[];
}

export interface ViewOptions {
  /** Only the outermost function of each location. */
  readonly noInlines?: boolean;
  /** Only samples with a value of this type; without it, of any. Says which calls were inlined as pprof does. */
  readonly type?: number | undefined;
  /** Called every few ten thousand stacks; throws once nobody waits. */
  readonly alive?: () => void;
}

/** @throws RegexError for an expression that cannot be read, in the words of Go's regexp package */
export function viewOf(
  profile: Profile,
  filter: ProfileFilter,
  grouping: ProfileGrouping,
  { noInlines = false, type, alive = () => undefined }: ViewOptions = {},
): StackView {
  const selected = selectSamples(profile, filter, noInlines, alive);
  const { profile: source, verdicts, states, taken, unmatched, shows } = selected;
  const { keys, of, distinct } = frameKeys(source, grouping, verdicts.hidden, alive, noInlines);
  const { stacks, samples } = source;
  alive();
  const needed = neededStacks(source, taken, type);
  alive();
  const sampleNode = new Int32Array(samples.count);
  const merges = filter.collapse !== '' || filter.mergeRecursion;
  const merged = merges ? new MergedFrames(source, filter) : undefined;
  if (merged === undefined && distinct && states === undefined && !verdicts.anyHidden && needed.all) {
    const key = new Int32Array(stacks.count);
    const inlined = new Uint8Array(stacks.count);
    for (let node = 0; node < stacks.count; node++) {
      const frame = stacks.frame[node] as number;
      key[node] = of[frame] as number;
      inlined[node] = verdicts.inlined[frame] as number;
    }
    for (let at = 0; at < samples.count; at++) sampleNode[at] = taken[at] === 0 ? -2 : (samples.stack[at] as number);
    return { profile: source, keys, count: stacks.count, parent: stacks.parent, key, inlined, sampleNode, unmatched };
  }
  const table = new NodeTable(Math.min(needed.count, 4 * keys.count + 1024));
  const inlined = new Uint8Array(needed.count);
  const nodeOf = new Int32Array(stacks.count);
  for (let stack = 0; stack < stacks.count; stack++) {
    if (stack % 65_536 === 0) alive();
    if (needed.marks[stack] === 0) continue;
    const outer = stacks.parent[stack] as number;
    const parent = outer < 0 ? -1 : (nodeOf[outer] as number);
    const frame = stacks.frame[stack] as number;
    if (!shows(stack)) {
      merged?.skip(stack, outer);
      nodeOf[stack] = parent;
      continue;
    }
    if (merged?.joins(stack, outer, of[frame] as number) === true) {
      nodeOf[stack] = parent;
      continue;
    }
    const before = table.count;
    const node = table.child(parent, of[frame] as number);
    const within = verdicts.inlined[frame] as number;
    if (node === before) inlined[node] = within;
    else if (within === 0) inlined[node] = 0;
    nodeOf[stack] = node;
  }
  for (let at = 0; at < samples.count; at++) {
    const stack = samples.stack[at] as number;
    const left = taken[at] === 0 || (stack >= 0 && needed.marks[stack] === 0);
    sampleNode[at] = left ? -2 : stack < 0 ? -1 : (nodeOf[stack] as number);
  }
  const { count } = table;
  return {
    profile: source,
    keys,
    count,
    parent: table.parents(),
    key: table.keys(),
    inlined: inlined.slice(0, count),
    sampleNode,
    unmatched: filter.collapse !== '' && merged?.matched === false ? [...unmatched, 'collapse'] : unmatched,
  };
}

interface NeededStacks {
  readonly marks: Uint8Array;
  readonly count: number;
  readonly all: boolean;
}

/** Stacks that lead to a sample of the view with some value. */
function neededStacks({ samples, stacks }: Profile, taken: Uint8Array, type: number | undefined): NeededStacks {
  const marks = new Uint8Array(stacks.count);
  const columns = samples.values.filter((_, at) => type === undefined || at === type);
  for (let at = 0; at < samples.count; at++) {
    const stack = samples.stack[at] as number;
    if (stack >= 0 && taken[at] === 1 && columns.some((column) => column[at] !== 0)) marks[stack] = 1;
  }
  let count = 0;
  for (let stack = stacks.count - 1; stack >= 0; stack--) {
    if (marks[stack] === 0) continue;
    count++;
    const parent = stacks.parent[stack] as number;
    if (parent >= 0) marks[parent] = 1;
  }
  return { marks, count, all: count === stacks.count };
}

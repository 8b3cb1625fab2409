// A profile as somebody looks at it: its stacks after filters, frames merged by a granularity, as a trie whose parents come
// before their children. Tables, trees and pictures are made of this. What is left out and what is merged is pprof's.
import { frameKeys, type ViewKeys } from './frame-keys.ts';
import { frameVerdicts, type FrameVerdicts } from './frame-verdicts.ts';
import { withLabelFrames } from './label-frames.ts';
import { matchingLabelSets } from './label-filter.ts';
import { NodeTable } from './node-table.ts';
import { stackStates, StackState } from './stack-states.ts';
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
}

/** @throws RegexError for an expression that cannot be read, in the words of Go's regexp package */
export function viewOf(
  profile: Profile,
  filter: ProfileFilter,
  grouping: ProfileGrouping,
  options: ViewOptions = {},
): StackView {
  const source = withLabelFrames(profile, filter.tagRoot, filter.tagLeaf);
  const verdicts = frameVerdicts(source, filter, options.noInlines === true);
  const unmatched = [...verdicts.unmatched];
  const states = isPlain(filter, verdicts) ? undefined : stackStates(source, verdicts);
  const taken = takenSamples(source, filter, states, verdicts, unmatched);
  const { keys, of, distinct } = frameKeys(source, grouping, verdicts.hidden);
  const { stacks, samples } = source;
  const needed = neededStacks(source, taken);
  const sampleNode = new Int32Array(samples.count);
  if (distinct && states === undefined && !verdicts.anyHidden && needed.all) {
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
  const onlyFrom = filter.showFrom !== '';
  for (let stack = 0; stack < stacks.count; stack++) {
    if (needed.marks[stack] === 0) continue;
    const outer = stacks.parent[stack] as number;
    const parent = outer < 0 ? -1 : (nodeOf[outer] as number);
    const frame = stacks.frame[stack] as number;
    const state = states === undefined ? 0 : (states[stack] as number);
    const away = (state & StackState.cut) !== 0 || (onlyFrom && (state & StackState.from) === 0);
    if (away || verdicts.hidden[frame] === 1) {
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
    unmatched,
  };
}

function isPlain({ focus, ignore, hide, show, showFrom }: ProfileFilter, { anyDropped }: FrameVerdicts): boolean {
  return !anyDropped && `${focus}${ignore}${hide}${show}${showFrom}` === '';
}

/** 1 per sample that belongs to the view. */
function takenSamples(
  profile: Profile,
  filter: ProfileFilter,
  states: Uint8Array | undefined,
  verdicts: FrameVerdicts,
  unmatched: string[],
): Uint8Array {
  const { samples } = profile;
  const byName = `${filter.focus}${filter.ignore}${filter.hide}${filter.show}` !== '';
  const wanted =
    (byName ? StackState.focused : 0) |
    (byName && verdicts.anyGone ? StackState.visible : 0) |
    (filter.showFrom === '' ? 0 : StackState.from);
  const labelled = (name: string, expression: string): Uint8Array | undefined => {
    if (expression === '') return undefined;
    const matches = matchingLabelSets(profile, expression);
    if (!matches.includes(1)) unmatched.push(name);
    return matches;
  };
  const tagFocus = labelled('tagfocus', filter.tagFocus);
  const tagIgnore = labelled('tagignore', filter.tagIgnore);
  const taken = new Uint8Array(samples.count).fill(1);
  for (let at = 0; at < samples.count; at++) {
    const set = samples.labels[at] as number;
    if (tagFocus?.[set] === 0 || tagIgnore?.[set] === 1 || !inTime(profile, at, filter)) taken[at] = 0;
    else if (states !== undefined) {
      const stack = samples.stack[at] as number;
      const state = stack < 0 ? 0 : (states[stack] as number);
      const ignored = byName && (state & StackState.ignored) !== 0;
      if ((state & wanted) !== wanted || ignored) taken[at] = 0;
    }
  }
  return taken;
}

function inTime({ samples }: Profile, sample: number, { from, to }: ProfileFilter): boolean {
  if (samples.time === undefined) return true;
  const time = samples.time[sample] as number;
  return (from === undefined || time >= from) && (to === undefined || time < to);
}

interface NeededStacks {
  readonly marks: Uint8Array;
  readonly count: number;
  readonly all: boolean;
}

/** Stacks that lead to a sample of the view with some value. */
function neededStacks({ samples, stacks }: Profile, taken: Uint8Array): NeededStacks {
  const marks = new Uint8Array(stacks.count);
  for (let at = 0; at < samples.count; at++) {
    const stack = samples.stack[at] as number;
    if (stack >= 0 && taken[at] === 1 && samples.values.some((column) => column[at] !== 0)) marks[stack] = 1;
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

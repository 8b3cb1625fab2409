// A view of a profile as keyed stacks: one sample type's values, and what frames are called, where they come from. Negative
// values (profiles that are differences) stay apart from the others, as pprof's web page has them.
import type { Profile } from '../../../../contract/profiles/profile.ts';
import { FrameFlag } from '../../../../contract/profiles/profile.ts';
import type { KeyedStacks, TreeKeys } from '../tree/keyed-stacks.ts';
import { baseName } from '../view/clean-path.ts';
import { packageOf } from '../view/package-of.ts';
import type { StackView } from '../view/view-of.ts';

/** @param type index of the profile's sample types */
export function keyedView(view: StackView, type: number): KeyedStacks {
  const { count, key, parent, profile, sampleNode } = view;
  const values = profile.samples.values[type] as Float64Array;
  const right = new Float64Array(count);
  /** Made with the first negative value. */
  let left = new Float64Array(0);
  let rootLeft = 0;
  let rootRight = 0;
  for (let sample = 0; sample < sampleNode.length; sample++) {
    const node = sampleNode[sample] as number;
    const value = values[sample] as number;
    if (node === -1 && value < 0) rootLeft -= value;
    else if (node === -1) rootRight += value;
    if (node < 0) continue;
    if (value >= 0) right[node] = (right[node] as number) + value;
    else {
      if (left.length === 0) left = new Float64Array(count);
      left[node] = (left[node] as number) - value;
    }
  }
  const stacks = { count, parent, key, keys: treeKeys(view) };
  if (rootLeft === 0 && left.length === 0) return { ...stacks, self: right, rootSelf: rootRight };
  if (left.length === 0) left = new Float64Array(count);
  const self = right.map((value, node) => value + (left[node] as number));
  return { ...stacks, self, rootSelf: rootLeft + rootRight, sides: { left, right, rootLeft, rootRight } };
}

/** Nodes and values of the view's samples, in the order of the file. */
export function viewSamples(
  { profile, sampleNode }: StackView,
  type: number,
): { readonly nodes: Int32Array; readonly values: Float64Array } {
  const values = profile.samples.values[type] as Float64Array;
  const nodes = new Int32Array(sampleNode.length);
  const taken = new Float64Array(sampleNode.length);
  let at = 0;
  for (let sample = 0; sample < sampleNode.length; sample++) {
    const node = sampleNode[sample] as number;
    if (node === -2) continue;
    nodes[at] = node;
    taken[at] = values[sample] as number;
    at++;
  }
  return { nodes: nodes.subarray(0, at), values: taken.subarray(0, at) };
}

function treeKeys({ keys, profile }: StackView): TreeKeys {
  const { frames, functions, texts } = profile;
  const functionOf = (key: number): number => frames.function[keys.frame[key] as number] ?? -1;
  return {
    count: keys.count,
    nameOf: (key) => keys.name[key] ?? '',
    fileOf: (key) => {
      const func = functionOf(key);
      return func < 0 ? '' : (texts[functions.file[func] as number] ?? '');
    },
    packageOf: (key) => packageOf(keys.name[key] ?? '') || mappingOf(profile, keys.frame[key] as number),
    kindOf: (key) => {
      const frame = keys.frame[key] as number;
      const kind = texts[frames.kind[frame] as number] ?? '';
      if (kind !== '') return kind;
      const flags = frames.flags[frame] as number;
      return (flags & FrameFlag.kernel) !== 0 ? 'kernel' : (flags & FrameFlag.inlined) !== 0 ? 'inlined' : '';
    },
  };
}

function mappingOf({ frames, mappings, texts }: Profile, frame: number): string {
  const mapping = frames.mapping[frame] as number;
  return mapping < 0 ? '' : baseName(texts[mappings.file[mapping] as number] ?? '');
}

// The tree that a question about a view is asked of, kept by the worker, and the zoomed frame in it.
import { ContractError } from '../../../../contract/errors.ts';
import { comparableType, type ComparableType } from '../../../../contract/profiles/comparable-type.ts';
import type { ProfileDiffWidth } from '../../../../contract/profiles/flame.ts';
import type { FramePath } from '../../../../contract/profiles/frame-path.ts';
import type { SampleType } from '../../../../contract/profiles/profile.ts';
import type { ProfileView } from '../../../../contract/profiles/view.ts';
import { keptView, sampleTypeOf, viewKey } from '../kept-view.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { callTree, type CallTree } from '../tree/call-tree.ts';
import { diffStacks } from '../tree/diff-stacks.ts';
import { nodeAt } from '../tree/node-at.ts';
import { innermostNodes, invertedStacks } from '../tree/reversed-stacks.ts';
import { reversedKeysAt } from '../tree/reversed-search.ts';
import { timeStacks } from '../tree/time-stacks.ts';
import { keyedView, viewSamples } from './keyed-view.ts';

export interface UprightTree {
  readonly tree: CallTree;
  readonly sampleType: SampleType;
  /** What values of the base were multiplied by. */
  readonly baseScale: number;
  readonly notes: readonly string[];
  /** Of what is made of it. */
  readonly key: string;
}

export interface ShownTree extends UprightTree {
  readonly zoom: number;
  readonly zoomMissing: boolean;
  /** Of an inverted view: the tree that was reversed, and the keys from the innermost frame to the zoomed one. */
  readonly reversed: { readonly from: CallTree; readonly zoom: readonly number[] } | undefined;
}

/** From the outermost frame inwards, whatever the view says about that. Throws ContractError. */
export function uprightTree(library: ProfileLibrary, view: ProfileView, width: ProfileDiffWidth): UprightTree {
  const stacks = keptView(library, view, view.filter, view.grouping);
  const sampleType = sampleTypeOf(stacks.profile, view.type);
  const { base } = view;
  const order = view.inverted ? 'weight' : view.order;
  const timed = order === 'time' && base === undefined && stacks.profile.samples.time !== undefined;
  const key = JSON.stringify([
    viewKey(library, view, view.filter, view.grouping),
    view.type,
    order === 'name' ? order : timed ? 'time' : 'weight',
    base === undefined ? '' : [viewKey(library, base, view.filter, view.grouping), view.normalized, width],
  ]);
  const { alive } = library;
  const made = library.keep(
    `tree ${key}`,
    () => {
      const keyed = keyedView(stacks, view.type);
      alive();
      if (timed) {
        const { nodes, values } = viewSamples(stacks, view.type);
        return { tree: callTree(timeStacks(keyed, nodes, values, alive), 'time', alive), baseScale: 1 };
      }
      const siblings = order === 'name' ? 'name' : 'weight';
      if (base === undefined) return { tree: callTree(keyed, siblings, alive), baseScale: 1 };
      const other = keptView(library, base, view.filter, view.grouping);
      const options = { width, normalized: view.normalized };
      const { type, factor } = comparedType(other.profile.sampleTypes, sampleType, view.type);
      const diff = diffStacks(keyedView(other, type), keyed, { ...options, factor }, alive);
      return { tree: callTree(diff.stacks, siblings, alive), baseScale: diff.scale };
    },
    ({ tree }) => heldBytes(tree),
  );
  const notes = stacks.unmatched.map((name) => `${name} matches nothing`);
  if (view.order === 'time' && !timed && !view.inverted)
    notes.push('samples have no times: siblings are in the order of their weight');
  return { ...made, sampleType, notes, key };
}

/** Throws ContractError. */
export function shownTree(
  library: ProfileLibrary,
  view: ProfileView,
  width: ProfileDiffWidth,
  zoom: FramePath,
): ShownTree {
  const upright = uprightTree(library, view, width);
  if (!view.inverted) {
    const node = keptNode(library, upright.key, upright.tree, zoom);
    return { ...upright, zoom: node ?? 0, zoomMissing: node === undefined, reversed: undefined };
  }
  const { alive } = library;
  const from = upright.tree;
  const keys = reversedKeysAt(from, innermostNodes(from), zoom, alive) ?? [];
  const order = view.order === 'name' ? 'name' : 'weight';
  const make = (zoomed: readonly number[]): CallTree => {
    const { stacks, cutBelow } = invertedStacks(from, zoomed, alive);
    return { ...callTree(stacks, order, alive), cutBelow };
  };
  let key = `inverted ${order} ${upright.key}`;
  let tree = library.keep(key, () => make([]), heldBytes);
  if (tree.cutBelow > 0 && keys.length > 0) {
    key = `${key} ${zoom}`;
    tree = library.keep(key, () => make(keys), heldBytes);
  }
  const node = keptNode(library, key, tree, zoom);
  return {
    ...upright,
    key,
    tree,
    zoom: node ?? 0,
    zoomMissing: node === undefined,
    reversed: { from, zoom: node === undefined ? [] : keys },
  };
}

function keptNode(library: ProfileLibrary, key: string, tree: CallTree, zoom: FramePath): number | undefined {
  return library.keep(
    `node ${key} ${zoom}`,
    () => nodeAt(tree, zoom),
    () => 64,
  );
}

function comparedType(others: readonly SampleType[], wanted: SampleType, at: number): ComparableType {
  const found = comparableType(others, wanted, at);
  if (found !== undefined) return found;
  const had = others.map(({ type, unit }) => `${type} (${unit})`).join(', ');
  throw new ContractError(
    'bad-request',
    `The base has nothing in ${wanted.unit} to compare with ${wanted.type}: it measures ${had}.`,
  );
}

/** About what a tree takes. */
export function heldBytes({ count, sides }: CallTree): number {
  return count * (32 + (sides === undefined ? 0 : 32));
}

// What matches in a call tree: names are tested once each, then one sweep over the zoomed frame adds up the outermost
// frames that match, and counts, so that a picture can be marked also where it leaves frames out.
import type { FlamePicture, FlameSearchAnswer } from '../../../../contract/profiles/flame.ts';
import type { Alive } from '../../../store/reader-face.ts';
import type { CallTree } from './call-tree.ts';

export type NameTest = (name: string) => boolean;

/** One byte per key, 1 where its name (or its file) matches. */
export function keysThat(tree: CallTree, test: NameTest, files: boolean, alive: Alive): Uint8Array {
  const { keys } = tree;
  const chosen = new Uint8Array(keys.count);
  for (let key = 0; key < keys.count; key++) {
    if (key % 4096 === 0) alive();
    if (test(keys.nameOf(key)) || (files && test(keys.fileOf(key)))) chosen[key] = 1;
  }
  return chosen;
}

/** @param picture of the same tree */
export function searchTree(tree: CallTree, chosen: Uint8Array, picture: FlamePicture): FlameSearchAnswer {
  const { key, sides, subtree, total } = tree;
  const zoom = picture.node[picture.zoomed] as number;
  const end = zoom + (subtree[zoom] as number);
  /** Nodes before each one that match. */
  const before = new Uint32Array(tree.count + 1);
  let found = 0;
  for (let node = 1; node < tree.count; node++) {
    before[node] = found;
    found += chosen[key[node] as number] as number;
  }
  before[tree.count] = found;
  const sum = { value: 0, left: 0, right: 0 };
  for (let node = Math.max(1, zoom); node < end;) {
    if (chosen[key[node] as number] === 0) {
      node++;
      continue;
    }
    sum.value += total[node] as number;
    sum.left += sides?.leftTotal[node] ?? 0;
    sum.right += sides?.rightTotal[node] ?? 0;
    node += subtree[node] as number;
  }
  return {
    ...sum,
    marks: marksOf(picture, before),
    whole: total[zoom] as number,
    names: chosen.reduce((count, one) => count + one, 0),
    nodes: (before[end] as number) - (before[Math.max(1, zoom)] as number),
  };
}

function marksOf(picture: FlamePicture, before: Uint32Array): Uint8Array {
  const { frames, node, nodes, parent, name } = picture;
  const marks = new Uint8Array(frames);
  /** Matches at and below each frame that are not at or below one of its children in the picture. */
  const own = new Int32Array(frames);
  for (let frame = frames - 1; frame >= 0; frame--) {
    const first = node[frame] as number;
    const count = (before[first + (nodes[frame] as number)] as number) - (before[first] as number);
    own[frame] = (own[frame] as number) + count;
    const up = parent[frame] as number;
    if (up >= 0) own[up] = (own[up] as number) - count;
    const rest = (own[frame] as number) > 0;
    const itself = (name[frame] as number) >= 0 && before[first + 1] !== before[first];
    if (itself) marks[frame] = (own[frame] as number) > 1 ? 3 : 1;
    else if (rest) marks[frame] = 2;
  }
  return marks;
}

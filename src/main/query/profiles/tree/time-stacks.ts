// Stacks in the order of time: neighbours that share their outer frames share them here, and what was left and entered
// again is a frame of its own, so that the picture reads from left to right like the run did.
import { beatOf } from '../../../../contract/beat.ts';
import { ContractError } from '../../../../contract/errors.ts';
import type { Alive } from '../../../store/reader-face.ts';
import { GrowingStacks } from './growing-stacks.ts';
import type { KeyedStacks } from './keyed-stacks.ts';

/** Frames of a picture in time order at most; it has to fit into the memory of its worker. */
const mostNodes = 8_000_000;

/**
 * @param nodes of the samples, in the order of time: a node of `stacks`, -1 for none
 * @param values what each sample counts; of negative ones the width
 */
export function timeStacks(stacks: KeyedStacks, nodes: Int32Array, values: Float64Array, alive: Alive): KeyedStacks {
  const { parent, key } = stacks;
  const beat = beatOf(alive);
  const made = new GrowingStacks(false);
  /** The stack that is open, outermost first: nodes of `stacks`, and what was made of them. */
  const open: number[] = [];
  const openMade: number[] = [];
  const path: number[] = [];
  for (let sample = 0; sample < nodes.length; sample++) {
    path.length = 0;
    for (let node = nodes[sample] as number; node >= 0; node = parent[node] as number) path.push(node);
    const levels = path.length;
    beat(1 + levels);
    let same = 0;
    while (same < levels && same < open.length && open[same] === path[levels - 1 - same]) same++;
    open.length = levels;
    openMade.length = levels;
    for (let level = same; level < levels; level++) {
      const node = path[levels - 1 - level] as number;
      open[level] = node;
      openMade[level] = made.add(level === 0 ? -1 : (openMade[level - 1] as number), key[node] as number);
    }
    if (made.count > mostNodes) {
      throw new ContractError(
        'bad-request',
        `In the order of time this profile has more than ${mostNodes.toLocaleString('en-GB')} frames. Choose a range of time, or another order.`,
      );
    }
    made.addSelf(levels === 0 ? -1 : (openMade[levels - 1] as number), Math.abs(values[sample] as number));
  }
  return made.finish(stacks.keys);
}

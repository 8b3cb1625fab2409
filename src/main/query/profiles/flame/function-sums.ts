// Answer of `profiles.function`: what a function adds up to over all places of a view.
import type { FunctionSums, FunctionSumsRequest } from '../../../../contract/profiles/flame.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { outermostOf } from '../tree/outermost.ts';
import { keysThat } from '../tree/search-tree.ts';
import { uprightTree } from './shown-tree.ts';

export function functionSums({ view, width, frame }: FunctionSumsRequest, library: ProfileLibrary): FunctionSums {
  const { tree } = uprightTree(library, view, width);
  const chosen = keysThat(tree, (name) => name === frame, false, library.alive);
  const places: number[] = [];
  for (let node = 1; node < tree.count; node++) if (chosen[tree.key[node] as number] === 1) places.push(node);
  library.alive();
  const outermost = outermostOf(tree, chosen);
  const own = (column: Float64Array): number => sumOf(column, places);
  const all = (column: Float64Array): number => sumOf(column, outermost);
  const { sides } = tree;
  return {
    places: places.length,
    self: own(tree.self),
    total: all(tree.total),
    sides:
      sides === undefined
        ? undefined
        : {
            leftSelf: own(sides.leftSelf),
            leftTotal: all(sides.leftTotal),
            rightSelf: own(sides.rightSelf),
            rightTotal: all(sides.rightTotal),
          },
  };
}

function sumOf(column: Float64Array, nodes: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < nodes.length; at++) sum += column[nodes[at] as number] as number;
  return sum;
}

// Answers of `profiles.flame`, `profiles.search` and `profiles.sandwich`: pictures of trees that stay here.
import type {
  FlameAnswer,
  FlamePicture,
  FlameRequest,
  FlameSearchAnswer,
  FlameSearchRequest,
  SandwichAnswer,
  SandwichRequest,
} from '../../../../contract/profiles/flame.ts';
import { packPicture } from '../../../../contract/profiles/picture-texts.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import type { CallTree } from '../tree/call-tree.ts';
import { nodeAt } from '../tree/node-at.ts';
import { outermostOf } from '../tree/outermost.ts';
import { pictureOf } from '../tree/picture.ts';
import { reversedKeysAt, reversedMatch } from '../tree/reversed-search.ts';
import { innermostNodes } from '../tree/reversed-stacks.ts';
import { sandwichOf, type Sandwich } from '../tree/sandwich.ts';
import { keysThat, searchTree } from '../tree/search-tree.ts';
import { nameTest } from './name-test.ts';
import { heldBytes, shownTree, uprightTree, type ShownTree } from './shown-tree.ts';

export function flamePicture({ view, zoom, width }: FlameRequest, library: ProfileLibrary): FlameAnswer {
  const shown = shownTree(library, view, width, zoom);
  return {
    ...packPicture(keptPicture(library, shown)),
    sampleType: shown.sampleType,
    treeNodes: shown.tree.count,
    zoomMissing: shown.zoomMissing,
    baseScale: shown.baseScale,
    cutBelow: shown.tree.cutBelow,
    notes: shown.notes,
  };
}

export function searchFlame(request: FlameSearchRequest, library: ProfileLibrary): FlameSearchAnswer {
  const { view, zoom, width, text, regex, files } = request;
  const shown = shownTree(library, view, width, zoom);
  const { tree, reversed } = shown;
  const chosen = keysThat(tree, nameTest(text, regex), files, library.alive);
  const found = searchTree(tree, chosen, keptPicture(library, shown));
  if (reversed === undefined || tree.cutBelow === 0) return found;
  // What was not followed outwards may match as well.
  return { ...found, ...reversedMatch(reversed.from, innermostNodes(reversed.from), chosen, reversed.zoom) };
}

export function sandwichPictures(request: SandwichRequest, library: ProfileLibrary): SandwichAnswer {
  const { view, width, frame, callersZoom, calleesZoom } = request;
  const { tree, sampleType, key: treeKey } = uprightTree(library, view, width);
  const make = (): Sandwich => {
    const chosen = keysThat(tree, (name) => name === frame, false, library.alive);
    return sandwichOf(tree, chosen, callersKeys(tree, chosen, callersZoom, library), library.alive);
  };
  const { callers, callees } = library.keep(
    `sandwich ${treeKey} ${JSON.stringify([frame, callersZoom])}`,
    make,
    (made) => heldBytes(made.callers) + heldBytes(made.callees),
  );
  return {
    sampleType,
    callers: packPicture(pictureOf(callers, nodeAt(callers, callersZoom) ?? 0)),
    callees: packPicture(pictureOf(callees, nodeAt(callees, calleesZoom) ?? 0)),
    whole: tree.total[0] as number,
  };
}

/** A search asks for the marks of the picture that was sent before. */
function keptPicture(library: ProfileLibrary, { key, tree, zoom }: ShownTree): FlamePicture {
  return library.keep(
    `picture ${key} ${zoom}`,
    () => pictureOf(tree, zoom),
    ({ frames, names, sides }) => frames * (sides === undefined ? 52 : 84) + names.length * 32,
  );
}

function callersKeys(tree: CallTree, chosen: Uint8Array, zoom: string, { alive }: ProfileLibrary): readonly number[] {
  return reversedKeysAt(tree, outermostOf(tree, chosen), zoom, alive) ?? [];
}

// What a window draws of a call tree: the frames that can be seen, in depth-first columns. Those are the ones that take at
// least a share of the whole, and inside of the zoomed frame what takes that share of it; the way to the zoomed frame is
// always there. Neighbours that are too narrow become one box of the rest, so that their place and sum are seen.
import type { FlamePicture } from '../../../../contract/profiles/flame.ts';
import type { CallTree } from './call-tree.ts';
import { PictureColumns } from './picture-columns.ts';

export interface PictureLimits {
  /** Part of the zoomed frame's width from which frames are told apart. */
  readonly least: number;
  /** Frames of a picture at most; where there would be more, `least` is doubled until there are not. */
  readonly most: number;
}

/** Frames of a sixth of a pixel on a wide screen: also where a picture is stretched until its successor is there. */
export const usualLimits: PictureLimits = { least: 1 / 16_384, most: 32_000 };

export function pictureOf(tree: CallTree, zoom: number, limits: PictureLimits = usualLimits): FlamePicture {
  let { least } = limits;
  let shown = countShown(tree, zoom, least);
  while (shown > limits.most && least < 1) {
    least *= 2;
    shown = countShown(tree, zoom, least);
  }
  // Each frame may be followed by one box of the rest, and have one at its children's end.
  const columns = new PictureColumns(tree, 2 * shown + 1);
  let zoomed = 0;
  walk(tree, zoom, least, {
    frame: (node) => {
      columns.frame(node);
      if (node === zoom) zoomed = columns.made - 1;
    },
    rest: (node, needed) => columns.rest(node, needed),
  });
  return { ...columns.finish(), zoomed, least };
}

interface Visitor {
  readonly frame: (node: number) => void;
  readonly rest: (node: number, needed: number) => void;
}

function countShown(tree: CallTree, zoom: number, least: number): number {
  let shown = 0;
  walk(tree, zoom, least, { frame: () => shown++, rest: () => undefined });
  return shown;
}

function walk({ count, subtree, total }: CallTree, zoom: number, least: number, visitor: Visitor): void {
  const outside = least * (total[0] as number);
  const inside = Math.min(outside, least * (total[zoom] as number));
  const zoomEnd = zoom + (subtree[zoom] as number);
  for (let node = 0; node < count;) {
    const end = node + (subtree[node] as number);
    const needed = node >= zoom && node < zoomEnd ? inside : outside;
    if ((total[node] as number) >= needed || (node <= zoom && zoom < end)) {
      visitor.frame(node);
      node++;
    } else {
      visitor.rest(node, needed);
      node = end;
    }
  }
}

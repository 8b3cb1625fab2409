// A picture of a call tree as frames to be drawn: named, coloured, and found again by their names. Pure.
import { allFrames, restOfFrames, type FlamePicture } from '../../../../../contract/profiles/flame.ts';
import { framePath, type FramePath } from '../../../../../contract/profiles/frame-path.ts';
import type { FlameFrames } from '../../../../draw/flame/flame-frames.ts';
import { MatchBit } from '../../../../draw/flame/flame-model.ts';
import { plural } from '../../../../ui/number-text.ts';

/**
 * @param colour per frame, an index into the colours of the graph
 * @param whole what frame 0 is called
 */
export function flameOfPicture(picture: FlamePicture, colour: ArrayLike<number>, whole: string): FlameFrames {
  const { frames: count, parent, depth, subtree, start, self, total } = picture;
  return {
    count,
    parent,
    depth,
    subtree,
    start,
    self,
    total,
    colour,
    nameOf: (frame) => (frame === 0 ? whole : frameName(picture, frame)),
    isRest: (frame) => isRest(picture, frame),
    functions: true,
  };
}

export function frameName(picture: FlamePicture, frame: number): string {
  const name = picture.name[frame] as number;
  if (name === allFrames) return 'everything';
  if (name === restOfFrames) return `${plural(picture.nodes[frame] as number, 'narrow frame')}`;
  return picture.names[name] ?? '';
}

/** Of a picture that follows on another: what is called like something that matched there. */
export function carriedMatches(
  before: FlamePicture,
  matches: Uint8Array,
  picture: FlamePicture,
): Uint8Array<ArrayBuffer> {
  const names = new Set<string>();
  for (let frame = 0; frame < before.frames; frame++) {
    if (((matches[frame] as number) & MatchBit.itself) !== 0) names.add(frameName(before, frame));
  }
  const marked = Uint8Array.from(picture.names, (name) => (names.has(name) ? MatchBit.itself : 0));
  const carried = new Uint8Array(picture.frames);
  for (let frame = 0; frame < picture.frames; frame++) carried[frame] = marked[picture.name[frame] as number] ?? 0;
  return carried;
}

export function isRest(picture: FlamePicture, frame: number): boolean {
  return picture.name[frame] === restOfFrames;
}

/** From the outermost frame inwards, without frame 0. */
export function namesTo(picture: FlamePicture, frame: number): readonly string[] {
  const names: string[] = [];
  for (let at = frame; at > 0; at = picture.parent[at] as number) names.push(frameName(picture, at));
  return names.reverse();
}

export function pathOf(picture: FlamePicture, frame: number): FramePath {
  return framePath(namesTo(picture, frame));
}

/** The frame with these names from the outermost inwards; where it is not drawn, -1. */
export function frameNamed(picture: FlamePicture, names: readonly string[]): number {
  let frame = 0;
  for (const name of names) {
    const end = frame + (picture.subtree[frame] as number);
    let found = -1;
    for (let child = frame + 1; child < end && found < 0; child += picture.subtree[child] as number)
      if (!isRest(picture, child) && frameName(picture, child) === name) found = child;
    if (found < 0) return -1;
    frame = found;
  }
  return frame;
}

// A picture of a call tree as the model of a flame graph: what is chosen stays chosen from picture to picture, and a zoom is
// told to the owner, who asks for a finer picture and meanwhile has this one.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FlamePicture } from '../../../../../contract/profiles/flame.ts';
import type { FramePath } from '../../../../../contract/profiles/frame-path.ts';
import { noFrames } from '../../../../draw/flame/flame-frames.ts';
import { FlameModel } from '../../../../draw/flame/flame-model.ts';
import type { ProfilePlace } from '../../../../routes/profile-route.ts';
import { colourIndexes } from './frame-colours.ts';
import { carriedMatches, flameOfPicture, frameNamed, isRest, namesTo, pathOf } from './flame-of-picture.ts';

/** `whole`: what frame 0 is called. `onZoom` is told the path of the frame that fills the width now; '' is everything. */
export function usePictureModel(
  picture: FlamePicture | undefined,
  { colour, relative }: Pick<ProfilePlace, 'colour' | 'relative'>,
  whole: string,
  onZoom: (path: FramePath) => void,
): FlameModel {
  const [model] = useState(() => new FlameModel(noFrames));
  const former = useRef<FlamePicture>(undefined);
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  const frames = useMemo(
    () =>
      picture === undefined ? undefined : flameOfPicture(picture, colourIndexes(picture, colour, relative), whole),
    [picture, colour, relative, whole],
  );
  useLayoutEffect(() => {
    if (picture === undefined || frames === undefined) return;
    const before = former.current;
    const chosen = before === undefined || model.chosen < 0 ? -1 : frameNamed(picture, namesTo(before, model.chosen));
    const matches =
      before === undefined || model.matches.length === 0 ? undefined : carriedMatches(before, model.matches, picture);
    former.current = picture;
    model.setFrames(frames, picture.zoomed, chosen, matches);
  }, [model, picture, frames]);
  useEffect(() => {
    if (picture === undefined) return undefined;
    let { zoomed } = model;
    return model.subscribe(() => {
      if (model.zoomed === zoomed || former.current !== picture) return;
      zoomed = model.zoomed;
      const frame = isRest(picture, zoomed) ? (picture.parent[zoomed] as number) : zoomed;
      zoom.current(pathOf(picture, frame));
    });
  }, [model, picture]);
  return model;
}

// The flame graph of a view in step with the page: what is zoomed is in the address and asked for finer, what matches is
// marked.
import { useCallback, useEffect, useMemo } from 'react';
import type { ContractError } from '../../../../../contract/errors.ts';
import type { FlameAnswer, FlamePicture, FlameSearchAnswer } from '../../../../../contract/profiles/flame.ts';
import { unpackPicture } from '../../../../../contract/profiles/picture-texts.ts';
import type { FramePath } from '../../../../../contract/profiles/frame-path.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import type { FlameModel } from '../../../../draw/flame/flame-model.ts';
import type { ProfileScreen } from '../profile-screen.ts';
import { usePictureModel } from './use-picture-model.ts';

export type ReadPicture = FlameAnswer & FlamePicture;

export interface ShownPicture {
  readonly model: FlameModel;
  readonly picture: ReadPicture | undefined;
  readonly asking: boolean;
  readonly error: ContractError | undefined;
  readonly found: FlameSearchAnswer | undefined;
  readonly findError: ContractError | undefined;
}

export function usePicture({ view, place, change }: ProfileScreen): ShownPicture {
  const { at, width, find, regex, files } = place;
  const asked = useMemo(() => ({ view, zoom: at ?? '', width }), [view, at, width]);
  const { data: sent, error, isFetching } = useAnswer('profiles.flame', asked, { keepPrevious: true });
  const picture = useMemo(() => (sent === undefined ? undefined : unpackPicture(sent)), [sent]);
  // A zoom is an entry of the history, so that Back zooms out again.
  const onZoom = useCallback(
    (path: FramePath) => {
      change({ at: path === '' ? undefined : path }, true);
    },
    [change],
  );
  const model = usePictureModel(picture, place, 'everything', onZoom);
  const search = useAnswer('profiles.search', find === '' ? undefined : { ...asked, text: find, regex, files });
  const marks = find === '' ? undefined : search.data?.marks;
  useEffect(() => {
    // Until the engine has answered, what is known of the picture before stays marked.
    if (find === '' || search.error !== null) model.setMatches(new Uint8Array(0));
    else if (picture !== undefined && marks?.length === picture.frames) model.setMatches(marks);
  }, [model, picture, find, search.error, marks, place.colour, place.relative]);
  return {
    model,
    picture,
    asking: isFetching,
    error: error ?? undefined,
    found: find === '' ? undefined : search.data,
    findError: find === '' ? undefined : (search.error ?? undefined),
  };
}

// A picture of a profile's call tree, drawn: frames have words in the unit of the sample type, and the menu of frames.
import { useMemo, type ReactNode } from 'react';
import type { FlamePicture } from '../../../../../contract/profiles/flame.ts';
import { Flame } from '../../../../draw/flame/flame.tsx';
import type { FlameModel, RootAt } from '../../../../draw/flame/flame-model.ts';
import type { FlameLook } from '../../../../draw/flame/flame-surface.ts';
import { valueText, type ProfileScreen } from '../profile-screen.ts';
import { graphColours } from './frame-colours.ts';
import { frameName, isRest, namesTo } from './flame-of-picture.ts';
import { frameChange, frameWords } from './frame-words.ts';

interface PictureFlameProps {
  readonly screen: ProfileScreen;
  readonly picture: FlamePicture;
  readonly model: FlameModel;
  readonly label: string;
  readonly look: FlameLook;
  readonly rootAt: RootAt;
  readonly autoFocus?: boolean;
  /** A function was clicked that fills the width already. */
  readonly onAgain?: (name: string) => void;
}

export function PictureFlame({ screen, picture, onAgain, ...flame }: PictureFlameProps): ReactNode {
  const { sampleType, frameMenu } = screen;
  const isFunction = (frame: number): boolean => frame > 0 && !isRest(picture, frame);
  return (
    <Flame
      {...flame}
      wordsOf={(frame) => frameWords(picture, frame, sampleType)}
      onOpen={(frame, again) => {
        if (again && isFunction(frame)) onAgain?.(frameName(picture, frame));
      }}
      onMenu={(frame, x, y) => {
        if (!isFunction(frame)) return;
        const file = picture.files[picture.name[frame] as number] ?? '';
        frameMenu.open({ name: frameName(picture, frame), file, path: namesTo(picture, frame) }, x, y);
      }}
    />
  );
}

/** Values of frames behind their names; where there are sides, widths are no values, and a frame tells its change. */
export function usePictureLook({ sides }: FlamePicture, { sampleType, place }: ProfileScreen): FlameLook {
  const { relative } = place;
  return useMemo(
    () => ({
      coloursOf: graphColours,
      valueText: (value: number, frame: number) =>
        sides === undefined ? valueText(value, sampleType) : frameChange(sides, frame, sampleType, relative),
    }),
    [sampleType, sides, relative],
  );
}

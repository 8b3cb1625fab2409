// What is said about a frame of a profile's flame graph.
import type { FlamePicture, FlameSides } from '../../../../../contract/profiles/flame.ts';
import type { SampleType } from '../../../../../contract/profiles/profile.ts';
import type { FrameWords } from '../../../../draw/flame/frame-words.ts';
import { changeText, pointsText, shareText, valueText } from '../profile-screen.ts';
import { frameName } from './flame-of-picture.ts';

export function frameWords(picture: FlamePicture, frame: number, type: SampleType): FrameWords {
  const { total, self, sides, files, name } = picture;
  const file = files[name[frame] as number] ?? '';
  const whole = total[0] as number;
  if (sides === undefined) {
    const value = total[frame] as number;
    const own = self[frame] as number;
    const lines = [
      `${valueText(value, type)} (${shareText(value, whole)})`,
      `${valueText(own, type)} its own (${shareText(own, whole)})`,
    ];
    return { name: frameName(picture, frame), lines: file === '' ? lines : [...lines, file] };
  }
  const { leftTotal, rightTotal, leftSelf, rightSelf } = sides;
  const pair = (left: Float64Array, right: Float64Array): string => {
    const [before, now] = [left[frame] as number, right[frame] as number];
    const word = before === 0 && now > 0 ? ', new' : now === 0 && before > 0 ? ', gone' : '';
    return `${valueText(before, type)} → ${valueText(now, type)} (${changeText(now - before, type)}${word})`;
  };
  const share = (of: Float64Array): string => shareText(of[frame] as number, of[0] as number);
  const lines = [
    pair(leftTotal, rightTotal),
    `its own ${pair(leftSelf, rightSelf)}`,
    `${share(leftTotal)} → ${share(rightTotal)} of its profile`,
  ];
  return { name: frameName(picture, frame), lines: file === '' ? lines : [...lines, file] };
}

/** Of a frame with all below it, e.g. `−600ms`, or in shares of each profile `−2.10 points`. */
export function frameChange(
  { leftTotal, rightTotal }: FlameSides,
  frame: number,
  type: SampleType,
  relative: boolean,
): string {
  const [left, right] = [leftTotal[frame] as number, rightTotal[frame] as number];
  return relative
    ? pointsText(left, leftTotal[0] as number, right, rightTotal[0] as number)
    : changeText(right - left, type);
}

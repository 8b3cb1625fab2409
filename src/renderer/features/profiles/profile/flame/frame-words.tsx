// What is said about a frame of a profile's flame graph: in its tip, and to assistive technology.
import type { ReactNode } from 'react';
import type { FlamePicture, FlameSides } from '../../../../../contract/profiles/flame.ts';
import type { SampleType } from '../../../../../contract/profiles/profile.ts';
import { changeText, pointsText, shareText, valueText } from '../profile-screen.ts';
import { frameName } from './flame-of-picture.ts';
import styles from '../profile-page.module.css';

function linesAbout(picture: FlamePicture, frame: number, type: SampleType): readonly string[] {
  const { total, self, sides, files, name } = picture;
  const file = files[name[frame] as number] ?? '';
  const whole = total[0] as number;
  if (sides === undefined) {
    const value = total[frame] as number;
    const own = self[frame] as number;
    return [
      frameName(picture, frame),
      `${valueText(value, type)} (${shareText(value, whole)})`,
      `${valueText(own, type)} its own (${shareText(own, whole)})`,
      ...(file === '' ? [] : [file]),
    ];
  }
  const { leftTotal, rightTotal, leftSelf, rightSelf } = sides;
  const pair = (left: Float64Array, right: Float64Array): string => {
    const [before, now] = [left[frame] as number, right[frame] as number];
    const word = before === 0 && now > 0 ? ', new' : now === 0 && before > 0 ? ', gone' : '';
    return `${valueText(before, type)} → ${valueText(now, type)} (${changeText(now - before, type)}${word})`;
  };
  const share = (of: Float64Array): string => shareText(of[frame] as number, of[0] as number);
  return [
    frameName(picture, frame),
    pair(leftTotal, rightTotal),
    `its own ${pair(leftSelf, rightSelf)}`,
    `${share(leftTotal)} → ${share(rightTotal)} of its profile`,
    ...(file === '' ? [] : [file]),
  ];
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

interface FrameTipProps {
  readonly picture: FlamePicture;
  readonly frame: number;
  readonly type: SampleType;
}

export function FrameTip({ picture, frame, type }: FrameTipProps): ReactNode {
  const [name, ...lines] = linesAbout(picture, frame, type);
  return (
    <div className={styles['tip']}>
      <strong>{name}</strong>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

export function frameText(picture: FlamePicture, frame: number, type: SampleType): string {
  return [...linesAbout(picture, frame, type), `level ${(picture.depth[frame] as number) + 1}`].join(', ');
}

// Colours of the frames of a profile: by package, the same in every profile and file; by what a frame spends itself; by kind
// of frame; and of a comparison, from blue (less) over grey to orange (more), which most colour-blind eyes tell apart.
import { restOfFrames, type FlamePicture } from '../../../../../contract/profiles/flame.ts';
import { frameColourOf, frameColours, plainFrameColour } from '../../../../../contract/profiles/frame-colour.ts';
import { hexOfOklch } from '../../../../draw/oklch.ts';
import type { Scheme, ServiceColour } from '../../../../draw/palette.ts';
import type { ProfilePlace } from '../../../../routes/profile-route.ts';

/** Steps to either side of "no change", and of shares of self time. */
const steps = 6;

const plain = frameColours.length;
const firstStep = plain + 1;

/** Per frame an index into `graphColours`. */
export function colourIndexes(picture: FlamePicture, by: ProfilePlace['colour'], relative: boolean): Uint8Array {
  const colours = new Uint8Array(picture.frames);
  const ofName = nameColours(picture, by);
  for (let frame = 0; frame < picture.frames; frame++) {
    const name = picture.name[frame] as number;
    if (name === restOfFrames) colours[frame] = plain;
    else if (picture.sides !== undefined) colours[frame] = firstStep + changeStep(picture, frame, relative);
    else if (by === 'self') colours[frame] = firstStep + steps + selfStep(picture, frame);
    else colours[frame] = ofName[name] ?? plain;
  }
  return colours;
}

function nameColours({ names, packages, kinds }: FlamePicture, by: ProfilePlace['colour']): Uint8Array {
  const known = new Map<string, number>();
  const colours = new Uint8Array(names.length);
  for (let at = 0; at < names.length; at++) {
    const origin = (by === 'kind' ? kinds[at] : packages[at] || names[at]) ?? '';
    let colour = known.get(origin);
    if (colour === undefined) {
      colour = by === 'kind' && origin === '' ? plain : frameColourOf(origin, origin);
      known.set(origin, colour);
    }
    colours[at] = colour;
  }
  return colours;
}

/** 0 (gone) to 2 * steps (new), `steps` is no change. By the change of the frame against the larger of its values. */
function changeStep({ sides, total }: FlamePicture, frame: number, relative: boolean): number {
  if (sides === undefined) return steps;
  const { leftTotal, rightTotal } = sides;
  const scale = relative && (rightTotal[0] as number) > 0 && (leftTotal[0] as number) > 0;
  const left = (leftTotal[frame] as number) * (scale ? (rightTotal[0] as number) / (leftTotal[0] as number) : 1);
  const right = rightTotal[frame] as number;
  const larger = Math.max(Math.abs(left), Math.abs(right));
  if (larger === 0 || (total[frame] as number) === 0) return steps;
  const share = (right - left) / larger;
  return steps + Math.sign(share) * Math.max(0, Math.ceil(Math.abs(share) * steps - 0.08));
}

function selfStep({ self, total }: FlamePicture, frame: number): number {
  const whole = total[frame] as number;
  return whole > 0 ? Math.min(steps, Math.round(((self[frame] as number) / whole) * steps)) : 0;
}

/** Packages, what has no colour of its own, then the steps from blue over grey to orange. */
export function graphColours(scheme: Scheme): readonly ServiceColour[] {
  const rest = scheme === 'light' ? plainFrameColour : { fill: '#4a5560', ink: '#e3e8ec' };
  return [...frameColours, rest, ...Array.from({ length: 2 * steps + 1 }, (_, at) => stepColour(at, scheme))];
}

/** Of a legend: the kinds of the frames of a picture and their colours, the most frequent names' first. */
export function kindColours(
  { kinds }: Pick<FlamePicture, 'kinds'>,
  most: number,
): readonly (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) if (kind !== '') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([kind]) => [kind, frameColours[frameColourOf(kind, kind)]?.fill ?? ''] as const);
}

/** Of a legend: from nothing of its own to everything. */
export function ownColours(scheme: Scheme): readonly string[] {
  return changeColours(scheme).slice(steps);
}

/** Of a legend: from much less over no change to much more. */
export function changeColours(scheme: Scheme): readonly string[] {
  return Array.from({ length: 2 * steps + 1 }, (_, at) => stepColour(at, scheme).fill);
}

function stepColour(at: number, scheme: Scheme): ServiceColour {
  const far = (at - steps) / steps;
  const away = Math.abs(far);
  const lightness = scheme === 'light' ? 0.9 - 0.22 * away : 0.42 + 0.34 * away;
  const fill = hexOfOklch(lightness, 0.012 + 0.12 * away, far < 0 ? 248 : 62);
  return { fill, ink: lightness > 0.58 ? '#101820' : '#e3e8ec' };
}

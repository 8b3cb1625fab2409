// Colours of frames by where they come from: the same package or module has the same colour in every profile, window and
// file. Hues 15 degrees apart in OKLCH at lightness 0.80 and 0.86, chroma 0.10, so that one dark ink is readable on all.
import { hashOfName } from '../name-hash.ts';

/** `#rrggbb`. */
export interface FrameColour {
  readonly fill: string;
  readonly ink: string;
}

const fills = [
  '#f2ab83',
  '#ffc48a',
  '#e0b771',
  '#e5d183',
  '#c1c476',
  '#c2dd94',
  '#9bce90',
  '#9be5b4',
  '#76d3b4',
  '#7ee7d9',
  '#64d1d7',
  '#7de2fa',
  '#75caf2',
  '#abd7fd',
  '#98bffe',
  '#c4cefc',
  '#bcb3fa',
  '#dec3fe',
  '#dba9e6',
  '#fbb8eb',
  '#efa3c7',
  '#fdbdca',
  '#f8a4a3',
  '#fec0b0',
] as const;

const ink = '#101820';

/** Frames of these colours are told apart by number: 0 to `frameColours.length` - 1. */
export const frameColours: readonly FrameColour[] = fills.map((fill) => ({ fill, ink }));

/** What has no colour of its own: everything, and what is left out. */
export const plainFrameColour: FrameColour = { fill: '#d9dee3', ink };

/** Chosen so that packages of most Go programs (main, runtime, encoding/json, net/http, …) are far from each other. */
const spread = 157_851;

/** The number of a frame's colour. @param origin package, module or mapping; where it is empty the frame's name decides */
export function frameColourOf(origin: string, name: string): number {
  const hash = hashOfName(origin === '' ? name : origin);
  return (Math.imul(hash ^ (hash >>> 15), spread) >>> 8) % frameColours.length;
}

/** Less is blue and more is orange, which all eyes tell apart; grey is no change. By sixths of the larger value. */
const less = ['#c6dbef', '#9ecae1', '#6baed6'] as const;
const more = ['#fdd9b5', '#fdb97d', '#fd9544'] as const;

/** The colour of a change from one value to the other; neither is negative. */
export function changeColour(before: number, after: number): FrameColour {
  const larger = Math.max(before, after);
  const change = larger > 0 ? (after - before) / larger : 0;
  const step = Math.min(2, Math.floor(Math.abs(change) * 6) - 1);
  if (Math.abs(change) < 0.02) return plainFrameColour;
  return { fill: (change < 0 ? less : more)[Math.max(0, step)] as string, ink };
}

// Colours of services: stable by name, distinct inside one set of names, apart from the error red, and with an ink
// that is readable on them. Ten hues (none near the error red) by two lightnesses; neighbours in hue differ enough
// for the common colour-vision deficiencies only together with lightness, so a name or dot always stands beside.
// Neighbours: theme.ts reads the rest of the colours from the tokens.
import { hexOfOklch } from './oklch.ts';
import { hashOfName } from '../../contract/name-hash.ts';

export type Scheme = 'light' | 'dark';

export interface ServiceColour {
  /** `#rrggbb` of bars, dots and points; at least 3:1 against the page. */
  readonly fill: string;
  /** `#rrggbb` of text on the fill; at least 4.5:1. */
  readonly ink: string;
}

const hues = [242, 92, 152, 306, 182, 124, 274, 65, 338, 212] as const;

const dark = '#0b0f14';
const light = '#ffffff';

/** Lightness, chroma and ink of the two rows of each scheme. */
const rows = {
  light: [
    { lightness: 0.64, chroma: 0.16, ink: dark },
    { lightness: 0.48, chroma: 0.15, ink: light },
  ],
  dark: [
    { lightness: 0.8, chroma: 0.13, ink: dark },
    { lightness: 0.62, chroma: 0.14, ink: dark },
  ],
} as const satisfies Record<Scheme, readonly { lightness: number; chroma: number; ink: string }[]>;

export const PALETTE_SIZE = 20;

const paletteOf = (scheme: Scheme): readonly ServiceColour[] =>
  rows[scheme].flatMap((row) =>
    hues.map((hue) => ({ fill: hexOfOklch(row.lightness, row.chroma, hue), ink: row.ink })),
  );

const palettes: Record<Scheme, readonly ServiceColour[]> = { light: paletteOf('light'), dark: paletteOf('dark') };

/** The colour of errors, equal to the token `--error`, apart from every service's; always together with an icon or a shape. */
export const errorColour: Record<Scheme, ServiceColour> = {
  light: { fill: '#c02636', ink: light },
  dark: { fill: '#ff7a82', ink: dark },
};

/** The slot (0 to PALETTE_SIZE - 1) that a service has wherever no other of its set wants the same. */
export function homeSlot(name: string): number {
  const hash = hashOfName(name);
  return ((hash ^ (hash >>> 15)) >>> 0) % PALETTE_SIZE;
}

/** Prime to the number of hues, so that a walk visits every hue. */
const strides = [1, 3, 7, 9] as const;

const hueOf = (slot: number): number => slot % hues.length;

/**
 * A slot for each name: all hues different while there are at most as many names as hues, all slots different up to
 * PALETTE_SIZE names. Depends only on the set, not on its order: of names that want the same hue the one with the
 * smallest hash keeps its home slot, the others move to free hues, then to free slots.
 */
export function slotsOfNames(names: Iterable<string>): ReadonlyMap<string, number> {
  const order = [...new Set(names)].sort((a, b) => hashOfName(a) - hashOfName(b) || (a < b ? -1 : 1));
  const slots = new Map<string, number>();
  const takenHues = new Set<number>();
  const taken = new Set<number>();
  const claim = (name: string, slot: number): void => {
    slots.set(name, slot);
    taken.add(slot);
    takenHues.add(hueOf(slot));
  };
  for (const name of order) {
    const home = homeSlot(name);
    if (!takenHues.has(hueOf(home))) claim(name, home);
  }
  for (const name of order) {
    if (slots.has(name)) continue;
    const walk = slotsFrom(name);
    claim(
      name,
      walk.find((slot) => !takenHues.has(hueOf(slot))) ?? walk.find((slot) => !taken.has(slot)) ?? homeSlot(name),
    );
  }
  return slots;
}

/** Every slot in the order in which a name would have them: its home, the hues in its lightness, then the other lightness. */
function slotsFrom(name: string): readonly number[] {
  const home = homeSlot(name);
  const stride = strides[hashOfName(name) % strides.length] as number;
  const row = home < hues.length ? [0, hues.length] : [hues.length, 0];
  return row.flatMap((base) => hues.map((_, step) => base + ((hueOf(home) + step * stride) % hues.length)));
}

export function colourOfSlot(slot: number, scheme: Scheme): ServiceColour {
  return palettes[scheme][slot % PALETTE_SIZE] as ServiceColour;
}

/** Looks up colours of a fixed set of services; a name outside the set gets its home colour. */
export type ServiceColours = (name: string) => ServiceColour;

export function serviceColours(names: Iterable<string>, scheme: Scheme): ServiceColours {
  const slots = slotsOfNames(names);
  return (name) => colourOfSlot(slots.get(name) ?? homeSlot(name), scheme);
}

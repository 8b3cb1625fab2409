// Colours of cells: from the page's ground to its accent, by the square root of the share, so that a few among many are
// still seen. 64 steps, made once per theme.
import { hexOfOklch } from '../oklch.ts';
import type { Scheme } from '../palette.ts';

const steps = 64;

/** From least to most. */
export function heatColours(scheme: Scheme): readonly string[] {
  return Array.from({ length: steps }, (_, at) => {
    const share = at / (steps - 1);
    return scheme === 'light'
      ? hexOfOklch(0.93 - 0.6 * share, 0.05 + 0.09 * Math.sin(Math.PI * Math.min(1, share * 0.9)), 240 - 40 * share)
      : hexOfOklch(0.3 + 0.62 * share, 0.06 + 0.09 * Math.sin(Math.PI * Math.min(1, share * 0.9)), 250 - 150 * share);
  });
}

export function heatColour(colours: readonly string[], count: number, most: number): string {
  const share = most <= 0 ? 0 : Math.sqrt(Math.min(1, count / most));
  return colours[Math.round(share * (colours.length - 1))] as string;
}

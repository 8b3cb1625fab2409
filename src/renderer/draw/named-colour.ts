// Colours as dashboards name them (`green`, `dark-red`, `#rrggbb`, `rgb(...)`, `continuous-GrYlRd`) as colours of CSS, readable
// in both themes. What is none of these is no colour: names come from files of others.
import { hexOfOklch } from './oklch.ts';
import type { Theme } from './theme.ts';

const hues: Readonly<Record<string, readonly [hue: number, chroma: number]>> = {
  green: [150, 0.15],
  yellow: [92, 0.15],
  orange: [60, 0.16],
  red: [22, 0.18],
  blue: [248, 0.15],
  purple: [305, 0.16],
};

const shifts: Readonly<Record<string, number>> = { 'super-light': 0.16, light: 0.08, 'semi-dark': -0.06, dark: -0.13 };

const code = /^(#[\da-f]{3,8}|(rgb|rgba|hsl|hsla)\([\d\s.,%/]+\))$/i;

/** undefined for what is no colour. `share`: where on the way of a continuous colour, 0 to 1. */
export function namedColour(name: string, theme: Pick<Theme, 'scheme' | 'text'>, share = 1): string | undefined {
  if (code.test(name)) return name;
  if (name === 'transparent') return 'transparent';
  if (name === 'text') return theme.text;
  if (name === 'white') return '#ffffff';
  if (name === 'black') return '#000000';
  if (name === 'gray' || name === 'grey') return '#808890';
  if (name.startsWith('continuous-')) return between(name.slice('continuous-'.length), theme, share);
  const parts = /^(?:(super-light|light|semi-dark|dark)-)?([a-z]+)$/.exec(name);
  const [hue, chroma] = hues[parts?.[2] ?? ''] ?? [];
  if (hue === undefined || chroma === undefined) return undefined;
  const base = theme.scheme === 'dark' ? 0.74 : 0.6;
  return hexOfOklch(base + (shifts[parts?.[1] ?? ''] ?? 0), chroma, hue);
}

const stops: Readonly<Record<string, string>> = {
  Gr: 'green',
  Yl: 'yellow',
  Rd: 'red',
  Bl: 'blue',
  Pu: 'purple',
  Or: 'orange',
};

/** `GrYlRd`: from green over yellow to red; `blues`, `reds`: from faint to full. */
function between(scheme: string, theme: Pick<Theme, 'scheme' | 'text'>, share: number): string | undefined {
  const names = (scheme.match(/[A-Z][a-z]/g) ?? []).map((stop) => stops[stop] ?? 'blue');
  const one = /^([a-z]+)s$/.exec(scheme)?.[1];
  if (one !== undefined) {
    const [hue = 248, chroma = 0.15] = hues[one] ?? [];
    return hexOfOklch(
      theme.scheme === 'dark' ? 0.3 + share * 0.5 : 0.95 - share * 0.45,
      chroma * (0.3 + 0.7 * share),
      hue,
    );
  }
  if (names.length < 2) return namedColour('green', theme);
  const place = Math.min(1, Math.max(0, share)) * (names.length - 1);
  const at = Math.min(names.length - 2, Math.floor(place));
  const from = hues[names[at] ?? ''] ?? [150, 0.15];
  const to = hues[names[at + 1] ?? ''] ?? [22, 0.18];
  const part = place - at;
  const base = theme.scheme === 'dark' ? 0.74 : 0.6;
  return hexOfOklch(base, from[1] + (to[1] - from[1]) * part, from[0] + (to[0] - from[0]) * part);
}

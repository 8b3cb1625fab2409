// Turns (or correlations) as bands over the lanes: from the first to the last item that names one. Bands that overlap lie in
// rows of their own, at most three; further ones lie over the last.
import { ItemShape, type SessionTimeline } from '../../../contract/sessions.ts';

export interface Band {
  /** Index into the data's texts. */
  readonly text: number;
  readonly from: number;
  /** Infinity while something of it is open. */
  readonly to: number;
  readonly row: number;
  readonly items: number;
}

const mostRows = 3;

export function bandsOf(
  data: Pick<SessionTimeline, 'items' | 'start' | 'duration' | 'shape'>,
  texts: Uint32Array,
): readonly Band[] {
  const found = new Map<number, { text: number; from: number; to: number; items: number }>();
  for (let i = 0; i < data.items; i++) {
    const text = texts[i] as number;
    if (text === 0) continue;
    const from = data.start[i] as number;
    const to = data.shape[i] === ItemShape.open ? Infinity : from + (data.duration[i] as number);
    const band = found.get(text);
    if (band === undefined) found.set(text, { text, from, to, items: 1 });
    else {
      band.from = Math.min(band.from, from);
      band.to = Math.max(band.to, to);
      band.items += 1;
    }
  }
  const ends: number[] = [];
  return [...found.values()]
    .sort((a, b) => a.from - b.from)
    .map((band) => {
      const free = ends.findIndex((end) => end <= band.from);
      const row = free >= 0 ? free : Math.min(ends.length, mostRows - 1);
      ends[row] = Math.max(ends[row] ?? 0, band.to);
      return { ...band, row };
    });
}

// Colours of the series of a chart: slots of the palette, those far apart in hue first, so that few series are easily told
// apart. A series keeps its slot while others come and go.
import { PALETTE_SIZE } from './palette.ts';

/** Hues in an order in which each is far from those before it, in one lightness, then in the other. */
const order = [0, 7, 2, 3, 1, 8, 6, 4, 5, 9];
const slots = [...order, ...order.map((slot) => slot + order.length)];

/** A slot for each key, in their order; `before` is what was answered for the keys of a moment ago. */
export function seriesSlots(
  keys: readonly string[],
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const kept = new Map(keys.flatMap((key) => (before.has(key) ? [[key, before.get(key) as number] as const] : [])));
  const uses = new Uint32Array(PALETTE_SIZE);
  for (const slot of kept.values()) uses[slot] = (uses[slot] as number) + 1;
  let round = 0;
  let at = 0;
  return new Map(
    keys.map((key) => {
      const own = kept.get(key);
      if (own !== undefined) return [key, own];
      while ((uses[slots[at] as number] as number) > round) {
        at += 1;
        if (at < slots.length) continue;
        at = 0;
        round += 1;
      }
      const slot = slots[at] as number;
      uses[slot] = (uses[slot] as number) + 1;
      return [key, slot];
    }),
  );
}

// Which items are shown (by type, turn and lane), and which of them have the text that is looked for.
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import type { TimelineFilter } from '../../../draw/timeline/item-sets.ts';

export interface ItemFilter {
  readonly types: readonly string[];
  readonly turns: readonly string[];
  /** Names of lanes. */
  readonly only: readonly string[];
  readonly find: string;
}

export function filterItems(
  { items, name, turn, lane, preview, correlation, texts, lanes }: SessionTimeline,
  { types, turns, only, find }: ItemFilter,
): TimelineFilter & { readonly count: number; readonly found: number } {
  const ofTypes = types.length === 0 ? undefined : bitsOf(texts, (text) => types.includes(text));
  const ofTurns = turns.length === 0 ? undefined : bitsOf(texts, (text) => text !== '' && turns.includes(text));
  const inLane =
    only.length === 0
      ? undefined
      : bitsOf(
          lanes.map((one) => one.name),
          (text) => only.includes(text),
        );
  const needle = find.trim().toLowerCase();
  const has = needle === '' ? undefined : bitsOf(texts, (text) => text.toLowerCase().includes(needle));
  const shown = new Uint8Array(items);
  const matches = has === undefined ? undefined : new Uint8Array(items);
  let count = 0;
  let found = 0;
  for (let i = 0; i < items; i++) {
    if (ofTypes !== undefined && ofTypes[name[i] as number] === 0) continue;
    if (ofTurns !== undefined && ofTurns[turn[i] as number] === 0) continue;
    if (inLane !== undefined && inLane[lane[i] as number] === 0) continue;
    shown[i] = 1;
    count += 1;
    if (has === undefined || matches === undefined) continue;
    const matched =
      has[name[i] as number] === 1 ||
      has[preview[i] as number] === 1 ||
      has[turn[i] as number] === 1 ||
      has[correlation[i] as number] === 1;
    if (!matched) continue;
    matches[i] = 1;
    found += 1;
  }
  return { shown, matches, count, found };
}

function bitsOf(texts: readonly string[], holds: (text: string) => boolean): Uint8Array {
  return Uint8Array.from(texts, (text) => Number(holds(text)));
}

/** Distinct texts of a column with their counts, most frequent first; the empty one is left out. */
export function countedTexts(column: Uint32Array, texts: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Uint32Array(texts.length);
  for (const text of column) counts[text] = (counts[text] as number) + 1;
  const counted: (readonly [string, number])[] = [];
  for (const [text, count] of counts.entries()) {
    const words = texts[text] ?? '';
    if (count > 0 && words !== '') counted.push([words, count]);
  }
  return counted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Names of lanes with the number of their items, in the order of the lanes. */
export function countedLanes({ lane, lanes }: SessionTimeline): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>(lanes.map(({ name }) => [name, 0]));
  const names = lanes.map(({ name }) => name);
  const byLane = new Uint32Array(lanes.length);
  for (const one of lane) byLane[one] = (byLane[one] as number) + 1;
  for (const [i, name] of names.entries()) counts.set(name, (counts.get(name) ?? 0) + (byLane[i] as number));
  return [...counts];
}

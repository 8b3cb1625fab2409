// The items of a timeline by what they are painted as: all in the filter, and apart those that must be seen wherever they
// share a pixel with others. Gaps are about all lanes and stand apart.
import { ItemFlag, type SessionTimeline } from '../../../contract/sessions.ts';
import { RowItems } from './row-items.ts';

export interface TimelineFilter {
  /** 1 for items in the filter. */
  readonly shown: Uint8Array;
  /** 1 for items that have the text that is looked for; `undefined` where none is. */
  readonly matches: Uint8Array | undefined;
}

export interface ItemSets {
  readonly all: RowItems;
  /** Those that tell of losses or of cut texts. */
  readonly warned: RowItems;
  readonly failed: RowItems;
  readonly found: RowItems | undefined;
  readonly gaps: readonly number[];
}

export function itemSets(data: SessionTimeline, { shown, matches }: TimelineFilter): ItemSets {
  const { flags, items } = data;
  const all = new Uint32Array(items);
  let count = 0;
  const warned: number[] = [];
  const failed: number[] = [];
  const found: number[] = [];
  const gaps: number[] = [];
  for (let item = 0; item < items; item++) {
    const bits = flags[item] as number;
    if ((bits & ItemFlag.gap) !== 0) {
      gaps.push(item);
      continue;
    }
    if (shown[item] !== 1) continue;
    all[count++] = item;
    if ((bits & (ItemFlag.loss | ItemFlag.truncated)) !== 0) warned.push(item);
    if ((bits & ItemFlag.error) !== 0) failed.push(item);
    if (matches?.[item] === 1) found.push(item);
  }
  const rowsOf = (chosen: readonly number[]): RowItems => new RowItems(data, Uint32Array.from(chosen));
  return {
    all: new RowItems(data, all.subarray(0, count)),
    warned: rowsOf(warned),
    failed: rowsOf(failed),
    found: matches === undefined ? undefined : rowsOf(found),
    gaps,
  };
}

export function everything({ items }: Pick<SessionTimeline, 'items'>): TimelineFilter {
  return { shown: new Uint8Array(items).fill(1), matches: undefined };
}

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
  const { flags } = data;
  const has = (item: number, bits: number): boolean => ((flags[item] as number) & bits) !== 0;
  const isIn = (item: number): boolean => shown[item] === 1 && !has(item, ItemFlag.gap);
  const gaps: number[] = [];
  for (let item = 0; item < data.items; item++) if (has(item, ItemFlag.gap)) gaps.push(item);
  return {
    all: new RowItems(data, isIn),
    warned: new RowItems(data, (item) => has(item, ItemFlag.loss | ItemFlag.truncated) && isIn(item)),
    failed: new RowItems(data, (item) => has(item, ItemFlag.error) && isIn(item)),
    found: matches === undefined ? undefined : new RowItems(data, (item) => matches[item] === 1 && isIn(item)),
    gaps,
  };
}

export function everything({ items }: Pick<SessionTimeline, 'items'>): TimelineFilter {
  return { shown: new Uint8Array(items).fill(1), matches: undefined };
}

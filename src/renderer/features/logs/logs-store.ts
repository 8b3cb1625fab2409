// What the logs page keeps while other pages are shown, and the taste that this window remembers: which end is newest,
// which columns there are, what is folded away.
import { create } from 'zustand';
import { readStored, writeStored } from '../../ui/stored.ts';
import type { Placed } from './model/log-window.ts';

export interface LogsTaste {
  /** Where the newest record is. At the bottom lines read downwards in time, as in a terminal. */
  readonly newest: 'bottom' | 'top';
  /** Fields shown as columns: attribute keys, or `body.` and a path. */
  readonly columns: readonly string[];
  /** Fields whose values are listed beside the usual ones. */
  readonly facets: readonly string[];
  readonly facetsShown: boolean;
  readonly histogramShown: boolean;
  readonly detailsShown: boolean;
  readonly wrap: boolean;
}

interface LogsStore {
  readonly taste: LogsTaste;
  readonly change: (patch: Partial<LogsTaste>) => void;
  /** Where a list was left, by the list's address. */
  readonly left: { readonly list: string; readonly at: Placed | undefined } | undefined;
  readonly leave: (list: string, at: Placed | undefined) => void;
}

const name = 'logs:taste';

const usual: LogsTaste = {
  newest: 'bottom',
  columns: [],
  facets: [],
  facetsShown: true,
  histogramShown: true,
  detailsShown: true,
  wrap: false,
};

export const useLogsStore = create<LogsStore>((set, get) => ({
  taste: storedTaste(),
  change(patch) {
    const taste = { ...get().taste, ...patch };
    set({ taste });
    writeStored(name, taste);
  },
  left: undefined,
  leave: (list, at) => set({ left: { list, at } }),
}));

function storedTaste(): LogsTaste {
  const stored = readStored(name);
  const kept: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const flag = (key: 'facetsShown' | 'histogramShown' | 'detailsShown' | 'wrap'): boolean =>
    typeof kept[key] === 'boolean' ? kept[key] : usual[key];
  return {
    newest: kept['newest'] === 'top' ? 'top' : 'bottom',
    columns: textsOf(kept['columns']),
    facets: textsOf(kept['facets']),
    facetsShown: flag('facetsShown'),
    histogramShown: flag('histogramShown'),
    detailsShown: flag('detailsShown'),
    wrap: flag('wrap'),
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, 20) : [];
}

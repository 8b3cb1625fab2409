// How many items begin in each stretch of the session, for the overview: counts per bin, of all items in the filter and of
// those that failed. Pure.
import { ItemFlag, type SessionTimeline } from '../../../contract/sessions.ts';

export interface OverviewBins {
  readonly all: Uint32Array;
  readonly failed: Uint32Array;
  /** The greatest of `all`. */
  readonly most: number;
}

/** @param shown 1 for items in the filter; `total`: nanoseconds from the first to the last bin's end */
export function overviewBins(
  { items, start, flags }: Pick<SessionTimeline, 'items' | 'start' | 'flags'>,
  shown: Uint8Array,
  total: number,
  bins: number,
): OverviewBins {
  const all = new Uint32Array(bins);
  const failed = new Uint32Array(bins);
  let most = 0;
  for (let i = 0; i < items; i++) {
    if (shown[i] !== 1) continue;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((start[i] as number) / Math.max(1, total)) * bins)));
    const count = (all[bin] as number) + 1;
    all[bin] = count;
    if (count > most) most = count;
    if (((flags[i] as number) & ItemFlag.error) !== 0) failed[bin] = (failed[bin] as number) + 1;
  }
  return { all, failed, most };
}

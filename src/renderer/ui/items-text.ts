// What was stored of all signals, in words: `3 spans and 12 samples`; signals without items are left out.
import { plural } from './number-text.ts';

export interface StoredItems {
  readonly spans: number;
  readonly logs: number;
  /** Data points of metrics. */
  readonly samples: number;
  readonly profiles?: number;
}

/** `0 spans` where nothing was. */
export function itemsText({ spans, logs, samples, profiles = 0 }: StoredItems): string {
  const parts = [
    ...(spans > 0 || logs + samples + profiles === 0 ? [plural(spans, 'span')] : []),
    ...(logs > 0 ? [plural(logs, 'log')] : []),
    ...(samples > 0 ? [plural(samples, 'sample')] : []),
    ...(profiles > 0 ? [plural(profiles, 'profile')] : []),
  ];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

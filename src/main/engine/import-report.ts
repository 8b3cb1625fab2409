// What an import has stored so far, and what it left out: equal reasons counted together, with the first place of each.
import type { Skipped } from '../../contract/imports.ts';

/** Reasons that are told apart. */
const mostReasons = 100;
const others = 'other reasons';

export interface ImportReport {
  spans: number;
  logs: number;
  samples: number;
  profiles: number;
  /** Number of the first in its run. */
  profile: number | undefined;
  skip(reason: string, place: string, count?: number): void;
  skipped(): readonly Skipped[];
}

export function createImportReport(): ImportReport {
  const reasons = new Map<string, { count: number; readonly first: string }>();
  return {
    spans: 0,
    logs: 0,
    samples: 0,
    profiles: 0,
    profile: undefined,
    skip(reason, place, count = 1) {
      const key = reasons.has(reason) || reasons.size < mostReasons ? reason.slice(0, 500) : others;
      const known = reasons.get(key);
      if (known === undefined) reasons.set(key, { count, first: place.slice(0, 300) });
      else known.count += count;
    },
    skipped: () => [...reasons].map(([reason, { count, first }]) => ({ reason, count, first })),
  };
}

// Ingest totals over all lives of the ingest worker: each life counts from zero.
import type { IngestTotals } from '../../contract/ingest.ts';

export interface TotalsKeeper {
  readonly current: IngestTotals;
  /** The worker's newest numbers. */
  update(totals: IngestTotals): void;
  newLife(): void;
}

const zero: IngestTotals = {
  requests: 0,
  spans: 0,
  logs: 0,
  rejected: 0,
  refused: 0,
  busy: 0,
  bytes: 0,
  lastAt: undefined,
};

export function keepTotals(): TotalsKeeper {
  let before = zero;
  let life = zero;
  return {
    get current() {
      return sum(before, life);
    },
    update(totals) {
      life = totals;
    },
    newLife() {
      before = sum(before, life);
      life = zero;
    },
  };
}

function sum(a: IngestTotals, b: IngestTotals): IngestTotals {
  return {
    requests: a.requests + b.requests,
    spans: a.spans + b.spans,
    logs: a.logs + b.logs,
    rejected: a.rejected + b.rejected,
    refused: a.refused + b.refused,
    busy: a.busy + b.busy,
    bytes: a.bytes + b.bytes,
    lastAt: b.lastAt ?? a.lastAt,
  };
}

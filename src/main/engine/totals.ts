// Ingest totals over all lives of the ingest worker: each life counts from zero.
import { noTotals, type IngestTotals } from '../../contract/ingest.ts';

export interface TotalsKeeper {
  readonly current: IngestTotals;
  /** The worker's newest numbers. */
  update(totals: IngestTotals): void;
  newLife(): void;
}

export function keepTotals(): TotalsKeeper {
  let before = noTotals;
  let life = noTotals;
  return {
    get current() {
      return sum(before, life);
    },
    update(totals) {
      life = totals;
    },
    newLife() {
      before = sum(before, life);
      life = noTotals;
    },
  };
}

function sum(a: IngestTotals, b: IngestTotals): IngestTotals {
  return {
    requests: a.requests + b.requests,
    spans: a.spans + b.spans,
    logs: a.logs + b.logs,
    samples: a.samples + b.samples,
    rejected: a.rejected + b.rejected,
    ignored: a.ignored + b.ignored,
    refused: a.refused + b.refused,
    busy: a.busy + b.busy,
    bytes: a.bytes + b.bytes,
    lastAt: b.lastAt ?? a.lastAt,
  };
}

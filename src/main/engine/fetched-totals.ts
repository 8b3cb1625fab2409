// Counts what comes into the live run from sources that are fetched and from imports, so that the window tells of it as data
// that arrives. Requests are those of senders alone.
import type { IngestTotals, Payload, PayloadSink } from '../../contract/ingest.ts';
import type { UnixNanos } from '../../contract/time.ts';

export interface FetchedTotals {
  readonly sink: PayloadSink;
  /** Totals of the ports with what was fetched. */
  withFetched(totals: IngestTotals): IngestTotals;
}

const counted = { traces: 'spans', logs: 'logs', metrics: 'samples' } as const;

export function countFetched(store: PayloadSink, now: () => UnixNanos): FetchedTotals {
  const sums = { spans: 0, logs: 0, samples: 0, rejected: 0, ignored: 0 };
  let lastAt: UnixNanos | undefined;
  return {
    async sink(payload: Payload) {
      const receipt = await store(payload);
      if (receipt.kind !== 'stored') return receipt;
      if (payload.signal !== 'profiles') sums[counted[payload.signal]] += receipt.accepted - receipt.ignored;
      sums.rejected += receipt.rejected;
      sums.ignored += receipt.ignored;
      if (receipt.accepted > 0) lastAt = now();
      return receipt;
    },
    withFetched(totals) {
      if (lastAt === undefined) return totals;
      return {
        ...totals,
        spans: totals.spans + sums.spans,
        logs: totals.logs + sums.logs,
        samples: totals.samples + sums.samples,
        rejected: totals.rejected + sums.rejected,
        ignored: totals.ignored + sums.ignored,
        lastAt: totals.lastAt === undefined || totals.lastAt < lastAt ? lastAt : totals.lastAt,
      };
    },
  };
}

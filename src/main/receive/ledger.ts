// The memory of the ingest inspector: the last requests, good and bad, and the totals.
import { noTotals, type IngestRecord, type IngestTotals } from '../../contract/ingest.ts';

export interface Ledger {
  /** Numbers the record, keeps it, and answers it. */
  add(record: Omit<IngestRecord, 'sequence'>): IngestRecord;
  /** Newest first. */
  records(limit: number): readonly IngestRecord[];
  totals(): IngestTotals;
}

const overall = 500;
/** So that a chatty sender does not push out the few lines of a quiet one. */
const perSender = 50;
const senders = 64;

export function createLedger(): Ledger {
  let sequence = 0;
  const latest: IngestRecord[] = [];
  const bySender = new Map<string, IngestRecord[]>();
  let totals = noTotals;

  const keepForSender = (record: IngestRecord) => {
    const lines = bySender.get(record.sender.id) ?? [];
    lines.push(record);
    if (lines.length > perSender) lines.shift();
    bySender.delete(record.sender.id);
    bySender.set(record.sender.id, lines);
    if (bySender.size <= senders) return;
    const [quietest] = bySender.keys();
    if (quietest !== undefined) bySender.delete(quietest);
  };

  return {
    add(entry) {
      sequence += 1;
      const record: IngestRecord = { sequence, ...entry };
      latest.push(record);
      if (latest.length > overall) latest.shift();
      keepForSender(record);
      const sent = record.transport === 'scrape' ? 0 : 1;
      totals = {
        requests: totals.requests + sent,
        spans: totals.spans + (record.signal === 'traces' ? record.accepted - record.ignored : 0),
        logs: totals.logs + (record.signal === 'logs' ? record.accepted - record.ignored : 0),
        samples: totals.samples + (record.signal === 'metrics' ? record.accepted - record.ignored : 0),
        rejected: totals.rejected + record.rejected,
        ignored: totals.ignored + record.ignored,
        refused: totals.refused + (record.outcome === 'refused' || record.outcome === 'protocol-error' ? sent : 0),
        busy: totals.busy + (record.outcome === 'busy' ? 1 : 0),
        bytes: totals.bytes + record.wireBytes,
        lastAt: record.at,
      };
      return record;
    },
    records(limit) {
      const bySequence = new Map<number, IngestRecord>();
      for (const record of latest) bySequence.set(record.sequence, record);
      for (const lines of bySender.values()) for (const record of lines) bySequence.set(record.sequence, record);
      return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, limit);
    },
    totals: () => totals,
  };
}

// What redaction rules would take out of an export: everything is read once, nothing is written.
import { createJournalDecoder } from './decode-journal.ts';
import { rulesOf } from './export-pieces.ts';
import { recordsOf } from './export-records.ts';
import { signalsOf } from './export-signals.ts';
import { exportCacheBytes } from './export-cache.ts';
import { createInterruptible } from './interruptible.ts';
import type { ExportOrder, RedactionPreview } from '../../contract/exports.ts';
import { redactedTrace } from '../encode/csv-traces.ts';
import { RedactionCounts } from '../encode/redaction-counts.ts';
import { Redactor } from '../encode/redactor.ts';
import { readTraceRows, RecordOwners } from '../query/index.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader } from '../store/reader.ts';

/** Throws ContractError: `bad-request` for rules that cannot be read, and as reading the run does. */
export function previewRedaction(
  order: Pick<ExportOrder, 'what' | 'signal' | 'table' | 'redact'>,
  path: string,
  alive: Alive,
): RedactionPreview {
  const counts = new RedactionCounts();
  const redactor = new Redactor(rulesOf(order), counts);
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder(), alive, cacheBytes: exportCacheBytes });
  try {
    if (order.table === 'traces') {
      for (const row of readTraceRows(reader, order.what, alive, createInterruptible())) {
        counts.items += 1;
        redactedTrace(row, redactor);
      }
      return counts.preview;
    }
    const owners = new RecordOwners(reader);
    for (const signal of signalsOf({ ...order, format: order.table === undefined ? 'otlp-jsonl' : 'csv' }))
      for (const groups of recordsOf(reader, owners, whatOf(order), signal, alive))
        for (const group of groups) redactor.group(group);
    return counts.preview;
  } catch (cause) {
    throw reader.failure(cause);
  } finally {
    reader.close();
  }
}

/** A query may ask for any metric: all of them are looked at. */
function whatOf({ what }: Pick<ExportOrder, 'what'>): Pick<ExportOrder, 'what'> {
  return { what: what.kind === 'query' ? { kind: 'run' } : what };
}

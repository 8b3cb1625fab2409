// A run as one compact `.otter` file: everything sealed, no journal, no free pages. A whole run is copied as it is;
// a part of one, or one with redaction, is written anew from records, so that nothing of what was taken away is left.
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createJournalDecoder } from './decode-journal.ts';
import { describeRun } from './describe-run.ts';
import type { ExportChunk, ExportJob } from './export-pieces.ts';
import { countsOf, recordsOf } from './export-records.ts';
import { signalsOf } from './export-signals.ts';
import { exportCacheBytes } from './export-cache.ts';
import { tidyRun } from './past-run.ts';
import { RedactedSamples } from './redacted-samples.ts';
import { RecordStore } from './record-store.ts';
import { removeRun } from './run-shelf.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import type { RedactionRule } from '../../contract/redaction.ts';
import { Redactor } from '../encode/redactor.ts';
import { readScraped, RecordOwners } from '../query/index.ts';
import { copyCompact, vacuum } from '../store/compact-copy.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader } from '../store/reader.ts';

const pieceBytes = 1 << 20;

/** The file is written below the job's work folder first, and gone when the last piece was taken or nobody takes more. */
export async function* otterPieces(
  job: ExportJob,
  rules: readonly RedactionRule[],
  alive: Alive,
): AsyncGenerator<ExportChunk> {
  mkdirSync(job.workFolder, { recursive: true, mode: 0o700 });
  const path = join(job.workFolder, `${randomUUID()}.otter`);
  const { order } = job;
  try {
    if (order.what.kind === 'run' && order.signal === 'all' && rules.length === 0) yield copied(job.path, path);
    else yield* rewritten(job, path, rules, alive);
    alive();
    vacuum(path);
    yield* bytesOf(path, alive);
  } finally {
    removeRun(path);
  }
}

function copied(from: string, to: string): ExportChunk {
  const { spans, logs, samples, evicted } = describeRun(from);
  copyCompact(from, to);
  // Seals what was still in the journal.
  tidyRun(to);
  const stored = logs - evicted.logs;
  const kept = samples - evicted.samples;
  return { bytes: new Uint8Array(0), items: spans - evicted.spans + stored + kept, logs: stored, samples: kept };
}

async function* rewritten(
  { order, path }: ExportJob,
  to: string,
  rules: readonly RedactionRule[],
  alive: Alive,
): AsyncGenerator<ExportChunk> {
  const redactor = new Redactor(rules);
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder(), alive, cacheBytes: exportCacheBytes });
  try {
    const target = new RecordStore(to, reader, redactor);
    const scraped = new RedactedSamples(redactor);
    try {
      const owners = new RecordOwners(reader);
      for (const signal of signalsOf(order)) {
        for (const groups of recordsOf(reader, owners, order, signal, alive, {}, false)) {
          for (const [sender, own] of bySender(groups, owners))
            await target.add(
              own.map((group) => redactor.group(group)),
              redactor.text('sender', sender),
            );
          yield { bytes: new Uint8Array(0), ...countsOf(groups) };
        }
        if (signal !== 'metrics') continue;
        for (const samples of readScraped(reader, order.what, alive)) {
          await target.addScraped(scraped.of(samples));
          const { length } = samples.times;
          yield { bytes: new Uint8Array(0), items: length, logs: 0, samples: length };
        }
      }
    } finally {
      target.close();
    }
  } finally {
    reader.close();
  }
}

function bySender(groups: readonly RecordGroup[], owners: RecordOwners): Map<string, RecordGroup[]> {
  const senders = new Map<string, RecordGroup[]>();
  for (const group of groups) {
    const sender = owners.senderOf(group.resource);
    const own = senders.get(sender);
    if (own === undefined) senders.set(sender, [group]);
    else own.push(group);
  }
  return senders;
}

function* bytesOf(path: string, alive: Alive): Generator<ExportChunk> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      alive();
      const buffer = Buffer.allocUnsafeSlow(pieceBytes);
      const length = readSync(file, buffer, 0, pieceBytes, null);
      if (length === 0) return;
      yield { bytes: buffer.subarray(0, length), items: 0, logs: 0, samples: 0 };
    }
  } finally {
    closeSync(file);
  }
}

// A run as one compact `.otter` file: everything sealed, no journal, no free pages. A whole run is copied as it is;
// a part of one, or one with redaction, is written anew from records, so that nothing of what was taken away is left.
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createJournalDecoder } from './decode-journal.ts';
import { describeRun } from './describe-run.ts';
import type { ExportChunk, ExportJob } from './export-pieces.ts';
import { exportCacheBytes } from './export-cache.ts';
import { createInterruptible } from './interruptible.ts';
import { tidyRun } from './past-run.ts';
import { removeRun } from './run-shelf.ts';
import { ContractError } from '../../contract/errors.ts';
import { runId } from '../../contract/ids.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import type { RedactionRule } from '../../contract/redaction.ts';
import { unixNanos } from '../../contract/time.ts';
import { createLogsDecoder } from '../decode/logs.ts';
import { createTracesDecoder } from '../decode/traces.ts';
import { encodeOtlpProtobuf } from '../encode/otlp-protobuf.ts';
import { Redactor } from '../encode/redactor.ts';
import { readRecords, RecordOwners } from '../query/index.ts';
import { copyCompact, vacuum } from '../store/compact-copy.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader, type StoreReader } from '../store/reader.ts';
import { openRunWriter } from '../store/writer.ts';
import type { RunWriter } from '../store/writer-face.ts';

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
  return { bytes: new Uint8Array(0), items: spans - evicted.spans + stored + samples - evicted.samples, logs: stored };
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
    try {
      const owners = new RecordOwners(reader);
      const signals = order.signal === 'all' ? (['traces', 'logs'] as const) : [order.signal];
      for (const signal of signals) {
        for (const groups of readRecords(reader, owners, order.what, signal, alive, createInterruptible())) {
          for (const [sender, own] of bySender(groups, owners))
            await target.add(
              own.map((group) => redactor.group(group)),
              redactor.text('sender', sender),
            );
          const items = groups.reduce((sum, group) => sum + group.items.length, 0);
          yield { bytes: new Uint8Array(0), items, logs: signal === 'logs' ? items : 0 };
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

/** A new run file that takes records by the ordinary way: OTLP bytes, decoder, writer. */
class RecordStore {
  readonly #writer: RunWriter;
  readonly #traces = createTracesDecoder();
  readonly #logs = createLogsDecoder();

  constructor(path: string, from: StoreReader, redactor: Redactor) {
    const fact = (key: string): string =>
      String(from.db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key) ?? '');
    this.#writer = openRunWriter(path, {
      create: {
        id: runId(fact('id')),
        name: redactor.text('run name', fact('name')),
        startedAt: unixNanos(BigInt(fact('started_ns') || 0)),
        host: redactor.text('host', fact('host')),
        appVersion: fact('app_version'),
      },
      durability: 'normal',
      maxRunBytes: 0,
      decodeJournal: createJournalDecoder(),
    });
  }

  async add(groups: readonly RecordGroup[], sender: string): Promise<void> {
    const signal = groups[0]?.signal;
    if (signal === undefined) return;
    const bytes = encodeOtlpProtobuf(groups);
    const decoded = (signal === 'traces' ? this.#traces : this.#logs).decode(bytes, 'protobuf');
    if (decoded.kind === 'failed' || decoded.value.rejectedCount > 0) {
      const reason = decoded.kind === 'failed' ? decoded.failure.reason : decoded.value.rejections[0]?.reason;
      throw new ContractError('internal', `What was stored could not be written again: ${reason}`);
    }
    const stored = this.#writer.append(
      {
        signal,
        encoding: 'protobuf',
        transport: 'http',
        bytes,
        sender: { id: sender, address: '' },
        receivedAt: unixNanos(0n),
      },
      decoded.value,
    );
    this.#writer.flush();
    await stored;
  }

  close(): void {
    this.#writer.close();
  }
}

function* bytesOf(path: string, alive: Alive): Generator<ExportChunk> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      alive();
      const buffer = Buffer.allocUnsafeSlow(pieceBytes);
      const length = readSync(file, buffer, 0, pieceBytes, null);
      if (length === 0) return;
      yield { bytes: buffer.subarray(0, length), items: 0, logs: 0 };
    }
  } finally {
    closeSync(file);
  }
}

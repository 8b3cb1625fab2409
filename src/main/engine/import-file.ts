// One import from beginning to end: recognise the file, read it in pieces, store what it holds, report. Worker-free.
import { statSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import { ContractError } from '../../contract/errors.ts';
import { fileFormatTitles, type FileFormat } from '../../contract/imports.ts';
import type { Encoding } from '../../contract/ingest.ts';
import { headBytes, type ForeignSink, type ForeignTools } from '../decode/foreign/foreign-format.ts';
import { sniffFormat } from '../decode/foreign/formats.ts';
import { hasLines } from '../decode/foreign/otlp-json-file.ts';
import { DecodeFault } from '../decode/result.ts';
import { encodeOtlpProtobuf } from '../encode/otlp-protobuf.ts';
import { ProtoBytes } from '../encode/proto-bytes.ts';
import type { AddedProfile } from '../store/new-profile.ts';
import { openReadable } from '../store/run-database.ts';
import { isLlamaStackStore, readLlamaStack } from './import-llama-stack.ts';
import { goneWords, type ImportOrder, type ImportOutcome, type ImportProgress } from './import-messages.ts';
import { createImportReport } from './import-report.ts';
import { readRunFile, readRunProfiles } from './import-run.ts';
import { openFileSource, readHead, type FileSource } from './import-source.ts';
import { importProfile, type ImportProfileParts } from './import-profile.ts';
import { openTarget, type SendLive, type SendProfile } from './import-target.ts';
import { profileOf } from './is-profile-file.ts';
import { isRunFile } from './is-run-file.ts';

export interface ImportFileParts {
  readonly sendLive: SendLive;
  readonly sendProfile: SendProfile;
  readonly inspectProfile: ImportProfileParts['inspect'];
  readonly signal: AbortSignal;
  /** Called after every piece. */
  readonly onProgress: (progress: ImportProgress) => void;
}

const tools: ForeignTools = {
  text: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  find: (bytes, text, from) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, from, 'latin1'),
  unzstd: (bytes, most) => zstdDecompressSync(bytes, { maxOutputLength: most }),
};

const mostOtlpBytes = 256 << 20;

/** Expected trouble of a file, in words. */
class Unreadable extends Error {}

/** Never rejects: whatever goes wrong is in the outcome. */
export async function importFile(order: ImportOrder, parts: ImportFileParts): Promise<ImportOutcome> {
  const report = createImportReport();
  const state = {
    format: undefined as FileFormat | undefined,
    compression: undefined as ImportProgress['compression'],
    bytesRead: order.from,
    bytesTotal: 0,
    settled: order.from,
    follows: false,
  };
  const target = openTarget(order, report, parts.sendLive, parts.sendProfile);
  const protobuf = new ProtoBytes();
  const sink: ForeignSink = {
    request: (signal, encoding, bytes, place) => target.store(signal, encoding, bytes, place),
    group: (group) =>
      target.store(group.signal, 'protobuf', encodeOtlpProtobuf([group], protobuf), `${group.signal} of the file`),
    skip: report.skip,
  };
  const stored = (): number => report.spans + report.logs + report.samples + report.profiles;
  const progress = (): ImportProgress => ({
    format: state.format,
    compression: state.compression,
    bytesRead: state.bytesRead,
    bytesTotal: state.bytesTotal,
    spans: report.spans,
    logs: report.logs,
    samples: report.samples,
    profiles: report.profiles,
    profile: report.profile,
    skipped: report.skipped(),
  });

  /** After a piece: nothing more is read until this is stored. */
  async function pause(): Promise<void> {
    await target.drained();
    parts.onProgress(progress());
    // Messages, such as a wish to cancel, come in between.
    await new Promise((resolve) => setImmediate(resolve));
    parts.signal.throwIfAborted();
  }

  async function readDatabase(): Promise<void> {
    if (isRunFile(order.path)) {
      state.format = 'otter';
      for (const _ of readRunFile(order.path, sink)) await pause();
      for (const profile of readRunProfiles(order.path)) {
        keptProfile(await target.addProfile(profile));
        await pause();
      }
      state.bytesRead = state.bytesTotal;
      return;
    }
    const db = openReadable(order.path);
    try {
      if (!isLlamaStackStore(db)) throw new Unreadable(unknownDatabase);
      state.format = 'llama-stack';
      for (const share of readLlamaStack(db, sink)) {
        state.bytesRead = Math.round(share * state.bytesTotal);
        await pause();
      }
    } finally {
      db.close();
    }
  }

  function keptProfile({ profile, known }: AddedProfile): void {
    report.profiles += 1;
    report.profile ??= profile;
    if (known) report.skip('profiles that the run has already', 'the file');
  }

  async function readProfileFile(): Promise<void> {
    const added = await importProfile(order, {
      inspect: parts.inspectProfile,
      store: (profile) => target.addProfile(profile),
      async onRead(bytesRead) {
        state.bytesRead = bytesRead;
        await pause();
      },
    });
    keptProfile(added);
    state.settled = state.bytesTotal;
  }

  /** A profile beside what else the file holds, which stays where the profile cannot be read. */
  async function readProfileInside(): Promise<void> {
    try {
      await readProfileFile();
    } catch (cause) {
      if (!(cause instanceof ContractError) || parts.signal.aborted) throw cause;
      report.skip(`profiles that cannot be read (${cause.message})`, 'the file');
    }
  }

  /** As a request that was sent: it has services, and secrets are masked. */
  async function readOtlpProfiles(source: FileSource, encoding: Encoding): Promise<void> {
    state.format = 'otlp-profiles';
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of source.pieces(0)) {
      length += piece.length;
      if (length > mostOtlpBytes)
        throw new Unreadable(`It has more than ${mostOtlpBytes >> 20} MiB; OTLP profiles of up to that size are read.`);
      pieces.push(piece.slice());
      state.bytesRead = source.bytesRead;
      await pause();
    }
    target.store('profiles', encoding, Buffer.concat(pieces), 'the file');
    await pause();
    state.settled = state.bytesTotal;
  }

  async function read(): Promise<void> {
    state.bytesTotal = sizeOf(order.path);
    const source = openFileSource(order.path);
    state.compression = source.compression;
    const bytes = await readHead(source, headBytes);
    if (isDatabase(bytes) && source.compression === undefined) return readDatabase();
    const { head, format } = sniffFormat(bytes);
    const profile = profileOf(bytes);
    const wholeJson = head.json?.keys.has('resourceProfiles') === true && !hasLines(head);
    if (wholeJson || profile?.id === 'otlp-profiles') return readOtlpProfiles(source, wholeJson ? 'json' : 'protobuf');
    if (profile !== undefined) {
      state.format = profile.id;
      return readProfileFile();
    }
    if (format === undefined) throw new Unreadable(unknownFile(bytes));
    state.format = format.id;
    state.follows = format.follows && source.compression === undefined;
    const reader = format.open(head, sink, tools);
    for (let pass = 1; pass <= format.passes; pass++) {
      try {
        for await (const piece of source.pieces(order.from)) {
          reader.write(piece);
          state.bytesRead = Math.round((source.bytesRead + state.bytesTotal * (pass - 1)) / format.passes);
          await pause();
        }
      } catch (fault) {
        if (!(fault instanceof DecodeFault)) throw fault;
        // The first of two passes leaves it to the last, which comes to the same place with what is before it stored.
        if (pass === format.passes) {
          reader.end();
          await target.drained();
          throw fault;
        }
      }
      if (!order.follow || !state.follows) reader.end();
      await pause();
    }
    if (reader.hasProfile === true) await readProfileInside();
    state.settled = order.from + reader.settled;
    if (source.compression === undefined && source.bytesRead < state.bytesTotal && !order.follow)
      throw new Unreadable(
        'The file became shorter while it was read: something else was written into it. Import it again when nothing writes it.',
      );
  }

  let kind: ImportOutcome['kind'] = 'done';
  let error: string | undefined;
  try {
    await read();
    if (!order.follow) error = nothingStored(stored(), report.skipped().length);
    if (error !== undefined) kind = 'failed';
  } catch (cause) {
    kind = parts.signal.aborted ? 'cancelled' : 'failed';
    error =
      kind === 'cancelled'
        ? undefined
        : state.bytesTotal > 0 && isMissing(cause)
          ? goneWords
          : wordsOf(cause, state.bytesTotal);
  }
  let made = false;
  try {
    made = target.close(kind === 'done');
  } catch (cause) {
    kind = 'failed';
    error ??= wordsOf(cause, state.bytesTotal);
  }
  const kept = made && stored() > 0 && kind !== 'cancelled';
  return { ...progress(), kind, error, kept, settled: state.settled, follows: state.follows };
}

function nothingStored(stored: number, reasons: number): string | undefined {
  if (stored > 0) return undefined;
  return reasons > 0
    ? 'Nothing of the file could be stored; see what was skipped.'
    : 'The file holds no spans, no logs, no metrics and no profile.';
}

function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Unreadable('There is no such file.');
  if (stat.isDirectory())
    throw new Unreadable('This is a folder: name the files in it, or have it watched with otterscope serve --watch.');
  if (!stat.isFile()) throw new Unreadable('This is no regular file.');
  return stat.size;
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

function isDatabase(bytes: Uint8Array): boolean {
  return tools.text(bytes.subarray(0, 16)) === 'SQLite format 3\0';
}

const supported = Object.values(fileFormatTitles).join(', ');
const unknownDatabase = `An SQLite database, but neither a run file nor Llama Stack's trace store. Supported are ${supported}.`;

function unknownFile(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'The file is empty.';
  const text = tools.text(bytes.subarray(0, 400)).trimStart();
  const looks = /^[[{]/.test(text)
    ? 'It looks like JSON, but has none of the keys that the known formats begin with (resourceSpans, resourceLogs, resourceMetrics, data with traceID, traceEvents, traceId and id, run_id and timings).'
    : 'Its first bytes are those of no known format.';
  return `The format was not recognised. ${looks} Supported are ${supported}; all but the databases also compressed with gzip or zstd.`;
}

/** @param bytes of the file */
function wordsOf(cause: unknown, bytes: number): string {
  if (cause instanceof DecodeFault) return `The file cannot be read on at byte ${cause.offset}: ${cause.message}.`;
  if (cause instanceof Unreadable || cause instanceof ContractError) return cause.message;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') {
    const words: Readonly<Record<string, string>> = {
      ENOENT: 'There is no such file.',
      EACCES: 'This user may not read the file.',
      EPERM: 'This user may not read the file.',
      Z_DATA_ERROR: `Its compressed data is damaged (${cause.message}).`,
      Z_BUF_ERROR: `Its compressed data is cut off: the file ends after ${bytes} bytes, in the middle of it.`,
    };
    return words[cause.code] ?? cause.message;
  }
  return cause instanceof Error ? cause.message : String(cause);
}

// Imports as the window and the command line see them: begun, one at a time, listed with their progress and report,
// cancelled. Answers imports.* of the contract.
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import { ContractError } from '../../contract/errors.ts';
import type { ImportInfo, ImportWish } from '../../contract/imports.ts';
import type { RunId } from '../../contract/ids.ts';
import { goneWords, type ImportOutcome, type ImportProgress } from './import-messages.ts';
import type { ImportThread } from './import-thread.ts';
import type { LiveRun } from './ingest-messages.ts';
import { isProfile, isProfileFile } from './is-profile-file.ts';
import { isRunFile } from './is-run-file.ts';
import type { MaskingSetup } from './masking.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { RunService } from './run-service.ts';
import { removeRun, type RunShelf } from './run-shelf.ts';
import type { UploadPiece, Uploads } from './uploads.ts';

export interface ImportServiceParts {
  readonly thread: Pick<ImportThread, 'run' | 'warm'>;
  readonly shelf: Pick<RunShelf, 'live' | 'planImport' | 'hold'>;
  readonly runs: Pick<RunService, 'open'>;
  readonly pool: Pick<ReaderPool, 'ask' | 'forget'>;
  readonly uploads: Uploads;
  /** Written into new runs. */
  readonly host: string;
  readonly version: string;
  /** What holds when an import begins. */
  readonly masking: () => MaskingSetup;
  /** An import began, moved, ended or was cleared. */
  readonly onChange: () => void;
  /** A run appeared or is complete. */
  readonly onRuns: () => void;
}

export interface ImportService {
  list(): readonly ImportInfo[];
  /** Throws ContractError `bad-request` for a path that is not absolute. */
  start(paths: readonly string[], into: ImportWish): readonly ImportInfo[];
  /** Takes a piece; the last one begins the import. Throws ContractError as `Uploads` does. */
  upload(piece: UploadPiece): ImportInfo | undefined;
  dropUpload(upload: string): void;
  /** Resolves when it has ended. Rejects with ContractError `not-found`. */
  ended(id: string): Promise<ImportInfo>;
  /** Imports a file and answers its run. Rejects with ContractError in the import's words. */
  open(path: string, into: ImportWish): Promise<RunId>;
  cancel(id: string): void;
  clear(): void;
  /** Cancels everything and waits for it. */
  close(): Promise<void>;
}

/** Imports that have ended and are still listed. */
const mostListed = 200;

interface Entry {
  info: ImportInfo;
  readonly path: string;
  readonly abort: AbortController;
  readonly end: PromiseWithResolvers<ImportInfo>;
  /** An upload, which is removed once it is read. */
  readonly uploaded: boolean;
}

export function createImportService(parts: ImportServiceParts): ImportService {
  const { thread, shelf, runs, pool, uploads, onChange, onRuns } = parts;
  const entries = new Map<string, Entry>();
  let turn: Promise<unknown> = Promise.resolve();

  function change(entry: Entry, next: Partial<ImportInfo>): void {
    entry.info = { ...entry.info, ...next };
    onChange();
  }

  type Known = Pick<ImportInfo, 'name' | 'into' | 'bytesTotal' | 'format'>;

  function enter(path: string, uploaded: boolean, known: Known): Entry {
    const entry: Entry = {
      path,
      uploaded,
      abort: new AbortController(),
      end: Promise.withResolvers<ImportInfo>(),
      info: {
        id: randomUUID(),
        state: 'waiting',
        run: undefined,
        compression: undefined,
        bytesRead: 0,
        spans: 0,
        logs: 0,
        samples: 0,
        profiles: 0,
        profile: undefined,
        skipped: [],
        error: undefined,
        startedAt: Date.now(),
        endedAt: undefined,
        ...known,
      },
    };
    entries.set(entry.info.id, entry);
    forgetOldest();
    return entry;
  }

  // A file that never came whole is listed like one that could not be read.
  uploads.onDrop(({ name, into, bytes, reason }) => {
    const entry = enter('', false, {
      name: basename(name),
      into: into === 'live' ? into : 'new',
      bytesTotal: bytes,
      format: undefined,
    });
    finish(entry, 'failed', reason);
  });

  function add(path: string, name: string, wish: ImportWish, uploaded: boolean): Entry {
    const into = wish === 'auto' ? (isProfileFile(path) ? 'live' : 'new') : wish;
    // For a run of its own a run file is only opened.
    const isRun = into === 'new' && isRunFile(path);
    const bytesTotal = statSync(path, { throwIfNoEntry: false })?.size;
    const entry = enter(path, uploaded, {
      name,
      into,
      bytesTotal: bytesTotal ?? 0,
      format: isRun ? 'otter' : undefined,
    });
    // A run file is only opened, which need not wait for what is read before it.
    const performed = (isRun ? openRun(entry) : turn.then(() => perform(entry))).catch((error: unknown) =>
      finish(entry, 'failed', wordsOf(error)),
    );
    turn = isRun ? Promise.all([turn, performed]) : performed;
    onChange();
    return entry;
  }

  function forgetOldest(): void {
    const ended = [...entries.values()].filter(({ info }) => info.endedAt !== undefined);
    for (const { info } of ended.slice(0, Math.max(0, ended.length - mostListed))) entries.delete(info.id);
  }

  function finish(entry: Entry, state: ImportInfo['state'], error: string | undefined, run?: RunId): void {
    if (entry.uploaded && (entry.info.format !== 'otter' || entry.info.into === 'live')) uploads.remove(entry.path);
    change(entry, { state, error, run, endedAt: Date.now() });
    entry.end.resolve(entry.info);
  }

  async function perform(entry: Entry): Promise<void> {
    if (entry.abort.signal.aborted) return finish(entry, 'cancelled', undefined);
    if (entry.info.bytesTotal > 0 && !existsSync(entry.path)) return finish(entry, 'failed', goneWords);
    change(entry, { state: 'running', startedAt: Date.now() });
    const live = entry.info.into === 'live';
    if (live && entry.path === shelf.live.path) return finish(entry, 'failed', 'This is the live run itself.');
    const run = live ? shelf.live : shelf.planImport(entry.info.name, new Date());
    const letGo = live ? () => undefined : shelf.hold(run.path);
    try {
      await carryOut(entry, run);
    } finally {
      letGo();
    }
  }

  async function carryOut(entry: Entry, run: LiveRun): Promise<void> {
    const live = entry.info.into === 'live';
    const outcome = await thread.run(
      {
        path: entry.path,
        name: entry.info.name,
        from: 0,
        follow: false,
        target: live
          ? { kind: 'live' }
          : { kind: 'run', run, host: parts.host, version: parts.version, masking: parts.masking() },
      },
      entry.abort.signal,
      (progress) => take(entry, progress, run.id),
    );
    take(entry, outcome, run.id);
    if (live) return finish(entry, outcome.kind, outcome.error, storedIn(outcome) ? run.id : undefined);
    await settle(outcome, run.path);
    finish(entry, outcome.kind, outcome.error, outcome.kept ? run.id : undefined);
    onRuns();
  }

  function take(entry: Entry, progress: ImportProgress, run: RunId): void {
    const { format, compression, bytesRead, bytesTotal, spans, logs, samples, profiles, profile, skipped } = progress;
    const known = storedIn(progress) ? run : undefined;
    if (known !== entry.info.run) onRuns();
    change(entry, {
      format,
      compression,
      bytesRead,
      bytesTotal,
      spans,
      logs,
      samples,
      profiles,
      profile,
      skipped,
      run: known,
    });
  }

  /** A run that was cancelled or is empty goes; one that somebody looked at meanwhile becomes one plain file. */
  async function settle(outcome: ImportOutcome, path: string): Promise<void> {
    await pool.forget(path).catch(() => undefined);
    if (!outcome.kept) removeRun(path);
    else if (existsSync(`${path}-wal`)) await pool.ask({ kind: 'tidy', path }).catch(() => undefined);
  }

  async function openRun(entry: Entry): Promise<void> {
    try {
      const { id, spans, logs, samples, profiles } = await runs.open(entry.path);
      change(entry, { spans, logs, samples, profiles, bytesRead: entry.info.bytesTotal });
      finish(entry, 'done', undefined, id);
    } catch (error) {
      await pool.forget(entry.path).catch(() => undefined);
      if (entry.uploaded) uploads.remove(entry.path);
      throw error;
    }
  }

  function find(id: string): Entry {
    const entry = entries.get(id);
    if (entry === undefined) throw new ContractError('not-found', 'There is no such import any more.');
    return entry;
  }

  return {
    list: () => [...entries.values()].map(({ info }) => info).toReversed(),
    start(paths, into) {
      if (!paths.every(isAbsolute)) throw new ContractError('bad-request', 'the path must be absolute');
      return paths.map((path) => add(resolve(path), basename(path), into, false).info);
    },
    upload(piece) {
      const path = uploads.add(piece);
      // What reads it starts while the rest is sent.
      if (piece.offset === 0 && path === undefined) thread.warm(isProfile(piece.bytes));
      return path === undefined ? undefined : add(path, basename(piece.name), piece.into, true).info;
    },
    dropUpload: (upload) => uploads.drop(upload),
    ended: async (id) => find(id).end.promise,
    async open(path, into) {
      const { end } = add(resolve(path), basename(path), into, false);
      const { run, error, state } = await end.promise;
      if (run === undefined || state === 'failed')
        throw new ContractError('not-a-run', `${path}: ${error ?? 'The import was cancelled.'}`);
      return run;
    },
    cancel: (id) => entries.get(id)?.abort.abort(),
    clear() {
      for (const [id, { info }] of entries) if (info.endedAt !== undefined) entries.delete(id);
      onChange();
    },
    async close() {
      for (const { abort } of entries.values()) abort.abort();
      await turn;
    },
  };
}

function storedIn({ spans, logs, samples, profiles }: ImportProgress): boolean {
  return spans + logs + samples + profiles > 0;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

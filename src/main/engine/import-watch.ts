// Watched folders: what lies in them and what appears or grows goes into the live run. Files of lines or of length-prefixed
// messages are read on from where the last reading stopped; whole documents once, when they have stopped changing.
// It looks every second: not every file system tells of changes.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WatchInfo, WatchedFile } from '../../contract/imports.ts';
import type { ImportOutcome } from './import-messages.ts';
import type { ImportThread } from './import-thread.ts';

export interface ImportWatchParts {
  readonly folders: readonly string[];
  readonly thread: Pick<ImportThread, 'run'>;
  /** File of the live run, which must not be read into itself. */
  readonly livePath: () => string;
  /** Nothing is looked at before the live run can take something. */
  readonly begun: Promise<void>;
  readonly onChange: () => void;
  /** Milliseconds between two looks. Default 1000. */
  readonly period?: number;
}

export interface ImportWatch {
  list(): readonly WatchInfo[];
  close(): Promise<void>;
}

/** Files of one folder that are looked at. */
const mostFiles = 1000;
/** Looks at which an unknown or whole file must have been the same before it is read. */
const steadyLooks = 2;
const mostSkipReasons = 20;

interface Watched {
  file: WatchedFile;
  path: string;
  size: number;
  changedAt: number;
  /** Looks since it last changed. */
  steady: number;
  /** Bytes that are dealt with. */
  settled: number;
  /** Size and time at the last reading: only a change makes another. */
  readAt: string;
  /** What is added can be read by itself; `undefined` until it was recognised. */
  follows: boolean | undefined;
}

export function watchImports({
  folders,
  thread,
  livePath,
  begun,
  onChange,
  period = 1000,
}: ImportWatchParts): ImportWatch {
  const watches = folders.map((folder) => ({
    folder: resolve(folder),
    trouble: undefined as string | undefined,
    files: new Map<string, Watched>(),
  }));
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    for (const watch of watches) {
      try {
        const names = readdirSync(watch.folder, { withFileTypes: true })
          .filter((one) => one.isFile() && !one.name.startsWith('.'))
          .map((one) => one.name)
          .toSorted();
        tell(
          watch,
          names.length > mostFiles ? `Only the first ${mostFiles} of ${names.length} files are watched.` : undefined,
        );
        const seen = new Set<string>();
        for (const name of names.slice(0, mostFiles)) seen.add(await visit(watch.files, watch.folder, name));
        forgetGone(watch.files, seen);
      } catch (error) {
        if (end.signal.aborted) return;
        tell(watch, `The folder cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  function tell(watch: { trouble: string | undefined }, trouble: string | undefined): void {
    if (watch.trouble === trouble) return;
    watch.trouble = trouble;
    onChange();
  }

  /** Answers which file it is, whatever its name. */
  async function visit(files: Map<string, Watched>, folder: string, name: string): Promise<string> {
    end.signal.throwIfAborted();
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined || path === livePath()) return '';
    // A file is itself whatever its name; another one under its name, or one that was emptied, begins anew.
    const identity = `${stat.ino} ${stat.birthtimeMs}`;
    const known = files.get(identity);
    const entry: Watched = known === undefined || stat.size < known.settled ? newEntry(path, name) : known;
    files.set(identity, entry);
    if (entry.path !== path) {
      // Rotated: the same file under another name.
      entry.path = path;
      report(entry, { name });
    }
    const same = entry.size === stat.size && entry.changedAt === stat.mtimeMs;
    entry.steady = same ? entry.steady + 1 : 0;
    entry.size = stat.size;
    entry.changedAt = stat.mtimeMs;
    if (stat.size === 0 && entry.file.state === 'reading') report(entry, { state: 'waiting' });
    if (stat.size === 0 || entry.readAt === stampOf(entry)) return identity;
    if (entry.follows !== true && entry.steady < steadyLooks) return identity;
    if (entry.follows === false && entry.file.state === 'done') {
      entry.readAt = stampOf(entry);
      report(entry, { error: 'The file changed after it was read; a whole document is not read twice.' });
      return identity;
    }
    await read(entry, name);
    return identity;
  }

  async function read(entry: Watched, name: string): Promise<void> {
    entry.readAt = stampOf(entry);
    report(entry, { state: 'reading' });
    const before = entry.file;
    const sum = (more: {
      readonly spans: number;
      readonly logs: number;
      readonly samples: number;
      readonly profiles: number;
      readonly bytesRead: number;
    }): Partial<WatchedFile> => ({
      spans: before.spans + more.spans,
      logs: before.logs + more.logs,
      samples: before.samples + more.samples,
      profiles: before.profiles + more.profiles,
      bytesRead: more.bytesRead,
    });
    const outcome = await thread.run(
      { path: entry.path, name, target: { kind: 'live' }, from: entry.settled, follow: true },
      end.signal,
      (progress) => report(entry, { ...sum(progress), format: progress.format }),
    );
    if (outcome.format !== undefined) entry.follows = outcome.follows;
    // Where a compressed file is settled counts decompressed bytes, which say nothing of its size.
    entry.settled = outcome.kind === 'failed' || !outcome.follows ? entry.size : outcome.settled;
    report(entry, {
      ...sum(outcome),
      format: outcome.format,
      skipped: merged(before.skipped, outcome),
      error: outcome.error,
      state: outcome.kind === 'failed' ? 'failed' : outcome.follows ? 'waiting' : 'done',
    });
  }

  function report(entry: Watched, next: Partial<WatchedFile>): void {
    entry.file = { ...entry.file, ...next };
    onChange();
  }

  function again(): void {
    looking = look()
      .catch(() => undefined)
      .then(() => {
        if (!end.signal.aborted) timer = setTimeout(again, period).unref();
      });
  }
  if (watches.length > 0) void begun.then(again);

  return {
    list: () =>
      watches.map(({ folder, trouble, files }) => ({
        folder,
        trouble,
        files: [...files.values()].map(({ file }) => file),
      })),
    async close() {
      end.abort();
      clearTimeout(timer);
      await looking;
    },
  };
}

function newEntry(path: string, name: string): Watched {
  return {
    path,
    size: -1,
    changedAt: 0,
    steady: 0,
    settled: 0,
    readAt: '',
    follows: undefined,
    file: {
      name,
      state: 'reading',
      format: undefined,
      bytesRead: 0,
      spans: 0,
      logs: 0,
      samples: 0,
      profiles: 0,
      skipped: [],
      error: undefined,
    },
  };
}

/** Files that are gone stay listed with what became of them, the latest; a folder that files pass through has no end of them. */
function forgetGone(files: Map<string, Watched>, seen: ReadonlySet<string>): void {
  for (const identity of files.keys()) {
    if (files.size <= mostFiles) return;
    if (!seen.has(identity)) files.delete(identity);
  }
}

const stampOf = ({ size, changedAt }: Watched): string => `${size} ${changedAt}`;

function merged(before: WatchedFile['skipped'], { skipped }: ImportOutcome): WatchedFile['skipped'] {
  const all = new Map(before.map((one) => [one.reason, one]));
  for (const one of skipped) {
    const known = all.get(one.reason);
    if (known !== undefined) all.set(one.reason, { ...known, count: known.count + one.count });
    else if (all.size < mostSkipReasons) all.set(one.reason, one);
  }
  return [...all.values()];
}

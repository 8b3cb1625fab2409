// All files of one source: which are there, where each is begun, what is read of them, and which go.
import { open as openFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { NamedText } from '../../../contract/scrape.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { beginsWith, headOf, type FileHead } from './file-head.ts';
import { findFiles, wordsOf, type FoundFile } from './find-files.ts';
import { FollowedFile, type LineReader } from './followed-file.ts';
import { readPackedFile } from './packed-file.ts';
import type { Place } from './places.ts';

export interface FollowedFilesParts {
  readonly path: string;
  /** What is done with files that are there at the beginning and not remembered. `again`: it was followed before. */
  readonly start: 'whole' | 'end' | 'again' | 'trial';
  readonly remembered: readonly Place[];
  readonly newReader: () => LineReader;
  readonly emit: (items: readonly LogItem[]) => Promise<void>;
  readonly lost: (count: number, why: string) => void;
  readonly now: () => UnixNanos;
  readonly signal: AbortSignal;
}

/** A trial reads the last lines of each file. */
const trialBytes = 64 * 1024;
const lookPause = 1000;
/** A file that was renamed is written to until its writer opens the new one. */
const graceMillis = 10_000;
const mostRemembered = 1000;
const mostFacts = 8;
/** A copy is known by its beginning, which must say something. */
const leastHead = 64;

export class FollowedFiles {
  readonly #parts: FollowedFilesParts;
  readonly #files = new Map<string, FollowedFile>();
  /** Monotonic milliseconds since which a file is not found any more. */
  readonly #gone = new Map<string, number>();
  readonly #remembered = new Map<string, Place>();
  /** Files that cannot be followed, with the reason; tried again when they change. */
  readonly #refused = new Map<string, { readonly size: number; readonly why: string }>();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #first = true;
  left = 0;

  constructor(parts: FollowedFilesParts) {
    this.#parts = parts;
    for (const place of parts.remembered) this.#remembered.set(place.key, place);
  }

  get open(): number {
    return this.#files.size;
  }

  get failures(): readonly string[] {
    return [...this.#refused.values()].map(({ why }) => why);
  }

  get places(): readonly Place[] {
    for (const file of this.#files.values()) this.#remember(file.place);
    return [...this.#remembered.values()];
  }

  get facts(): readonly NamedText[] {
    const names = [...this.#files.values()].map(({ path }) => basename(path)).toSorted();
    const shown = names.slice(0, mostFacts).join(', ');
    const value = names.length > mostFacts ? `${shown} and ${names.length - mostFacts} more` : shown;
    return names.length === 0 ? [] : [{ name: names.length === 1 ? 'file' : `${names.length} files`, value }];
  }

  /** Finds files that came and that went, once a second. Throws CollectFailure. */
  async look(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedAt < lookPause) return;
    this.#lookedAt = now;
    const { files, left } = await findFiles(this.#parts.path);
    this.left = left;
    const there = new Set(files.map(({ key }) => key));
    for (const key of this.#files.keys()) {
      if (there.has(key)) this.#gone.delete(key);
      else if (!this.#gone.has(key)) this.#gone.set(key, now);
    }
    for (const key of this.#refused.keys()) if (!there.has(key)) this.#refused.delete(key);
    for (const file of files) {
      if (this.#parts.signal.aborted) return;
      const known = this.#files.get(file.key);
      if (known !== undefined) known.path = file.path;
      else if (this.#refused.get(file.key)?.size !== file.size) await this.#begin(file);
    }
    this.#first = false;
  }

  /** One piece of each file, stored. Answers whether there is more at once. */
  async read(): Promise<boolean> {
    let more = false;
    for (const [key, file] of this.#files) {
      if (this.#parts.signal.aborted) return false;
      const millis = performance.now();
      const since = this.#gone.get(key);
      const last = since !== undefined && millis - since >= graceMillis;
      try {
        const read = await file.read({ nanos: this.#parts.now(), millis }, last);
        await this.#parts.emit(read.items);
        file.storedUpTo(read.at);
        this.#tellCut(file, read.cutLines, read.cutBytes);
        more ||= read.more;
        if (last && !read.more) await this.#letGo(key, file);
      } catch (error) {
        this.#refused.set(key, { size: -1, why: `${file.path} cannot be read: ${wordsOf(error)}` });
        await this.#letGo(key, file);
      }
    }
    return more;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
  }

  async #begin(file: FoundFile): Promise<void> {
    const { start, newReader } = this.#parts;
    try {
      if (file.path.endsWith('.gz')) return await this.#unpack(file);
      const at = await this.#placeOf(file);
      const fresh = this.#first && (start === 'end' || start === 'trial');
      const from =
        at !== undefined
          ? ({ kind: 'place', at } as const)
          : fresh
            ? ({ kind: 'end', back: start === 'trial' ? trialBytes : 0 } as const)
            : ({ kind: 'start' } as const);
      this.#files.set(file.key, await FollowedFile.open(file, from, newReader));
      this.#refused.delete(file.key);
    } catch (error) {
      this.#refused.set(file.key, { size: file.size, why: `${file.path} is not read: ${wordsOf(error)}` });
    }
  }

  /** How far it was read under this or another name, or in the file that it is a copy of. */
  async #placeOf({ key, path, size }: FoundFile): Promise<number | undefined> {
    const places = this.places;
    if (places.length === 0) return undefined;
    const handle = await openFile(path, 'r');
    try {
      const own = places.find((place) => place.key === key);
      if (own !== undefined && own.at <= size && (await beginsWith(handle, own.head))) return own.at;
      const heads = new Map<number, FileHead>();
      for (const place of places) {
        const { length, hash } = place.head;
        if (place.key === key || length < leastHead) continue;
        const head = heads.get(length) ?? (await headOf(handle, length));
        heads.set(length, head);
        if (head.length === length && head.hash === hash) return Math.min(size, place.at);
      }
      return undefined;
    } finally {
      await handle.close();
    }
  }

  /** Once, where whole files are wanted; later ones were read before they were packed. */
  async #unpack({ key, path, size }: FoundFile): Promise<void> {
    if (this.#remembered.has(key)) return;
    this.#remember({ key, path, at: size, head: { length: 0, hash: '' } });
    if (!this.#first || this.#parts.start !== 'whole') return;
    const { newReader, now, emit, signal } = this.#parts;
    await readPackedFile(path, newReader(), now(), emit, signal);
  }

  async #letGo(key: string, file: FollowedFile): Promise<void> {
    this.#remember(file.place);
    this.#files.delete(key);
    this.#gone.delete(key);
    await file.close();
  }

  #remember(place: Place): void {
    this.#remembered.delete(place.key);
    this.#remembered.set(place.key, place);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > mostRemembered && oldest !== undefined) this.#remembered.delete(oldest);
  }

  #tellCut({ path }: FollowedFile, lines: number, bytes: number): void {
    if (lines === 0) return;
    const what = lines === 1 ? 'a line of more than 256 KiB is' : `${lines} lines of more than 256 KiB are`;
    this.#parts.lost(lines, `in ${basename(path)} ${what} cut, ${bytes} bytes are left out`);
  }
}

// One file that is followed: read from its place on, in pieces, its lines made records. It stays open under its new name when
// it is renamed, so that what was still written into it is read too.
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LogItem } from '../../../contract/otlp-records.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { beginsWith, headOf, noText, type FileHead } from './file-head.ts';
import { LineCutter, type CutLine } from './line-cutter.ts';
import type { Place } from './places.ts';

/** Lines to records; what a reader of `decode/log-lines` is. */
export interface LineReader {
  read(line: string, about: { observed: UnixNanos; old?: boolean; cut?: number }): LogItem | undefined;
  end(): LogItem | undefined;
}

export interface ReadItems {
  readonly items: readonly LogItem[];
  /** Up to here everything is in `items`, or was before. */
  readonly at: number;
  /** Lines that were cut, and bytes of them that are left out. */
  readonly cutLines: number;
  readonly cutBytes: number;
  /** There may be more to read at once. */
  readonly more: boolean;
}

/** Bytes of a line that are kept. */
const mostLine = 256 * 1024;
const pieceBytes = 512 * 1024;
/** Milliseconds without a new line, after which a record is complete, and a line without its break is a line. */
const quietRecord = 400;
const quietLine = 10_000;

export class FollowedFile {
  readonly key: string;
  path: string;
  readonly #handle: FileHandle;
  readonly #newReader: () => LineReader;
  #reader: LineReader;
  #cutter: LineCutter;
  #head: FileHead;
  /** What was in the file before it was followed ends here. */
  #oldUntil: number;
  #changedAt: number;
  #stored: number;
  /** Nothing waits in the reader, nor in the cutter. */
  #settled = true;
  /** It was begun in the middle of a line, whose rest is no line. */
  #skipRest: boolean;

  private constructor(
    place: Place,
    handle: FileHandle,
    newReader: () => LineReader,
    oldUntil: number,
    skipRest: boolean,
  ) {
    this.key = place.key;
    this.path = place.path;
    this.#handle = handle;
    this.#head = place.head;
    this.#newReader = newReader;
    this.#reader = newReader();
    this.#cutter = new LineCutter(place.at, mostLine);
    this.#stored = place.at;
    this.#oldUntil = oldUntil;
    this.#skipRest = skipRest;
    this.#changedAt = 0;
  }

  /** Opens a file where it was left (`at`), at its end, or at its beginning. Rejects with a system error, or with words. */
  static async open(
    { path, key }: { readonly path: string; readonly key: string },
    from:
      | { readonly kind: 'place'; readonly at: number }
      | { readonly kind: 'end'; readonly back: number }
      | { readonly kind: 'start' },
    newReader: () => LineReader,
  ): Promise<FollowedFile> {
    const handle = await open(path, 'r');
    try {
      const why = await noText(handle);
      if (why !== undefined) throw new Error(why);
      const { size } = await handle.stat();
      const at = from.kind === 'place' ? from.at : from.kind === 'end' ? Math.max(0, size - from.back) : 0;
      const before = new Uint8Array(1);
      const inLine = at > 0 && (await handle.read(before, 0, 1, at - 1)).bytesRead === 1 && before[0] !== 0x0a;
      const place = { key, path, at, head: await headOf(handle) };
      return new FollowedFile(
        place,
        handle,
        newReader,
        from.kind === 'place' ? at : size,
        inLine && from.kind === 'end',
      );
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Where to go on after a restart: behind what was stored. */
  get place(): Place {
    return { key: this.key, path: this.path, at: this.#stored, head: this.#head };
  }

  /** To be told when the items of a read are stored. */
  storedUpTo(at: number): void {
    this.#stored = Math.max(this.#stored, at);
  }

  /** The next piece. `last`: nothing will be written any more, so that what waits is complete. Rejects with a system error. */
  async read(now: { readonly nanos: UnixNanos; readonly millis: number }, last = false): Promise<ReadItems> {
    const { size } = await this.#handle.stat();
    const other = size !== this.#cutter.at && !(await beginsWith(this.#handle, this.#head));
    const left = size < this.#cutter.at || other ? await this.#beginAnew(now.nanos) : [];
    if (this.#head.length < 1024 && size > this.#head.length) this.#head = await headOf(this.#handle);
    const piece = new Uint8Array(Math.max(0, Math.min(pieceBytes, size - this.#cutter.at)));
    const { bytesRead } =
      piece.length === 0 ? { bytesRead: 0 } : await this.#handle.read(piece, 0, piece.length, this.#cutter.at);
    const lines = this.#cutter.write(piece.subarray(0, bytesRead));
    if (bytesRead > 0) {
      this.#changedAt = now.millis;
      this.#settled = false;
    }
    const more = this.#cutter.at < size && bytesRead > 0;
    const quiet = more ? 0 : now.millis - this.#changedAt;
    const read = this.#recordsOf(lines, now.nanos, { more, quiet: last && !more ? Infinity : quiet });
    return { ...read, items: [...left, ...read.items] };
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  #recordsOf(
    lines: readonly CutLine[],
    observed: UnixNanos,
    { more, quiet }: { more: boolean; quiet: number },
  ): ReadItems {
    const items: LogItem[] = [];
    let at = this.#stored;
    let cutLines = 0;
    let cutBytes = 0;
    const take = ({ text, start, next, cut }: CutLine): void => {
      if (this.#skipRest) {
        this.#skipRest = false;
        return;
      }
      const old = next <= this.#oldUntil;
      const item = this.#reader.read(start === 0 ? text.replace(/^\uFEFF/, '') : text, { observed, old, cut });
      if (cut > 0) {
        cutLines += 1;
        cutBytes += cut;
      }
      if (item === undefined) return;
      items.push(this.#named(item));
      at = start;
    };
    for (const line of lines) take(line);
    if (!this.#settled && quiet >= quietRecord) {
      const rest = quiet >= quietLine ? this.#cutter.end() : undefined;
      if (rest !== undefined) take(rest);
      const item = this.#reader.end();
      if (item !== undefined) items.push(this.#named(item));
      at = this.#cutter.start;
      this.#settled = this.#cutter.start === this.#cutter.at;
    }
    return { items, at, cutLines, cutBytes, more };
  }

  #named(item: LogItem): LogItem {
    const where: readonly Attribute[] = [
      { key: 'log.file.path', value: this.path },
      { key: 'log.file.name', value: basename(this.path) },
    ];
    return { ...item, attributes: [...item.attributes, ...where] };
  }

  /** It was emptied, or written anew in place. Answers what was read before and is complete by that. */
  async #beginAnew(observed: UnixNanos): Promise<LogItem[]> {
    const rest = this.#cutter.end();
    const items = [rest === undefined ? undefined : this.#reader.read(rest.text, { observed }), this.#reader.end()];
    this.#head = await headOf(this.#handle);
    this.#reader = this.#newReader();
    this.#cutter = new LineCutter(0, mostLine);
    this.#stored = 0;
    this.#oldUntil = 0;
    this.#skipRest = false;
    return items.filter((item) => item !== undefined).map((item) => this.#named(item));
  }
}

// Takes JSON documents apart while they arrive in pieces of any size: its owner says of each value whether to go into it,
// to take it whole, or to pass over it. Memory holds the path and the one value being taken.
// What is taken is not checked beyond its brackets and quotes: whoever parses it finds what is wrong with it.
import { DecodeFault } from '../result.ts';

export type PathStep = string | number;
export type Choice = 'enter' | 'take' | 'skip';

export interface SplitOwner {
  /**
   * What to do with the value at this path; a top-level value has an empty one. Scalars cannot be entered and are skipped
   * then. `first` is its first byte, `offset` where that is in the file.
   */
  at(path: readonly PathStep[], first: number, offset: number): Choice;
  /** A value that was taken. The bytes hold until this returns. `offset` is where it begins in the file. */
  take(path: readonly PathStep[], bytes: Uint8Array, offset: number): void;
  /** An entered object or array has ended. */
  leave?(path: readonly PathStep[]): void;
  /** A value to be taken was larger than the limit and is passed over. */
  tooLarge(path: readonly PathStep[], offset: number): void;
}

type State = 'value' | 'after' | 'key' | 'key-text' | 'colon' | 'inside';

const quote = 0x22;
const backslash = 0x5c;
const longestKey = 100;
/** Arrays and objects inside each other that are entered. */
const deepest = 32;

export class JsonSplitter {
  readonly #owner: SplitOwner;
  readonly #most: number;
  readonly #path: PathStep[] = [];
  /** The containers entered: true for objects. */
  readonly #objects: boolean[] = [];
  #state: State = 'value';
  #mayClose = false;
  #key = '';
  #keyEscaped = false;
  /** The value being taken or passed over. */
  #taking = false;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #scalar = false;
  #valueAt = 0;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  /** Bytes before the chunk at hand. */
  #before = 0;
  #ended = 0;
  #documents = 0;
  #firstEnded: number | undefined;

  constructor(owner: SplitOwner, most: number) {
    this.#owner = owner;
    this.#most = most;
  }

  /** Bytes up to the end of the last complete top-level value. */
  get settled(): number {
    return this.#ended;
  }

  /** Where the first top-level value ended. */
  get firstEnded(): number | undefined {
    return this.#firstEnded;
  }

  /** Top-level values that have ended. */
  get documents(): number {
    return this.#documents;
  }

  /** Throws DecodeFault where this is no JSON. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'inside') at = this.#inside(chunk, at);
      else if (this.#state === 'key-text') at = this.#keyText(chunk, at);
      else {
        const byte = chunk[at] as number;
        if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) at = this.#step(at, byte);
        else at += 1;
      }
    }
    if (this.#state === 'inside' && this.#taking) this.#keep(chunk, Math.max(0, this.#valueAt - this.#before));
    this.#before += chunk.length;
  }

  /** What is still open, in words; `undefined` when the last document is complete. */
  end(): string | undefined {
    if (this.#state === 'inside' && this.#scalar && this.#path.length === 0) this.#close(new Uint8Array(0), 0);
    return this.#objects.length === 0 && this.#state === 'value' ? undefined : 'the JSON ends before it is complete';
  }

  #step(at: number, byte: number): number {
    const top = this.#objects.length === 0;
    switch (this.#state) {
      case 'value':
        // A byte order mark.
        if (top && this.#before + at < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf)) return at + 1;
        if (byte === 0x5d && this.#mayClose) return this.#leave(at, false);
        return this.#begin(at, byte);
      case 'after':
        if (byte === 0x2c) {
          this.#mayClose = false;
          if (this.#objects.at(-1) === true) this.#state = 'key';
          else {
            this.#path[this.#path.length - 1] = (this.#path.at(-1) as number) + 1;
            this.#state = 'value';
          }
          return at + 1;
        }
        if (byte === 0x7d || byte === 0x5d) return this.#leave(at, byte === 0x7d);
        return this.#fault('a comma or a closing bracket', at);
      case 'key':
        if (byte === 0x7d && this.#mayClose) return this.#leave(at, true);
        if (byte !== quote) return this.#fault('a key', at);
        this.#key = '';
        this.#keyEscaped = false;
        this.#state = 'key-text';
        return at + 1;
      case 'colon':
        if (byte !== 0x3a) return this.#fault('a colon', at);
        this.#mayClose = false;
        this.#state = 'value';
        return at + 1;
      case 'key-text':
      case 'inside':
        return at;
    }
  }

  #keyText(chunk: Uint8Array, start: number): number {
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.#keyEscaped) this.#keyEscaped = false;
      else if (byte === quote) {
        this.#path[this.#path.length - 1] = this.#key;
        this.#state = 'colon';
        return at + 1;
      } else if (byte === backslash) this.#keyEscaped = true;
      if (this.#key.length < longestKey) this.#key += String.fromCharCode(byte);
    }
    return chunk.length;
  }

  #begin(at: number, byte: number): number {
    const container = byte === 0x7b || byte === 0x5b;
    if (!container && byte !== quote && !/[-0-9tfn]/.test(String.fromCharCode(byte))) return this.#fault('a value', at);
    const choice = this.#owner.at(this.#path, byte, this.#before + at);
    if (choice === 'enter' && container) {
      if (this.#objects.length >= deepest) return this.#fault('a shallower document', at);
      const object = byte === 0x7b;
      this.#objects.push(object);
      this.#path.push(object ? '' : 0);
      this.#state = object ? 'key' : 'value';
      this.#mayClose = true;
      return at + 1;
    }
    this.#state = 'inside';
    this.#taking = choice === 'take';
    this.#depth = 0;
    this.#inText = false;
    this.#escaped = false;
    this.#scalar = !container && byte !== quote;
    this.#valueAt = this.#before + at;
    return at;
  }

  /** Moves over a value without looking at its structure. */
  #inside(chunk: Uint8Array, start: number): number {
    let depth = this.#depth;
    let inText = this.#inText;
    let at = start;
    const { length } = chunk;
    for (; at < length; at++) {
      const byte = chunk[at] as number;
      if (inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) {
          inText = false;
          if (depth === 0) return this.#close(chunk, at + 1);
        }
      } else if (byte === quote) inText = true;
      else if (byte === 0x7b || byte === 0x5b) depth += 1;
      else if (byte === 0x7d || byte === 0x5d) {
        if (this.#scalar) return this.#close(chunk, at);
        depth -= 1;
        if (depth === 0) return this.#close(chunk, at + 1);
      } else if (this.#scalar && (byte <= 0x20 || byte === 0x2c)) return this.#close(chunk, at);
    }
    this.#depth = depth;
    this.#inText = inText;
    return at;
  }

  /** The value ends before `end`. */
  #close(chunk: Uint8Array, end: number): number {
    if (this.#taking) {
      const start = Math.max(0, this.#valueAt - this.#before);
      const last = chunk.subarray(start, end);
      if (this.#keptBytes + last.length > this.#most) this.#owner.tooLarge(this.#path, this.#valueAt);
      else this.#owner.take(this.#path, this.#keptBytes === 0 ? last : this.#joined(last), this.#valueAt);
      this.#kept = [];
      this.#keptBytes = 0;
    }
    this.#taking = false;
    this.#after(end);
    return end;
  }

  #after(end: number): void {
    if (this.#objects.length > 0) {
      this.#state = 'after';
      return;
    }
    this.#state = 'value';
    this.#mayClose = false;
    this.#documents += 1;
    this.#ended = this.#before + end;
    this.#firstEnded ??= this.#ended;
  }

  #leave(at: number, object: boolean): number {
    if (this.#objects.at(-1) !== object) return this.#fault('the other closing bracket', at);
    this.#objects.pop();
    this.#path.pop();
    this.#owner.leave?.(this.#path);
    this.#after(at + 1);
    return at + 1;
  }

  #keep(chunk: Uint8Array, start: number): void {
    const part = chunk.slice(start);
    this.#keptBytes += part.length;
    this.#kept.push(part);
    if (this.#keptBytes <= this.#most) return;
    this.#owner.tooLarge(this.#path, this.#valueAt);
    this.#taking = false;
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #joined(last: Uint8Array): Uint8Array {
    const whole = new Uint8Array(this.#keptBytes + last.length);
    let at = 0;
    for (const part of [...this.#kept, last]) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #fault(wanted: string, at: number): never {
    throw new DecodeFault(`not JSON: ${wanted} should come here`, this.#before + at);
  }
}

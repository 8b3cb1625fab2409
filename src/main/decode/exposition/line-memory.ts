// Lines that a target has sent before, by the bytes of their beginning (name and labels, or a whole metadata line). Lines
// mostly come in the order of the page before, so the successor of a line is tried before anything is looked up.
import { sameBytes } from './line-scan.ts';

export const NO_LINE = 0xffff_ffff;

export class LineMemory {
  #count = 0;
  #arena = new Uint8Array(64 * 1024);
  #used = 0;
  #start = new Uint32Array(1024);
  #length = new Uint32Array(1024);
  #next = new Uint32Array(1024);
  /** Another line with the same hash. */
  #alike = new Uint32Array(1024);
  readonly #byHash: Map<number, number> = new Map();
  #first = NO_LINE;
  #last = NO_LINE;

  get count(): number {
    return this.#count;
  }

  begin(): void {
    this.#last = NO_LINE;
  }

  /** Length of the beginning that the expected line has in common with the page, or -1 where it is another one. */
  expected(bytes: Uint8Array, at: number): number {
    const line = this.expectedLine();
    if (line === NO_LINE) return -1;
    const length = this.#length[line] as number;
    return sameBytes(bytes, at, this.#arena, this.#start[line] as number, length) ? length : -1;
  }

  expectedLine(): number {
    return this.#last === NO_LINE ? this.#first : (this.#next[this.#last] as number);
  }

  /** The line came now: what follows is expected after it. */
  follow(line: number): void {
    if (this.#last === NO_LINE) this.#first = line;
    else this.#next[this.#last] = line;
    this.#last = line;
  }

  find(bytes: Uint8Array, start: number, length: number): number {
    const line = this.#byHash.get(hashOf(bytes, start, length)) ?? NO_LINE;
    for (let one = line; one !== NO_LINE; one = this.#alike[one] as number) {
      if (this.#length[one] === length && sameBytes(bytes, start, this.#arena, this.#start[one] as number, length))
        return one;
    }
    return NO_LINE;
  }

  add(bytes: Uint8Array, start: number, length: number): number {
    const line = this.#count;
    this.#room(length);
    this.#arena.set(bytes.subarray(start, start + length), this.#used);
    this.#start[line] = this.#used;
    this.#length[line] = length;
    this.#next[line] = NO_LINE;
    const hash = hashOf(bytes, start, length);
    this.#alike[line] = this.#byHash.get(hash) ?? NO_LINE;
    this.#byHash.set(hash, line);
    this.#used += length;
    this.#count += 1;
    return line;
  }

  clear(): void {
    this.#count = 0;
    this.#used = 0;
    this.#first = this.#last = NO_LINE;
    this.#byHash.clear();
  }

  #room(length: number): void {
    if (this.#used + length > this.#arena.length) {
      const arena = new Uint8Array(2 * (this.#used + length));
      arena.set(this.#arena.subarray(0, this.#used));
      this.#arena = arena;
    }
    if (this.#count < this.#start.length) return;
    this.#start = doubled(this.#start);
    this.#length = doubled(this.#length);
    this.#next = doubled(this.#next);
    this.#alike = doubled(this.#alike);
  }
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * column.length);
  larger.set(column);
  return larger;
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

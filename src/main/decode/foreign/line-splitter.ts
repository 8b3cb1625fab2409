// Lines of a file that arrives in pieces. A line that is too long for memory is handed on in parts.

export interface LineOwner {
  /** A whole line without its break. `number` counts from 1, `offset` is where it begins. The bytes hold until this returns. */
  line(bytes: Uint8Array, number: number, offset: number): void;
  /** A part of a line that is longer than the limit; `last` is the one before its break. */
  part(bytes: Uint8Array, number: number, offset: number, last: boolean): void;
}

const lineFeed = 0x0a;

export class LineSplitter {
  readonly #owner: LineOwner;
  readonly #most: number;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #long = false;
  #number = 1;
  /** Bytes before the chunk at hand, and where the current line begins. */
  #before = 0;
  #start = 0;

  constructor(owner: LineOwner, most: number) {
    this.#owner = owner;
    this.#most = most;
  }

  /** Where the line begins that has not ended yet. */
  get settled(): number {
    return this.#start;
  }

  write(chunk: Uint8Array): void {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      this.#finish(chunk.subarray(from, end));
      from = end + 1;
      this.#start = this.#before + from;
      this.#number += 1;
    }
    const rest = chunk.subarray(from);
    if (rest.length > 0) this.#keep(rest);
    this.#before += chunk.length;
  }

  /** Gives out what follows the last break, if there is something. */
  end(): void {
    if (this.#long || this.#keptBytes > 0) this.#finish(new Uint8Array(0));
    this.#start = this.#before;
  }

  #finish(last: Uint8Array): void {
    if (this.#long) this.#owner.part(last, this.#number, this.#start, true);
    else this.#owner.line(this.#keptBytes === 0 ? last : this.#joined(last), this.#number, this.#start);
    this.#long = false;
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #keep(part: Uint8Array): void {
    if (this.#long) return this.#owner.part(part, this.#number, this.#start, false);
    this.#kept.push(part.slice());
    this.#keptBytes += part.length;
    if (this.#keptBytes <= this.#most) return;
    this.#owner.part(this.#joined(new Uint8Array(0)), this.#number, this.#start, false);
    this.#long = true;
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #joined(last: Uint8Array): Uint8Array {
    const whole = new Uint8Array(this.#keptBytes + last.length);
    let at = 0;
    for (const part of this.#kept) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(last, at);
    return whole;
  }
}

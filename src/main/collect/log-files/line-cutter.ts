// Bytes of a file to its lines, with the place of each. A line that is too long is cut, and how much is left out is counted.

export interface CutLine {
  readonly text: string;
  /** Where it begins in the file, and where the next one does. */
  readonly start: number;
  readonly next: number;
  /** Bytes left out. */
  readonly cut: number;
}

const lineFeed = 0x0a;
const text = new TextDecoder();

export class LineCutter {
  readonly #most: number;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #cut = 0;
  /** Place of the line at hand, and of the byte that comes next. */
  #start: number;
  #at: number;

  constructor(start: number, most: number) {
    this.#start = start;
    this.#at = start;
    this.#most = most;
  }

  /** Where the line begins that has not ended yet. */
  get start(): number {
    return this.#start;
  }

  /** Where the next byte is read. */
  get at(): number {
    return this.#at;
  }

  /** The lines that end in the chunk. The bytes may change afterwards. */
  write(chunk: Uint8Array): CutLine[] {
    const lines: CutLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      this.#keep(chunk.subarray(from, end));
      this.#at += end + 1 - from;
      from = end + 1;
      lines.push(this.#take());
    }
    this.#keep(chunk.subarray(from));
    this.#at += chunk.length - from;
    return lines;
  }

  /** What follows the last break. */
  end(): CutLine | undefined {
    return this.#at > this.#start ? this.#take() : undefined;
  }

  #keep(part: Uint8Array): void {
    const room = Math.min(part.length, this.#most - this.#keptBytes);
    this.#cut += part.length - room;
    if (room <= 0) return;
    this.#kept.push(part.slice(0, room));
    this.#keptBytes += room;
  }

  #take(): CutLine {
    const whole = new Uint8Array(this.#keptBytes);
    let at = 0;
    for (const part of this.#kept) {
      whole.set(part, at);
      at += part.length;
    }
    const line = { text: clean(whole), start: this.#start, next: this.#at, cut: this.#cut };
    this.#start = this.#at;
    this.#kept = [];
    this.#keptBytes = 0;
    this.#cut = 0;
    return line;
  }
}

/** A file that was cut to nothing while its writer stayed where it was begins with zeros. */
function clean(bytes: Uint8Array): string {
  let from = 0;
  while (bytes[from] === 0) from += 1;
  return text.decode(from === 0 ? bytes : bytes.subarray(from));
}

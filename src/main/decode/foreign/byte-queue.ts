// Bytes that arrive in pieces and are taken in others. What is taken is a view where it lies within one piece.

export class ByteQueue {
  #parts: Uint8Array[] = [];
  #length = 0;
  #taken = 0;

  /** Bytes that wait. */
  get length(): number {
    return this.#length;
  }

  /** Bytes taken or passed over so far. */
  get offset(): number {
    return this.#taken;
  }

  /** Keeps the piece itself: `own` before its memory is used for something else. */
  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#parts.push(piece);
    this.#length += piece.length;
  }

  /** Copies what waits, so that the pieces it came in may change. */
  own(): void {
    if (this.#length > 0) this.#parts = [this.peek(this.#length).slice()];
  }

  /** The next `count` bytes, or all where there are fewer; they stay. */
  peek(count: number): Uint8Array {
    const [first] = this.#parts;
    if (first === undefined) return new Uint8Array(0);
    if (first.length >= count || this.#parts.length === 1) return first.subarray(0, count);
    const wanted = Math.min(count, this.#length);
    const whole = new Uint8Array(wanted);
    let at = 0;
    for (const part of this.#parts) {
      const piece = part.subarray(0, wanted - at);
      whole.set(piece, at);
      at += piece.length;
      if (at === wanted) break;
    }
    return whole;
  }

  take(count: number): Uint8Array {
    const bytes = this.peek(count);
    this.drop(bytes.length);
    return bytes;
  }

  /** Passes over at most `count` bytes; answers how many. */
  drop(count: number): number {
    let left = Math.min(count, this.#length);
    const dropped = left;
    while (left > 0) {
      const first = this.#parts[0] as Uint8Array;
      if (first.length > left) {
        this.#parts[0] = first.subarray(left);
        left = 0;
      } else {
        this.#parts.shift();
        left -= first.length;
      }
    }
    this.#length -= dropped;
    this.#taken += dropped;
    return dropped;
  }
}

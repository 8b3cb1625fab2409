// A JSON text that is too long for one string: written in pieces of UTF-8, with an end to its growth.
import { ApiFailure } from './api-failure.ts';

const pieceLength = 1 << 16;
const mostBytes = 512 * 1024 * 1024;

export class JsonPieces {
  readonly alive: () => void;
  readonly #encoder = new TextEncoder();
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #text = '';

  /** `alive` throws once nobody waits any more; it is asked with every piece. */
  constructor(alive: () => void) {
    this.alive = alive;
  }

  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= pieceLength) this.#flush();
  }

  whole(): Uint8Array {
    this.#flush();
    const whole = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #flush(): void {
    this.alive();
    const piece = this.#encoder.encode(this.#text);
    this.#text = '';
    this.#bytes += piece.length;
    if (this.#bytes > mostBytes)
      throw new ApiFailure(
        'execution',
        'the answer would be larger than 512 MiB: ask for fewer series, a longer step or a shorter time',
      );
    this.#pieces.push(piece);
  }
}

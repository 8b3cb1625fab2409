// Opened sample blocks, bounded in bytes. There are many small ones and each is asked for once per series, so that asking
// must cost no more than a look: the bound is kept every so often, not at every turn.
import type { SampleBlock } from './sample-face.ts';

interface Entry {
  readonly block: SampleBlock;
  used: number;
}

const TURNS = 1024;

export class BlockMemory {
  readonly #limit: number;
  readonly #entries: Map<number, Entry> = new Map();
  #turn = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(number: number, open: () => SampleBlock): SampleBlock {
    this.#turn += 1;
    let entry = this.#entries.get(number);
    if (entry === undefined) {
      if (this.#turn % TURNS === 0 || this.#entries.size % 64 === 63) this.#trim();
      entry = { block: open(), used: this.#turn };
      this.#entries.set(number, entry);
    }
    entry.used = this.#turn;
    return entry.block;
  }

  /** Lets those go that were not used for longest, until three quarters of the bound are held. */
  #trim(): void {
    let held = 0;
    for (const { block } of this.#entries.values()) held += block.heldBytes;
    if (held <= this.#limit) return;
    for (const [number, { block }] of [...this.#entries].toSorted(([, a], [, b]) => a.used - b.used)) {
      if (held <= (this.#limit * 3) / 4) return;
      held -= block.heldBytes;
      this.#entries.delete(number);
    }
  }
}

// Which span ids of a Zipkin file both a client and a server have: an exact set of ids in typed arrays, since as texts in a
// map half a million of them would be most of the memory that an import may take.

export const half = { client: 1, server: 2 } as const;
const both = half.client | half.server;

/** Ids whose halves are looked for: those of 500,000 calls. */
const mostIds = 500_000;
/** 32-bit words of a trace id and a span id. */
const keyWords = 6;

export class ZipkinHalves {
  #count = 0;
  /** By number of the id. */
  #keys: Uint32Array = new Uint32Array(keyWords * 1024);
  #seen: Uint8Array = new Uint8Array(1024);
  /** Number of the id + 1; 0 for an empty slot. At least twice as many as ids. */
  #table: Uint32Array = new Uint32Array(2048);
  readonly #asked: Uint32Array = new Uint32Array(keyWords);

  /** `key` is a trace id and a span id behind it, in hex. Beyond the limit only ids that are known are noted. */
  note(key: string, seen: 1 | 2): void {
    const slot = this.#find(key);
    let id = (this.#table[slot] as number) - 1;
    if (id < 0) {
      if (this.#count >= mostIds) return;
      id = this.#count++;
      if (id >= this.#seen.length) this.#grow();
      this.#keys.set(this.#asked, keyWords * id);
      this.#table[slot] = id + 1;
      if (2 * this.#count > this.#table.length) this.#rehash();
    }
    this.#seen[id] = (this.#seen[id] as number) | seen;
  }

  hasBoth(key: string): boolean {
    const id = (this.#table[this.#find(key)] as number) - 1;
    return id >= 0 && this.#seen[id] === both;
  }

  /** The slot of the id, or the empty one where it would go. */
  #find(key: string): number {
    for (let i = 0; i < keyWords; i++) this.#asked[i] = Number.parseInt(key.slice(8 * i, 8 * i + 8), 16);
    const mask = this.#table.length - 1;
    let slot = hashOf(this.#asked, 0) & mask;
    for (let id = this.#table[slot] as number; id !== 0; id = this.#table[slot] as number) {
      if (this.#isAsked(keyWords * (id - 1))) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #isAsked(at: number): boolean {
    for (let i = 0; i < keyWords; i++) if (this.#keys[at + i] !== this.#asked[i]) return false;
    return true;
  }

  #grow(): void {
    const size = Math.min(mostIds, 2 * this.#seen.length);
    const [keys, seen] = [this.#keys, this.#seen];
    this.#keys = new Uint32Array(keyWords * size);
    this.#keys.set(keys);
    this.#seen = new Uint8Array(size);
    this.#seen.set(seen);
  }

  #rehash(): void {
    const table = new Uint32Array(2 * this.#table.length);
    const mask = table.length - 1;
    for (let id = 0; id < this.#count; id++) {
      let slot = hashOf(this.#keys, keyWords * id) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id + 1;
    }
    this.#table = table;
  }
}

function hashOf(words: Uint32Array, at: number): number {
  let hash = 0;
  for (let i = at; i < at + keyWords; i++) {
    hash = Math.imul(hash ^ (words[i] as number), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
}

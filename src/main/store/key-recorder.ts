// Notes which attribute keys a run has seen, looking at each text of a head only once.
import type { AttributeRows } from './attribute-rows.ts';
import type { RunRegistry } from './run-registry.ts';
import type { SliceDictionary } from './slice-dictionary.ts';

const decoder = new TextDecoder(undefined, { ignoreBOM: true });

export class KeyRecorder {
  readonly #registry: RunRegistry;
  readonly #strings: SliceDictionary;
  /** By string id: 1 where the text is recorded. */
  #known: Uint8Array = new Uint8Array(1024);

  constructor(registry: RunRegistry, strings: SliceDictionary) {
    this.#registry = registry;
    this.#strings = strings;
  }

  /** Inside the writer's transaction: the keys of the rows from `from` on. */
  record(rows: AttributeRows, from: number): void {
    const { offsets, bytes, count } = this.#strings;
    if (this.#known.length < count) {
      const larger = new Uint8Array(2 * count);
      larger.set(this.#known);
      this.#known = larger;
    }
    const known = this.#known;
    for (let i = from; i < rows.count; i++) {
      const key = rows.key[i] as number;
      if (known[key] === 1) continue;
      known[key] = 1;
      this.#registry.attributeKey(decoder.decode(bytes.subarray(offsets[key], offsets[key + 1])));
    }
  }

  forget(): void {
    this.#known.fill(0);
  }
}

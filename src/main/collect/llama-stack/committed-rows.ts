// Which rows can be read without a lock. The store only grows: rows are added at the end of their tables and never changed,
// so a row that was there when an earlier look was taken, and whose transaction is over, is read whole whatever the server
// writes meanwhile. A transaction is over when its journal (`<store>-journal`) is gone, or is another one.
import { statSync } from 'node:fs';
import type { StoreEnds } from './store-file.ts';

const nothing: StoreEnds = { spans: 0, events: 0 };

export class CommittedRows {
  readonly #journal: string;
  #seen: StoreEnds = nothing;
  #seenUnder = '';
  #committed: StoreEnds = nothing;

  constructor(path: string) {
    this.#journal = `${path}-journal`;
  }

  /** To be called before a look is taken: how far it may read. */
  upTo(): StoreEnds {
    if (this.#seenUnder === '' || this.#seenUnder !== journalStamp(this.#journal)) this.#committed = this.#seen;
    return this.#committed;
  }

  /** What a look found. `under` is `stamp` from before. */
  saw(ends: StoreEnds, under: string): void {
    this.#seen = ends;
    this.#seenUnder = under;
  }

  /** Which transaction is under way; empty for none. */
  get stamp(): string {
    return journalStamp(this.#journal);
  }

  /** There is more than may be read. */
  get waits(): boolean {
    return this.#seen.spans > this.#committed.spans || this.#seen.events > this.#committed.events;
  }

  forget(): void {
    this.#seen = nothing;
    this.#seenUnder = '';
    this.#committed = nothing;
  }
}

function journalStamp(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}:${stat.birthtimeNs}`;
}

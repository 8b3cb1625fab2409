// Moves the WAL of a run that is written into its file: in quiet moments here, and a long one on another thread.
import type { Database } from 'better-sqlite3';
import type { RunWriterOptions } from './writer-face.ts';

/**
 * Estimated bytes in the WAL at which the other thread is asked to move them. The longer the WAL, the more pages in it were
 * written several times and are moved once.
 */
const CHECKPOINT_BYTES = 32 << 20;
/** Pages in the WAL at which SQLite moves them itself all the same, should the other thread not keep up: 256 MiB. */
const LAST_RESORT_PAGES = 65_536;

export class WalCheckpoints {
  readonly #db: Database;
  readonly #options: Pick<RunWriterOptions, 'checkpoint' | 'quietMillis'>;
  #quiet: NodeJS.Timeout | undefined;
  /** Estimated bytes in the WAL; undefined while the other thread works on them. */
  #walBytes: number | undefined = 0;
  #checkpointing: Promise<void> = Promise.resolve();

  constructor(db: Database, options: Pick<RunWriterOptions, 'checkpoint' | 'quietMillis'>) {
    this.#db = db;
    this.#options = options;
    if (options.checkpoint !== undefined) db.pragma(`wal_autocheckpoint = ${LAST_RESORT_PAGES}`);
  }

  /** Resolves when no other thread moves the WAL. */
  get done(): Promise<void> {
    return this.#checkpointing;
  }

  /** After a commit that brought about `bytes`. */
  committed(bytes: number): void {
    if (this.#walBytes !== undefined) this.#walBytes += bytes;
    this.#awaitQuiet();
    if (this.#walBytes !== undefined && this.#walBytes > CHECKPOINT_BYTES)
      this.#checkpointing = this.#checkpointElsewhere();
  }

  /** Nothing is moved any more. */
  end(): void {
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
  }

  /** The other thread moves the bulk; the few frames that came meanwhile are moved here, and the WAL begins anew. */
  async #checkpointElsewhere(): Promise<void> {
    const { checkpoint } = this.#options;
    if (checkpoint === undefined) return;
    this.#walBytes = undefined;
    try {
      await checkpoint();
    } catch {
      // The file is whole without it: the next quiet moment, the last resort or close will move the WAL.
    }
    this.#checkpoint();
    this.#walBytes = 0;
  }

  #checkpoint(): void {
    if (!this.#db.open) return;
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // The disk is full or fails. The WAL keeps what is committed; whoever exports next is told by the commit.
    }
  }

  /** Nothing came for a while: moves the WAL into the file, so that no commit has to. */
  #awaitQuiet(): void {
    if (this.#quiet !== undefined) {
      this.#quiet.refresh();
      return;
    }
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      this.#checkpoint();
    }, this.#options.quietMillis ?? 1000);
    this.#quiet.unref();
  }
}

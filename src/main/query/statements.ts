// Prepared statements of one connection, by their text. A question prepares the same few texts again and again.
import type { RunReader } from '../store/reader-face.ts';

type Statement = ReturnType<RunReader['db']['prepare']>;

/** Texts kept per connection: all constants and the duration merges in use. */
const kept = 64;

export class Statements {
  readonly #db: RunReader['db'];
  readonly #byText = new Map<string, Statement>();

  constructor(reader: RunReader) {
    this.#db = reader.db;
  }

  get(sql: string): Statement {
    let statement = this.#byText.get(sql);
    if (statement === undefined) {
      if (this.#byText.size >= kept) this.#byText.clear();
      statement = this.#db.prepare(sql);
      this.#byText.set(sql, statement);
    }
    return statement;
  }
}

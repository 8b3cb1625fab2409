// Reads single columns of a sealed block from the run file.
import type { Database, Statement } from 'better-sqlite3';
import type { ColumnSource } from './attribute-set.ts';
import { unpackColumn } from './column-codec.ts';
import { storeError } from './store-error.ts';

/** Prepared once per connection; see `storedColumns` for one block. */
export function columnStatement(db: Database): Statement {
  return db.prepare('SELECT bytes FROM block_columns WHERE block = ? AND name = ?').pluck();
}

/** The source throws ContractError `run-corrupt` or `disk-error`. */
export function storedColumns(db: Database, block: number, statement: Statement = columnStatement(db)): ColumnSource {
  return (name) => {
    try {
      const bytes = statement.get(block, name) as Buffer | undefined;
      return bytes === undefined ? undefined : unpackColumn(bytes);
    } catch (cause) {
      throw storeError(cause, db.name);
    }
  };
}

// Reads single columns of a sealed block from the run file.
import type { Database, Statement } from 'better-sqlite3';
import type { ColumnSource } from './attribute-set.ts';
import { unpackColumn } from './column-codec.ts';
import { damaged, readError } from './store-error.ts';

/** Prepared once per connection; see `storedColumns` for one block. */
export function columnStatement(db: Database): Statement {
  return db.prepare('SELECT bytes FROM block_columns WHERE block = ? AND name = ?').pluck();
}

/** The source throws ContractError `run-corrupt` or `disk-error`. */
export function storedColumns(db: Database, block: number, statement: Statement = columnStatement(db)): ColumnSource {
  return (name) => {
    try {
      const bytes = statement.get(block, name);
      return bytes === undefined ? undefined : unpackColumn(blobOf(bytes, name));
    } catch (cause) {
      throw readError(cause, db.name);
    }
  };
}

/** In a damaged file a cell can hold anything. */
export function blobOf(cell: unknown, name: string): Uint8Array {
  if (!(cell instanceof Uint8Array)) throw damaged(`${name} is not stored as bytes`);
  return cell;
}

/** Filters are so many bits as a power of two; another length would hide what is there. */
export function soundFilter(filter: Uint8Array, fewest: number, most: number): Uint8Array {
  const { length } = filter;
  if (length < fewest || length > most || (length & (length - 1)) !== 0) throw damaged(`a filter of ${length} bytes`);
  return filter;
}

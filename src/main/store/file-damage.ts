// What is wrong with a run file, asked after a question failed in a way that a sound file does not explain.
// Reads the whole file: seconds for a large one.
import type { Database } from 'better-sqlite3';

/** What SQLite calls the cells that a column of a declared type may hold. */
const cellTypes: Readonly<Record<string, string>> = { INTEGER: "'integer'", TEXT: "'text'", BLOB: "'blob'" };

/** Times between 2^63 and 2^64 ns apart are reals. */
const wide: ReadonlySet<string> = new Set(['duration_ns', 'root_offset_ns']);

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** `undefined` for a file that is as it should be. */
export function damageOf(db: Database): string | undefined {
  try {
    const found = db.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? strangeCell(db) : String(found);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** SQLite checks types, but lets bytes and fractions pass where integers belong. */
function strangeCell(db: Database): string | undefined {
  const columns = db
    .prepare(
      "SELECT s.name AS 'table', c.name, c.type FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'table'",
    )
    .all() as Column[];
  const strange = columns.find(({ table, name, type }) => {
    const may = cellTypes[type];
    if (may === undefined) return false;
    const far = wide.has(name) ? `AND NOT (typeof("${name}") = 'real' AND abs("${name}") BETWEEN 9e18 AND 2e19)` : '';
    const sql = `SELECT 1 FROM "${table}" WHERE typeof("${name}") NOT IN (${may}, 'null') ${far} LIMIT 1`;
    return db.prepare(sql).get() !== undefined;
  });
  return strange === undefined ? undefined : `a value in ${strange.table}.${strange.name} is of a wrong type`;
}

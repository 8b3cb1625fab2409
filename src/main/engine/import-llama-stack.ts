// Llama Stack's trace_store.db, read-only and in short readings, because the server may be writing into it meanwhile and
// its database knows no other way than to wait. No column that matters has an index there, so one over the events is made
// in a temporary table of this connection.
import type { Database } from 'better-sqlite3';
import type { ForeignSink } from '../decode/foreign/foreign-format.ts';
import { LlamaStackRecords } from '../decode/foreign/llama-stack-records.ts';
import type { LlamaStackEventRow, LlamaStackSpanRow } from '../decode/foreign/llama-stack-rows.ts';

/** Spans, and events, per reading. */
const pageRows = 500;
const eventRows = 5000;
const mostEventsPerSpan = 65_000;

const columns: Readonly<Record<string, readonly string[]>> = {
  traces: ['trace_id', 'service_name'],
  spans: ['span_id', 'trace_id', 'parent_span_id', 'name', 'start_time', 'end_time', 'attributes', 'status', 'kind'],
  span_events: ['id', 'span_id', 'name', 'timestamp', 'attributes'],
};

export function isLlamaStackStore(db: Database): boolean {
  return Object.entries(columns).every(([table, wanted]) => {
    const found = db.prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)').all(table);
    return wanted.every((name) => found.some((one) => one.name === name));
  });
}

/** Yields between readings with the share of the spans that was read, 0 to 1. */
export function* readLlamaStack(db: Database, sink: ForeignSink): Generator<number> {
  db.exec('CREATE TEMP TABLE event_of (span_id TEXT, id INTEGER)');
  const copy = db.prepare(
    `INSERT INTO temp.event_of SELECT span_id, id FROM main.span_events WHERE id > ? ORDER BY id LIMIT ${eventRows}`,
  );
  const lastCopied = db.prepare('SELECT max(id) FROM temp.event_of').pluck();
  let last = 0;
  while (copy.run(last).changes > 0) {
    last = Number(lastCopied.get());
    yield 0;
  }
  db.exec('CREATE INDEX temp.event_by_span ON event_of (span_id, id)');

  const total = Math.max(1, Number(db.prepare('SELECT max(rowid) FROM spans').pluck().get() ?? 0));
  const page = db.prepare<[number], LlamaStackSpanRow & { readonly rowid: number }>(
    `SELECT rowid, span_id, trace_id, parent_span_id, name, start_time, end_time, attributes, status, kind
     FROM spans WHERE rowid > ? ORDER BY rowid LIMIT ${pageRows}`,
  );
  const eventsOf = db.prepare<[unknown], LlamaStackEventRow>(
    `SELECT e.name, e.timestamp, e.attributes FROM temp.event_of o JOIN main.span_events e ON e.id = o.id
     WHERE o.span_id = ? ORDER BY o.id LIMIT ${mostEventsPerSpan}`,
  );
  const serviceOf = db.prepare<[unknown]>('SELECT service_name FROM traces WHERE trace_id = ?').pluck();
  const records = new LlamaStackRecords();
  let after = -1;
  for (let rows = page.all(after); rows.length > 0; rows = page.all(after)) {
    for (const row of rows) {
      after = row.rowid;
      const why = records.add({ row, service: serviceOf.get(row.trace_id), events: eventsOf.all(row.span_id) });
      if (why !== undefined) sink.skip(why, `table spans, row ${row.rowid}`);
    }
    for (const group of records.take()) sink.group(group);
    yield Math.min(1, after / total);
  }
  const orphans = Number(
    db
      .prepare(
        'SELECT count(*) FROM temp.event_of o WHERE NOT EXISTS (SELECT 1 FROM main.spans s WHERE s.span_id = o.span_id)',
      )
      .pluck()
      .get(),
  );
  if (orphans > 0) sink.skip('events of spans that are not in the store', 'table span_events', orphans);
}

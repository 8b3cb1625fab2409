// Llama Stack's telemetry writer: schema and statements of its SQLite span processor (meta-reference provider, 2024-12 to
// 2025-10), one transaction per span at its end, journal mode delete.
import Database from 'better-sqlite3';

export interface WrittenSpan {
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  /** Unix milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly status?: 'OK' | 'ERROR' | 'UNSET';
  readonly events?: readonly {
    readonly name: string;
    readonly at: number;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

const tables = `
  CREATE TABLE IF NOT EXISTS traces (trace_id TEXT PRIMARY KEY, service_name TEXT, root_span_id TEXT, start_time TIMESTAMP,
    end_time TIMESTAMP, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
  CREATE TABLE IF NOT EXISTS spans (span_id TEXT PRIMARY KEY, trace_id TEXT REFERENCES traces(trace_id), parent_span_id TEXT,
    name TEXT, start_time TIMESTAMP, end_time TIMESTAMP, attributes TEXT, status TEXT, kind TEXT);
  CREATE TABLE IF NOT EXISTS span_events (id INTEGER PRIMARY KEY AUTOINCREMENT, span_id TEXT REFERENCES spans(span_id),
    name TEXT, timestamp TIMESTAMP, attributes TEXT);
  CREATE INDEX IF NOT EXISTS idx_traces_created_at ON traces(created_at);`;

export class FakeLlamaStack {
  readonly #db: Database.Database;
  readonly #service: string;
  readonly #trace: Database.Statement;
  readonly #span: Database.Statement;
  readonly #event: Database.Statement;

  /** Its default name is a zero-width space. */
  constructor(path: string, service = '\u200b') {
    this.#db = new Database(path, { timeout: 5000 });
    this.#service = service;
    this.#db.exec(tables);
    this.#trace = this.#db.prepare(
      `INSERT INTO traces (trace_id, service_name, root_span_id, start_time, end_time) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT(trace_id) DO UPDATE SET root_span_id = COALESCE(root_span_id, excluded.root_span_id),
         start_time = MIN(excluded.start_time, start_time), end_time = MAX(excluded.end_time, end_time)`,
    );
    this.#span = this.#db.prepare('INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#event = this.#db.prepare(
      'INSERT INTO span_events (span_id, name, timestamp, attributes) VALUES (?, ?, ?, ?)',
    );
  }

  end(span: WrittenSpan): void {
    this.#db.exec('BEGIN');
    this.insert(span);
    this.#db.exec('COMMIT');
  }

  /** Many spans in one transaction: quicker than it is, for a store that was filled before. */
  fill(spans: Iterable<WrittenSpan>): void {
    this.#db.exec('BEGIN');
    for (const span of spans) this.insert(span);
    this.#db.exec('COMMIT');
  }

  /** A transaction that is not over. */
  begin(): void {
    this.#db.exec('BEGIN');
  }
  commit(): void {
    this.#db.exec('COMMIT');
  }
  fillOpen(spans: Iterable<WrittenSpan>): void {
    // So few pages of memory that they are written before the end, as those of a large transaction are.
    this.#db.pragma('cache_size = 1');
    for (const span of spans) this.insert(span);
  }

  insert({ trace, id, parent, name, start, end, attributes = {}, status = 'UNSET', events = [] }: WrittenSpan): void {
    const root = attributes['__root_span__'] === 'true' ? id : undefined;
    this.#trace.run(trace, this.#service, root, iso(start), iso(end));
    const text = JSON.stringify(attributes);
    this.#span.run(id, trace, parent, name, iso(start), iso(end), text, status, 'INTERNAL');
    for (const event of events) this.#event.run(id, event.name, iso(event.at), JSON.stringify(event.attributes));
  }

  addEvent(spanId: string, name: string, at: number, attributes: Readonly<Record<string, unknown>>): void {
    this.#event.run(spanId, name, iso(at), JSON.stringify(attributes));
  }

  /** Everything is deleted, as who empties the store by hand does. */
  empty(): void {
    this.#db.exec(
      'DELETE FROM span_events; DELETE FROM spans; DELETE FROM traces; DELETE FROM sqlite_sequence; VACUUM',
    );
  }

  /** Spans that are committed. */
  count(): number {
    return this.#db.prepare('SELECT count(*) FROM spans').pluck().get() as number;
  }

  close(): void {
    this.#db.close();
  }
}

/** As Python's `isoformat()` writes it: microseconds, none where they are zero. */
function iso(millis: number): string {
  const whole = Math.floor(millis / 1000);
  const micros = Math.round((millis - whole * 1000) * 1000);
  const head = new Date(whole * 1000).toISOString().slice(0, 19);
  return `${head}${micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`}+00:00`;
}

/** An agent's turn: root, inference with a log and token counts, tool call that failed. */
export function agentTurn(number: number, at: number, session = 's-1'): WrittenSpan[] {
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  const trace = hex(number + 0xabc, 32);
  const id = (of: number): string => hex(number * 16 + of, 16);
  const turn = `turn-${number}`;
  const base = { __ttl__: 604_800, session_id: session, turn_id: turn };
  const labels = { model_id: 'llama3.2:3b', provider_id: 'ollama' };
  const metric = (name: string, value: number) => ({
    name: `metric.${name}`,
    at: at + 900,
    attributes: { value, unit: 'tokens', ...labels },
  });
  return [
    {
      trace,
      id: id(2),
      parent: id(1),
      name: 'inference',
      start: at + 100,
      end: at + 900.5,
      attributes: { ...base, stop_reason: 'StopReason.end_of_turn', input: '[]', output: '{"content":"hi"}' },
      status: 'OK',
      events: [
        {
          name: 'unstructured_log',
          at: at + 200,
          attributes: { message: `thinking ${number}`, severity: 'warn', __ttl__: 604_800 },
        },
        metric('prompt_tokens', 12),
        metric('completion_tokens', 30),
      ],
    },
    {
      trace,
      id: id(3),
      parent: id(1),
      name: 'ToolRuntime.invoke_tool',
      start: at + 901,
      end: at + 950,
      attributes: { __autotraced__: true, error: 'no such tool', ...base },
      status: 'OK',
    },
    {
      trace,
      id: id(1),
      name: 'create_agent_turn',
      start: at,
      end: at + 1000,
      attributes: { __root__: 'true', __root_span__: 'true', ...base },
      status: 'OK',
    },
  ];
}

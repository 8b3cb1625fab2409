// The rows of the list of sessions, kept between questions: after a commit only those are made anew that it may have changed.
import type { TraceId } from '../../../contract/ids.ts';
import type { SessionId, SessionSummary } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import { Statements } from '../statements.ts';
import type { LogPart } from '../logs/log-run.ts';
import type { NamedRows } from './block-facts.ts';
import type { SessionIndex } from './session-index.ts';
import { sessionSummary } from './session-summary.ts';
import type { SessionTable } from './session-table.ts';
import { traceKey, type LogSum } from './trace-logs.ts';
import { traceSums } from './trace-sums.ts';

/** Records of a trace may come a little before its first and after its last span; nanoseconds. */
const beside = 60_000_000_000n;

export interface KeptSession {
  readonly summary: SessionSummary;
  /** Id, services and keys in lower case, a line each. */
  readonly text: string;
}

export class SessionSummaries {
  readonly #index: SessionIndex;
  readonly #statements: Statements;
  readonly #known = new Map<SessionId, KeptSession>();

  constructor(index: SessionIndex) {
    this.#index = index;
    this.#statements = new Statements(index.reader);
  }

  /** All sessions of the newest commit. */
  all(alive: Alive): { readonly table: SessionTable; readonly sessions: ReadonlyMap<SessionId, KeptSession> } {
    const table = this.#refresh(alive);
    this.#make(
      table,
      [...table.ids()].filter((id) => !this.#known.has(id)),
      alive,
    );
    return { table, sessions: this.#known };
  }

  /** One session of the newest commit. */
  one(id: SessionId, alive: Alive): { readonly table: SessionTable; readonly summary: SessionSummary | undefined } {
    const table = this.#refresh(alive);
    if (!this.#known.has(id)) this.#make(table, [id], alive);
    return { table, summary: this.#known.get(id)?.summary };
  }

  #refresh(alive: Alive): SessionTable {
    const table = this.#index.table(alive);
    const changes = this.#index.takeChanges();
    if (changes.all) this.#known.clear();
    else for (const id of changes.sessionsIn(table)) this.#known.delete(id);
    return table;
  }

  #make(table: SessionTable, ids: readonly SessionId[], alive: Alive): void {
    const { reader, logs } = this.#index;
    const made: (readonly [SessionId, NamedRows])[] = [];
    const owned: TraceId[] = [];
    for (const [i, id] of ids.entries()) {
      if (i % 1024 === 0) alive();
      const rows = table.rowsOf(id);
      if (rows === undefined) continue;
      made.push([id, rows]);
      for (const trace of rows.traces.keys()) if (table.owns(id, trace)) owned.push(trace);
    }
    if (made.length === 0) return;
    const sums = traceSums(this.#statements, owned, alive);
    const parts = logs.parts.filter(({ count }) => count > 0);
    const logsOf = (trace: TraceId, from: bigint, to: bigint): readonly LogSum[] =>
      this.#logsOf(parts, trace, from - beside, to + beside);
    for (const [i, [id, rows]] of made.entries()) {
      if (i % 1024 === 0) alive();
      const summary = sessionSummary(id, rows, { reader, table, sums, logsOf });
      const text = [id, ...summary.services, ...summary.keys].join('\n').toLowerCase();
      this.#known.set(id, { summary, text });
    }
  }

  #logsOf(parts: readonly LogPart[], trace: TraceId, from: bigint, to: bigint): readonly LogSum[] {
    const found: LogSum[] = [];
    const key = traceKey(trace);
    for (const part of parts) {
      if (part.latest < from || part.earliest > to) continue;
      const sum = this.#index.traceLogs(part).of(key);
      if (sum !== undefined) found.push(sum);
    }
    return found;
  }
}

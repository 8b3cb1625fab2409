// Which sessions another commit may have changed: those that what is new names, those of joining values that it names, and
// those of all traces that it has spans or records of. Too many is slow, too few would show old numbers.
import type { TraceId } from '../../../contract/ids.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { BlockFacts, NamedRows } from './block-facts.ts';
import type { SessionTable } from './session-table.ts';

export class Changes {
  /** Nothing that was known holds. */
  all = false;
  readonly #sessions = new Set<SessionId>();
  readonly #joins = new Set<string>();
  readonly #traces = new Set<TraceId>();

  addFacts({ sessions, joins, joinedTo, tokens }: BlockFacts): void {
    for (const [session, rows] of sessions) this.#addSession(session, rows);
    for (const [join, rows] of joins) this.#addJoin(join, rows);
    for (const join of joinedTo.keys()) this.#joins.add(join);
    for (const trace of tokens.keys()) this.#traces.add(trace);
  }

  addTrace(trace: TraceId): void {
    this.#traces.add(trace);
  }

  /** What a head says now, where that is not what it said before; it has only grown. */
  addGrowth(before: BlockFacts, now: BlockFacts): void {
    for (const [session, rows] of now.sessions)
      if (!isSame(before.sessions.get(session), rows)) this.#addSession(session, rows);
    for (const [join, rows] of now.joins) if (!isSame(before.joins.get(join), rows)) this.#addJoin(join, rows);
    for (const [join, named] of now.joinedTo) if (before.joinedTo.get(join)?.size !== named.size) this.#joins.add(join);
    for (const [trace, [input, output]] of now.tokens) {
      const known = before.tokens.get(trace);
      if (known?.[0] !== input || known[1] !== output) this.#traces.add(trace);
    }
  }

  sessionsIn(table: SessionTable): Set<SessionId> {
    const changed = new Set(this.#sessions);
    const traces = new Set(this.#traces);
    for (const join of this.#joins) {
      for (const session of table.sessionsOfJoin(join)) changed.add(session);
      for (const trace of table.tracesOfJoin(join)) traces.add(trace);
    }
    for (const trace of traces) for (const session of table.namedIn(trace)) changed.add(session);
    return changed;
  }

  #addSession(session: SessionId, { traces }: NamedRows): void {
    this.#sessions.add(session);
    for (const trace of traces.keys()) this.#traces.add(trace);
  }

  #addJoin(join: string, { traces }: NamedRows): void {
    this.#joins.add(join);
    for (const trace of traces.keys()) this.#traces.add(trace);
  }
}

/** Of rows that were only added to. */
function isSame(before: NamedRows | undefined, now: NamedRows): boolean {
  return (
    before !== undefined &&
    before.logs === now.logs &&
    before.events === now.events &&
    before.state === now.state &&
    before.traces.size === now.traces.size &&
    spansOf(before) === spansOf(now)
  );
}

function spansOf({ traces }: NamedRows): number {
  let sum = 0;
  for (const { spans } of traces.values()) sum += spans;
  return sum;
}

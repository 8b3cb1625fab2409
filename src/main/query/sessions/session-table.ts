// The sessions of a run at one commit: what sealed blocks and the head say, put together where it is asked for. A value of a
// joining key belongs to the session that is named beside it, if that is one only; a trace belongs to the one session that its
// spans or records name.
import type { TraceId } from '../../../contract/ids.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import { addRows, noRows, type NamedRows } from './block-facts.ts';
import type { NameSums } from './name-sums.ts';

export class SessionTable {
  /** Commit cursor. */
  readonly cursor: number;
  /** false: blocks were left out. */
  readonly complete: boolean;
  readonly #sealed: NameSums;
  readonly #head: NameSums;

  constructor(cursor: number, complete: boolean, sealed: NameSums, head: NameSums) {
    this.cursor = cursor;
    this.complete = complete;
    this.#sealed = sealed;
    this.#head = head;
  }

  *ids(): Generator<SessionId> {
    yield* this.#sealed.sessions.keys();
    for (const id of this.#head.sessions.keys()) if (!this.#sealed.sessions.has(id)) yield id;
  }

  /** What names the session, itself or by a joining key; `undefined` where nothing does. Not to be changed. */
  rowsOf(session: SessionId): NamedRows | undefined {
    const parts = [this.#sealed.sessions.get(session), this.#head.sessions.get(session)];
    if (parts.every((part) => part === undefined)) return undefined;
    for (const join of this.joinsOf(session))
      if (this.joined(join) === session) parts.push(this.#sealed.joins.get(join), this.#head.joins.get(join));
    const there = parts.filter((part) => part !== undefined);
    if (there.length === 1) return there[0];
    const sum = noRows();
    for (const part of there) addRows(sum, part);
    return sum;
  }

  /** The session that a joining value belongs to. */
  joined(join: string): SessionId | undefined {
    return only(this.sessionsOfJoin(join));
  }

  /** Does all of the trace belong to the session? Not where it names several. */
  owns(session: SessionId, trace: TraceId): boolean {
    return this.ownerOf(trace) === session;
  }

  /** The session that all of the trace belongs to. */
  ownerOf(trace: TraceId): SessionId | undefined {
    return only(this.namedIn(trace));
  }

  /** Sessions that the trace names, also by joining values. */
  namedIn(trace: TraceId): ReadonlySet<SessionId> {
    const joins = both(this.#sealed.joinsIn.get(trace), this.#head.joinsIn.get(trace));
    const named = both(this.#sealed.sessionsIn.get(trace), this.#head.sessionsIn.get(trace));
    if (joins.size === 0) return named;
    const all = new Set(named);
    for (const join of joins) {
      const session = this.joined(join);
      if (session !== undefined) all.add(session);
    }
    return all;
  }

  sessionsOfJoin(join: string): ReadonlySet<SessionId> {
    return both(this.#sealed.joinedTo.get(join), this.#head.joinedTo.get(join));
  }

  joinsOf(session: SessionId): ReadonlySet<string> {
    return both(this.#sealed.joinsOf.get(session), this.#head.joinsOf.get(session));
  }

  /** Traces of rows that have the joining value and name no session. */
  *tracesOfJoin(join: string): Generator<TraceId> {
    for (const { joins } of [this.#sealed, this.#head]) yield* joins.get(join)?.traces.keys() ?? [];
  }

  /** Tokens of models in a trace: in, out. */
  tokensOf(trace: TraceId): readonly [number, number] {
    const [a, b] = this.#sealed.tokens.get(trace) ?? [0, 0];
    const [c, d] = this.#head.tokens.get(trace) ?? [0, 0];
    return [a + c, b + d];
  }
}

const none: ReadonlySet<never> = new Set();

function both<T>(one: ReadonlySet<T> | undefined, other: ReadonlySet<T> | undefined): ReadonlySet<T> {
  if (one === undefined) return other ?? none;
  return other === undefined ? one : new Set([...one, ...other]);
}

function only<T>(names: ReadonlySet<T>): T | undefined {
  if (names.size !== 1) return undefined;
  const [name] = names;
  return name;
}

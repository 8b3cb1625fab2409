// The sessions of a run at one commit: what blocks say, put together. A value of a joining key belongs to the session that
// is named beside it, if that is one only; a trace belongs to the one session that its spans or records name.
import type { TraceId } from '../../../contract/ids.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import { addRows, noRows, type BlockFacts, type NamedRows } from './block-facts.ts';

export class SessionTable {
  readonly cursor: number;
  /** false: blocks were left out. */
  readonly complete: boolean;
  /** What names each session, itself or by a joining key. */
  readonly sessions = new Map<SessionId, NamedRows>();
  /** Joining values of each session. */
  readonly joins = new Map<string, SessionId>();
  readonly #owners = new Map<TraceId, SessionId | undefined>();
  readonly #tokens = new Map<TraceId, readonly [number, number]>();

  constructor(cursor: number, complete: boolean, blocks: readonly BlockFacts[], alive: Alive) {
    this.cursor = cursor;
    this.complete = complete;
    const joined = new Map<string, Set<SessionId>>();
    for (const { sessions, joinedTo, tokens } of blocks) {
      alive();
      for (const [session, rows] of sessions) this.#add(session, rows);
      for (const [join, named] of joinedTo) {
        const all = joined.get(join) ?? new Set();
        for (const one of named) all.add(one);
        joined.set(join, all);
      }
      for (const [trace, [input, output]] of tokens) {
        const [a, b] = this.#tokens.get(trace) ?? [0, 0];
        this.#tokens.set(trace, [a + input, b + output]);
      }
    }
    for (const [join, named] of joined) {
      const [session] = named;
      if (named.size === 1 && session !== undefined) this.joins.set(join, session);
    }
    for (const { joins } of blocks) {
      alive();
      for (const [join, rows] of joins) {
        const session = this.joins.get(join);
        if (session !== undefined) this.#add(session, rows);
      }
    }
    for (const [session, { traces }] of this.sessions) {
      for (const trace of traces.keys())
        this.#owners.set(trace, this.#owners.has(trace) && this.#owners.get(trace) !== session ? undefined : session);
    }
  }

  /** Does all of the trace belong to the session? Not where it names several. */
  owns(session: SessionId, trace: TraceId): boolean {
    return this.#owners.get(trace) === session;
  }

  /** The session that all of the trace belongs to. */
  ownerOf(trace: TraceId): SessionId | undefined {
    return this.#owners.get(trace);
  }

  /** Tokens of models in a trace: in, out. */
  tokensOf(trace: TraceId): readonly [number, number] {
    return this.#tokens.get(trace) ?? [0, 0];
  }

  #add(session: SessionId, rows: NamedRows): void {
    let sum = this.sessions.get(session);
    if (sum === undefined) {
      sum = noRows();
      this.sessions.set(session, sum);
    }
    addRows(sum, rows);
  }
}

// What several blocks say about sessions, added up. Blocks are only ever added: without one of them the sums are made anew.
import type { TraceId } from '../../../contract/ids.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import { addRows, noRows, type BlockFacts, type NamedRows } from './block-facts.ts';

export class NameSums {
  /** Rows that name each session themselves. */
  readonly sessions = new Map<SessionId, NamedRows>();
  /** Rows that name no session, by joining value. */
  readonly joins = new Map<string, NamedRows>();
  /** Sessions that are named beside a joining value, and the other way round. */
  readonly joinedTo = new Map<string, Set<SessionId>>();
  readonly joinsOf = new Map<SessionId, Set<string>>();
  /** Sessions and joining values that rows of a trace name. */
  readonly sessionsIn = new Map<TraceId, Set<SessionId>>();
  readonly joinsIn = new Map<TraceId, Set<string>>();
  /** Tokens of models by trace: in, out. */
  readonly tokens = new Map<TraceId, readonly [number, number]>();
  /** Sessions and joining values of all blocks, those of several counted several times. */
  names = 0;

  add({ sessions, joins, joinedTo, tokens }: BlockFacts): void {
    this.names += sessions.size + joins.size;
    for (const [session, rows] of sessions) {
      add(this.sessions, session, rows);
      for (const trace of rows.traces.keys()) note(this.sessionsIn, trace, session);
    }
    for (const [join, rows] of joins) {
      add(this.joins, join, rows);
      for (const trace of rows.traces.keys()) note(this.joinsIn, trace, join);
    }
    for (const [join, named] of joinedTo) {
      for (const session of named) {
        note(this.joinedTo, join, session);
        note(this.joinsOf, session, join);
      }
    }
    for (const [trace, [input, output]] of tokens) {
      const [a, b] = this.tokens.get(trace) ?? [0, 0];
      this.tokens.set(trace, [a + input, b + output]);
    }
  }
}

function add<Key>(all: Map<Key, NamedRows>, key: Key, rows: NamedRows): void {
  let sum = all.get(key);
  if (sum === undefined) {
    sum = noRows();
    all.set(key, sum);
  }
  addRows(sum, rows);
}

function note<Key, Name>(all: Map<Key, Set<Name>>, key: Key, name: Name): void {
  const names = all.get(key);
  if (names === undefined) all.set(key, new Set([name]));
  else names.add(name);
}

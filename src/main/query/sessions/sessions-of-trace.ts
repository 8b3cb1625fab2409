// sessions.ofTrace: the sessions that the spans of a trace name, themselves or by a joining key.
import { joinKeys } from '../../../contract/session-keys.ts';
import type { SessionId, SessionsOfTraceAnswer, SessionsOfTraceRequest } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import { traceIdBytes } from '../trace-get.ts';
import { tracePartsOf } from '../trace-parts.ts';
import { eachKeyRow } from './key-rows.ts';
import { RowSessions } from './row-sessions.ts';
import type { SessionIndex } from './session-index.ts';
import { joinOf } from './session-join.ts';

/** A trace that names more of them is a worker's, not one of a session. */
const most = 5;

export function sessionsOfTrace(
  index: SessionIndex,
  { traceId }: SessionsOfTraceRequest,
  alive: Alive,
): SessionsOfTraceAnswer {
  index.reader.refresh();
  const found = new Set<SessionId>();
  const joins = new Set<string>();
  for (const { block, rows } of tracePartsOf(index.reader, traceIdBytes(traceId))) {
    alive();
    const named = new RowSessions(block, index.reader, index.keys);
    for (const row of rows) {
      const session = named.at(row)?.session;
      if (session !== undefined) found.add(session);
    }
    const own = new Set(rows);
    eachKeyRow(block, joinKeys, (row, text, key) => {
      if (own.has(row)) joins.add(joinOf(key, text));
    });
  }
  // What joins is only known of the whole run, which takes longer to look at.
  if (found.size === 0 && joins.size > 0) {
    const table = index.table(alive);
    for (const join of joins) {
      const session = table.joined(join);
      if (session !== undefined) found.add(session);
    }
  }
  return { sessions: [...found].slice(0, most), more: Math.max(0, found.size - most) };
}

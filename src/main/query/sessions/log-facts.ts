// What the log records of one block say about sessions.
import { traceIdAt } from '../../../contract/ids.ts';
import { joinKeys, SessionEvent } from '../../../contract/session-keys.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { BlockOwners } from '../../store/reader-face.ts';
import { addSpans, addTime, noFacts, rowsIn, type BlockFacts, type NamedRows } from './block-facts.ts';
import { failedRecords } from './failed-records.ts';
import { eachKeyRow } from './key-rows.ts';
import { RowSessions } from './row-sessions.ts';
import { joinOf } from './session-join.ts';

/** @param times Unix nanoseconds per row, as records are ordered by */
export function logFacts(
  block: LogBlock,
  times: BigUint64Array,
  owners: BlockOwners,
  keys: readonly string[],
): BlockFacts {
  const facts = noFacts();
  const failed = failedRecords(block);
  const sessions = new RowSessions(block, owners, keys);
  const [began, ended] = [SessionEvent.began, SessionEvent.ended].map((name) => block.strings.find(name));
  for (let row = 0; row < block.count && !sessions.isEmpty; row++) {
    const named = sessions.at(row);
    if (named === undefined) continue;
    const rows = rowsIn(facts.sessions, named.session);
    add(rows, row, named.key);
    const name = block.eventName[row] as number;
    if (name !== 0 && name === ended) rows.state = 'ended';
    else if (name !== 0 && name === began && rows.state === 'unknown') rows.state = 'open';
  }
  eachKeyRow(block, joinKeys, (row, text, key) => {
    const join = joinOf(key, text);
    const named = sessions.at(row);
    // What names a session is counted there.
    if (named === undefined) return add(rowsIn(facts.joins, join), row, key);
    const joined = facts.joinedTo.get(join);
    if (joined === undefined) facts.joinedTo.set(join, new Set([named.session]));
    else joined.add(named.session);
  });
  return facts;

  function add(rows: NamedRows, row: number, key: string): void {
    rows.keys.add(key);
    rows.services.add(owners.serviceOfResource(block.resource[row] as number));
    const trace = block.trace[row] as number;
    if (trace !== 0) addSpans(rows, traceIdAt(block.traceIds, 16 * trace), 0, 0);
    if (block.eventName[row] === 0) rows.logs += 1;
    else rows.events += 1;
    if (failed(row)) rows.errors += 1;
    const time = times[row] as bigint;
    addTime(rows, time, time);
  }
}

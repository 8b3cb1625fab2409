// What the spans of one block say about sessions: which rows name one, of which traces, and the tokens of models.
import { traceIdAt } from '../../../contract/ids.ts';
import { joinKeys } from '../../../contract/session-keys.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { BlockOwners } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { columnScalar, isScalar } from '../column-values.ts';
import { effectiveStart } from '../plausible-time.ts';
import { addSpans, addTime, noFacts, rowsIn, type BlockFacts, type NamedRows } from './block-facts.ts';
import { columnText, eachKeyRow } from './key-rows.ts';
import { RowSessions } from './row-sessions.ts';
import { joinOf } from './session-join.ts';

const inputKeys = ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt'];
const outputKeys = ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.token_count.completion'];

/** @param keys keys of sessions, in the order in which they count */
export function spanFacts(block: SpanBlock, owners: BlockOwners, keys: readonly string[]): BlockFacts {
  const facts = noFacts();
  const sessions = new RowSessions(block, owners, keys);
  if (sessions.isEmpty && joinKeys.every((key) => block.attributeColumn(key) === undefined)) {
    addTokens(block, facts);
    return facts;
  }
  for (let row = 0; row < block.count; row++) {
    const named = sessions.at(row);
    if (named !== undefined) addSpan(rowsIn(facts.sessions, named.session), block, owners, row, named.key);
  }
  eachKeyRow(block, joinKeys, (row, text, key) => {
    const join = joinOf(key, text);
    const named = sessions.at(row);
    // What names a session is counted there.
    if (named === undefined) return addSpan(rowsIn(facts.joins, join), block, owners, row, key);
    const joined = facts.joinedTo.get(join);
    if (joined === undefined) facts.joinedTo.set(join, new Set([named.session]));
    else joined.add(named.session);
  });
  addTokens(block, facts);
  return facts;
}

function addSpan(rows: NamedRows, block: SpanBlock, owners: BlockOwners, row: number, key: string): void {
  rows.keys.add(key);
  rows.services.add(owners.serviceOfResource(block.resource[row] as number));
  addSpans(rows, traceIdAt(block.traceIds, 16 * (block.trace[row] as number)), 1, block.failed[row] as number);
  const start = effectiveStart(block, row);
  const end = block.end[row] as bigint;
  addTime(rows, start, end > start ? end : start);
}

/** Spans of agents sum up what their models used; counted are those of models alone. */
function addTokens(block: SpanBlock, { tokens }: BlockFacts): void {
  const agents = agentRows(block);
  const sums = new Map<number, [input: number, output: number]>();
  for (const [place, keys] of [inputKeys, outputKeys].entries()) {
    for (const key of keys) {
      const column = block.attributeColumn(key);
      if (column === undefined) continue;
      for (let i = 0; i < column.count; i++) {
        const row = column.rows[i] as number;
        if (agents.has(row) || !isScalar(column.kinds[i] as number)) continue;
        const trace = block.trace[row] as number;
        let sum = sums.get(trace);
        if (sum === undefined) {
          sum = [0, 0];
          sums.set(trace, sum);
        }
        sum[place as 0 | 1] += Number(columnScalar(column, i));
      }
    }
  }
  for (const [trace, sum] of sums) tokens.set(traceIdAt(block.traceIds, 16 * trace), sum);
}

function agentRows(block: SpanBlock): ReadonlySet<number> {
  const agents = new Set<number>();
  const operations = block.attributeColumn('gen_ai.operation.name');
  if (operations === undefined) return agents;
  /** By the number of the text: a block has few. */
  const known = new Map<number, boolean>();
  for (let i = 0; i < operations.count; i++) {
    if (operations.kinds[i] !== ValueKind.text) continue;
    const ref = operations.refs[i] as number;
    let is = known.get(ref);
    if (is === undefined) {
      is = /agent/i.test(columnText(block, operations, i));
      known.set(ref, is);
    }
    if (is) agents.add(operations.rows[i] as number);
  }
  return agents;
}

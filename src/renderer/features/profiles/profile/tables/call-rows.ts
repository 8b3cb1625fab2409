// Functions with their callers and callees as rows of one table: callers above, the function, callees below, as pprof's tree
// and peek print them. Pure.
import type { CallLists, ProfileTreeAnswer } from '../../../../../contract/profiles/tables.ts';

export interface CallRow {
  readonly kind: 'caller' | 'function' | 'callee';
  readonly name: string;
  /** Of the function; of a call its weight. */
  readonly cum: number;
  /** Undefined for calls. */
  readonly flat: number | undefined;
  readonly running: number | undefined;
  /** What a call is a part of: its function's cum. */
  readonly of: number;
  readonly inlined: boolean;
  /** The first row of a function's rows. */
  readonly first: boolean;
}

export function callRows(answer: ProfileTreeAnswer): readonly CallRow[] {
  const rows: CallRow[] = [];
  for (let row = 0; row < answer.rows; row++) {
    const cum = answer.cum[row] ?? 0;
    const start = rows.length;
    pushCalls(rows, 'caller', answer.callers, row, answer.names, cum, start);
    rows.push({
      kind: 'function',
      name: nameAt(answer.names, answer.name[row]),
      cum,
      flat: answer.flat[row] ?? 0,
      running: answer.running[row] ?? 0,
      of: cum,
      inlined: false,
      first: rows.length === start,
    });
    pushCalls(rows, 'callee', answer.callees, row, answer.names, cum, start);
  }
  return rows;
}

function pushCalls(
  rows: CallRow[],
  kind: 'caller' | 'callee',
  { starts, name, weight, inlined }: CallLists,
  row: number,
  names: readonly string[],
  of: number,
  start: number,
): void {
  const end = starts[row + 1] ?? 0;
  for (let call = starts[row] ?? 0; call < end; call++)
    rows.push({
      kind,
      name: nameAt(names, name[call]),
      cum: weight[call] ?? 0,
      flat: undefined,
      running: undefined,
      of,
      inlined: inlined[call] === 1,
      first: rows.length === start,
    });
}

function nameAt(names: readonly string[], at: number | undefined): string {
  return at === undefined ? '' : (names[at] ?? '');
}

// The traces that an export is about, by their number in the run: of a whole run as they first appeared, of a search
// newest first, of a selection as it was given. Traces that the run does not hold are left out.
import { bytesOfHex, traceIdAt, type TraceId } from '../../../contract/ids.ts';
import type { ExportWhat } from '../../../contract/exports.ts';
import type { TraceFilter } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { uninterrupted, type Interruptible } from '../search/interruptible.ts';
import { TraceSearch } from '../trace-search.ts';

const nextSql = 'SELECT trace_no FROM traces WHERE trace_no > ? ORDER BY trace_no LIMIT 1000';
const numberSql = 'SELECT trace_no FROM traces WHERE trace_id = ?';
const idSql = 'SELECT trace_id FROM traces WHERE trace_no = ?';
const pageRows = 1000;

export type SearchedWhat = ExportWhat & { readonly kind: 'search' };

export function* traceNumbers(
  reader: RunReader,
  what: ExportWhat,
  alive: Alive,
  interruptible: Interruptible = uninterrupted,
): Generator<number> {
  switch (what.kind) {
    case 'metrics':
    case 'query':
      return;
    case 'run':
      return yield* allTraces(reader, alive);
    case 'traces':
      return yield* numbersOf(reader, what.traceIds);
    case 'spans':
      return yield* numbersOf(reader, [what.traceId]);
    case 'search':
      return yield* found(reader, filterOf(what), alive, interruptible);
  }
}

/** Does the search select every trace? */
export function selectsAll(what: SearchedWhat): boolean {
  return Object.values(filterOf(what)).every((value) => value === undefined);
}

/** `undefined` when it is gone by now. */
export function traceIdOf(reader: RunReader, number: number): TraceId | undefined {
  const id = reader.db.prepare(idSql).pluck().get(number) as Uint8Array | undefined;
  return id === undefined ? undefined : traceIdAt(id, 0);
}

function filterOf(what: SearchedWhat): TraceFilter {
  const { where, from, to } = what;
  return where.trim() === '' ? { from, to } : { where, from, to };
}

function* allTraces(reader: RunReader, alive: Alive): Generator<number> {
  let last = 0;
  for (;;) {
    alive();
    reader.refresh();
    const numbers = reader.db.prepare(nextSql).pluck().all(last) as number[];
    yield* numbers;
    if (numbers.length === 0) return;
    last = numbers.at(-1) as number;
  }
}

function* numbersOf(reader: RunReader, ids: readonly TraceId[]): Generator<number> {
  reader.refresh();
  for (const id of ids) {
    const number = reader.db.prepare(numberSql).pluck().get(bytesOfHex(id)) as number | undefined;
    if (number !== undefined) yield number;
  }
}

/** All numbers at once, from one state of the run: pages of a list that grows at its head would repeat rows. */
function found(reader: RunReader, filter: TraceFilter, alive: Alive, interruptible: Interruptible): readonly number[] {
  const cursor = reader.refresh();
  const search = new TraceSearch(reader, interruptible);
  const numbers: number[] = [];
  for (;;) {
    alive();
    const { traces } = search.page(filter, numbers.length, pageRows, cursor, alive);
    numbers.push(...traces);
    if (traces.length < pageRows) return numbers;
  }
}

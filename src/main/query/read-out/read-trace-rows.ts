// Rows of the list of traces for an export, as the list shows them.
import type { ExportWhat } from '../../../contract/exports.ts';
import type { TraceSummary } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { Statements } from '../statements.ts';
import { summaryOf } from '../trace-summary.ts';
import type { Interruptible } from '../search/interruptible.ts';
import { traceNumbers } from './trace-numbers.ts';

const rowsPerCheck = 500;

export function* readTraceRows(
  reader: RunReader,
  what: ExportWhat,
  alive: Alive,
  interruptible?: Interruptible,
): Generator<TraceSummary> {
  const statements = new Statements(reader);
  let rows = 0;
  for (const number of traceNumbers(reader, what, alive, interruptible)) {
    if (++rows % rowsPerCheck === 0) alive();
    const row = summaryOf(statements, number);
    if (row !== undefined) yield row;
  }
}

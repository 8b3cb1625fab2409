// The log records of a trace by row, for the marks on the bars: times from the trace's start, and severity classes.
// Rows of a subtree lie side by side, so those of a closed row are one stretch.
import { spanIdAt } from '../../../contract/ids.ts';
import { severityClass, type LogColumns } from '../../../contract/logs.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import type { SpanIndex } from './span-index.ts';

type Records = Pick<LogColumns, 'rows' | 'spanIds' | 'time' | 'severity'>;

export class RowLogs {
  readonly #first: Uint32Array;
  readonly #times: Float64Array;
  readonly #levels: Uint8Array;

  /** Records of spans that are not among the rows are left out. */
  constructor(columns: TraceColumns, index: SpanIndex, records: Records) {
    const rowOf = new Int32Array(records.rows);
    this.#first = new Uint32Array(columns.rows + 1);
    for (let i = 0; i < records.rows; i++) {
      const row = index.rowOf({ spanId: spanIdAt(records.spanIds, 8 * i) });
      rowOf[i] = row;
      if (row >= 0) this.#first[row + 1] = (this.#first[row + 1] as number) + 1;
    }
    for (let row = 0; row < columns.rows; row++)
      this.#first[row + 1] = (this.#first[row + 1] as number) + (this.#first[row] as number);
    const next = this.#first.slice();
    const total = this.#first[columns.rows] ?? 0;
    this.#times = new Float64Array(total);
    this.#levels = new Uint8Array(total);
    for (let i = 0; i < records.rows; i++) {
      const row = rowOf[i] as number;
      if (row < 0) continue;
      const at = next[row] as number;
      next[row] = at + 1;
      // The bar may be moved, where clocks are corrected; its records move along.
      const sent = columns.startNanos[row] as bigint;
      this.#times[at] = (columns.offset[row] as number) + Number((records.time[i] as bigint) - sent);
      this.#levels[at] = severityClass(records.severity[i] as number);
    }
  }

  /** Marks of the rows [row, row + rows): from and to, for `timeAt` and `levelAt`. */
  range(row: number, rows = 1): readonly [from: number, to: number] {
    return [this.#first[row] ?? 0, this.#first[Math.min(this.#first.length - 1, row + rows)] ?? 0];
  }

  /** Nanoseconds from the trace's start. */
  timeAt(mark: number): number {
    return this.#times[mark] as number;
  }

  levelAt(mark: number): number {
    return this.#levels[mark] as number;
  }

  /** `12 log records, 3 errors`; empty where there are none. */
  textOf(row: number): string {
    const [from, to] = this.range(row);
    if (from === to) return '';
    let errors = 0;
    for (let mark = from; mark < to; mark++) if (this.levelAt(mark) >= 5) errors++;
    const records = `${(to - from).toLocaleString('en')} log ${to - from === 1 ? 'record' : 'records'}`;
    return errors === 0 ? records : `${records}, ${errors.toLocaleString('en')} ${errors === 1 ? 'error' : 'errors'}`;
  }
}

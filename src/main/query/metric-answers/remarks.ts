// Places in a query: the engine counts bytes of UTF-8, the window UTF-16 units.
import type { QueryRemark } from '../../../contract/metrics.ts';
import type { Span } from '../promql/syntax/ast.ts';
import type { ParseError } from '../promql/syntax/parse-error.ts';
import { ByteOffsets } from '../promql/syntax/positions.ts';

export class QueryPlaces {
  readonly #query: string;
  readonly #offsets: ByteOffsets;

  constructor(query: string) {
    this.#query = query;
    this.#offsets = new ByteOffsets(query);
  }

  /** The unit at which a byte begins; the query's length for what lies behind it. */
  unitOf(byte: number): number {
    let low = 0;
    let high = this.#query.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#offsets.at(middle) < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  place({ start, end }: Span): { readonly from: number; readonly to: number } {
    return { from: this.unitOf(start), to: this.unitOf(end) };
  }

  text(span: Span): string {
    const { from, to } = this.place(span);
    return this.#query.slice(from, to);
  }

  /** The query with one part of it written anew. */
  replaced(span: Span, text: string): string {
    const { from, to } = this.place(span);
    return this.#query.slice(0, from) + text + this.#query.slice(to);
  }

  /** An annotation ends in ` (line:column)`, the column in bytes; without one it is about the whole query. */
  ofNote(note: string): QueryRemark {
    const [, text = note, line, column] = /^(.*) \((\d+):(\d+)\)$/s.exec(note) ?? [];
    if (line === undefined || column === undefined) return { text: note, from: 0, to: this.#query.length };
    let start = 0;
    for (let at = 1; at < Number(line); at++) start = this.#query.indexOf('\n', start) + 1;
    const from = this.unitOf(this.#offsets.at(start) + Number(column) - 1);
    return { text, from, to: from };
  }

  ofParseError({ reason, start, end }: ParseError): QueryRemark {
    return { text: reason, ...this.place({ start, end }) };
  }
}

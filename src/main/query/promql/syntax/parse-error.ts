// What is wrong with a query, and where.
import { lineColumn } from './positions.ts';

/** The first thing wrong with a query. Thrown inside the parser only; its callers get it as a value. */
export class ParseError extends Error {
  /** Bytes, as in the tree. */
  readonly start: number;
  readonly end: number;
  /** The message alone, without `line:column: parse error: `. */
  readonly reason: string;

  constructor(query: string, start: number, end: number, reason: string) {
    super(`${lineColumn(query, start)}: parse error: ${reason}`);
    this.name = 'ParseError';
    this.start = start;
    this.end = end;
    this.reason = reason;
  }
}

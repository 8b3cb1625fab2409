// The lines that are shown of a function: those that have values with what is around them, or alone where there is no text. Pure.
import type { FunctionLines } from '../../../../../contract/profiles/tables.ts';

export interface SourceRow {
  /** 0 for what has no line. */
  readonly line: number;
  readonly flat: number;
  readonly cum: number;
  readonly text: string;
}

/** Lines shown before the first and after the last one that has a value. */
const around = 5;

export function sourceRows(lines: FunctionLines, text: readonly string[] | undefined): readonly SourceRow[] {
  const valued = new Map<number, { readonly flat: number; readonly cum: number }>();
  let [first, last] = [lines.startLine, lines.startLine];
  for (let row = 0; row < lines.rows; row++) {
    const line = lines.line[row] ?? 0;
    valued.set(line, { flat: lines.flat[row] ?? 0, cum: lines.cum[row] ?? 0 });
    if (line === 0) continue;
    first = first === 0 ? line : Math.min(first, line);
    last = Math.max(last, line);
  }
  const rowAt = (line: number): SourceRow => ({
    line,
    ...(valued.get(line) ?? { flat: 0, cum: 0 }),
    text: text?.[line - 1] ?? '',
  });
  const noLine = valued.has(0) ? [rowAt(0)] : [];
  if (text === undefined || first === 0)
    return [...noLine, ...[...valued.keys()].filter((line) => line > 0).map(rowAt)];
  // A file that has changed since may be shorter.
  const from = Math.max(1, first - around);
  const to = Math.max(last, Math.min(text.length, last + around));
  return [...noLine, ...Array.from({ length: to - from + 1 }, (_, at) => rowAt(from + at))];
}

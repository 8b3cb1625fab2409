// Traces drawn as text: one line per span, its parent shown by indent, its time by the bar's columns (one column is one
// unit). `=` is time that it runs, `.` a moment without length.
//
//   root   |==========|
//     a    | ===      |
//
// Words behind the closing bar: `missing` (a parent that was never received), `unfinished`, `negative` (ends where the
// bar begins, starts where it ends), `@service`.
import { SpanMark, type TraceColumns } from '../../../../src/contract/traces.ts';
import { traceOf, type SyntheticSpan } from '../../renderer/draw/waterfall/synthetic-trace.ts';

/** Nanoseconds of one column. Large, so that the allowance for coarse clocks is small beside it. */
export const unit = 1_000_000_000;

export function drawn(picture: string): TraceColumns {
  const lines = picture.split('\n').filter((line) => line.includes('|'));
  const base = Math.min(...lines.map((line) => line.search(/\S/)));
  const above: { indent: number; row: number }[] = [];
  const spans = lines.map((line, row): SyntheticSpan => {
    const [head = '', bar = '', words = ''] = line.split('|');
    const indent = head.search(/\S/) - base;
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const parent = above.at(-1)?.row ?? -1;
    above.push({ indent, row });
    const from = bar.search(/[=.]/);
    const to = bar.search(/[=.](?=[^=.]*$)/) + 1;
    const negative = words.includes('negative');
    const zero = bar.includes('.');
    const marks = (words.includes('unfinished') ? SpanMark.unfinished : 0) | (negative ? SpanMark.negative : 0);
    return {
      parent,
      name: head.trim(),
      service: /@(\S+)/.exec(words)?.[1] ?? 'api',
      offset: (negative ? to : from) * unit,
      length: zero ? 0 : (negative ? from - to : to - from) * unit,
      marks,
      missing: words.includes('missing'),
    };
  });
  return traceOf(spans);
}

/** A row's name. */
export const nameAt = (columns: TraceColumns, row: number): string =>
  columns.names[columns.name[row] as number] as string;

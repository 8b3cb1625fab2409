// One line per span, for people or as JSON.
import { formatDuration } from '../../contract/duration-text.ts';
import { hex } from '../../contract/ids.ts';
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import { spanKinds } from '../../contract/search/fields.ts';
import type { SpanTailAnswer } from '../../contract/spans.ts';
import { unixNanos } from '../../contract/time.ts';
import { terminalText } from './terminal-text.ts';

/** Columns of one width first: time, outcome, kind, duration; then service, name, trace id and what the status says. */
export function spanLine(columns: SpanTailAnswer, row: number): string {
  const text = textsOf(columns, row);
  const start = columns.start[row] ?? 0n;
  const when = start === 0n ? 'no time' : isoOfUnixNanos(unixNanos(start));
  const outcome = columns.failed[row] === 1 ? 'ERROR' : columns.status[row] === 1 ? 'OK' : '-';
  const duration = formatDuration(columns.duration[row] ?? 0n);
  const fixed = `${when} ${outcome.padEnd(5)} ${kindOf(columns, row).padEnd(8)} ${duration.padStart(8)}`;
  const message = text(columns.statusMessage);
  const words = [text(columns.service), text(columns.name), hex(columns.traceIds, 16 * row, 16)];
  if (message !== '') words.push(message);
  return `${fixed}  ${words.map((word) => terminalText(word)).join('  ')}\n`;
}

/** Times are Unix nanoseconds as text; `durationNanos` is a number, rounded beyond 2^53. */
export function spanJson(columns: SpanTailAnswer, row: number): string {
  const text = textsOf(columns, row);
  const parentId = hex(columns.parentIds, 8 * row, 8);
  const span = {
    start: String(columns.start[row]),
    end: String(columns.end[row]),
    durationNanos: Number(columns.duration[row]),
    kind: kindOf(columns, row),
    status: ['unset', 'ok', 'error'][columns.status[row] ?? 0] ?? 'unset',
    statusMessage: text(columns.statusMessage),
    failed: columns.failed[row] === 1,
    service: text(columns.service),
    scope: text(columns.scope),
    name: text(columns.name),
    traceId: hex(columns.traceIds, 16 * row, 16),
    spanId: hex(columns.spanIds, 8 * row, 8),
    ...(/^0+$/.test(parentId) ? {} : { parentId }),
  };
  return `${JSON.stringify(span)}\n`;
}

function textsOf({ texts }: SpanTailAnswer, row: number): (ids: Uint32Array) => string {
  return (ids) => texts[ids[row] ?? 0] ?? '';
}

/** A number that is no SpanKind is told as it is. */
function kindOf({ kind }: SpanTailAnswer, row: number): string {
  const number = kind[row] ?? 0;
  return spanKinds[number] ?? `kind ${number}`;
}

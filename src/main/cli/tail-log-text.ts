// One line per log record, for people or as JSON.
import { hex } from '../../contract/ids.ts';
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import { severityClass, severityClasses, type LogColumns } from '../../contract/logs.ts';
import { unixNanos } from '../../contract/time.ts';
import { terminalText } from './terminal-text.ts';

export function logLine(columns: LogColumns, row: number): string {
  const { time, severity, service, body, bodyLength, texts } = columns;
  const at = time[row] ?? 0n;
  const text = body[row] ?? '';
  const cut = (bodyLength[row] ?? 0) > text.length ? ' …' : '';
  const level = severityClasses[severityClass(severity[row] ?? 0)] ?? 'none';
  const when = at === 0n ? 'no time' : isoOfUnixNanos(unixNanos(at));
  return `${when} ${(level === 'none' ? '-' : level.toUpperCase()).padEnd(5)} ${terminalText(texts[service[row] ?? 0] ?? '')}  ${terminalText(text)}${cut}\n`;
}

/** Times are Unix nanoseconds as text; `body` is a preview where `bodyLength` is longer. */
export function logJson(columns: LogColumns, row: number): string {
  const text = (ids: Uint32Array): string => columns.texts[ids[row] ?? 0] ?? '';
  const traceId = hex(columns.traceIds, 16 * row, 16);
  const spanId = hex(columns.spanIds, 8 * row, 8);
  const record = {
    sequence: columns.sequence[row],
    time: String(columns.time[row]),
    observed: String(columns.observed[row]),
    severity: columns.severity[row],
    severityText: text(columns.severityText),
    service: text(columns.service),
    scope: text(columns.scope),
    eventName: text(columns.eventName),
    body: columns.body[row],
    bodyLength: columns.bodyLength[row],
    ...(/^0+$/.test(traceId) ? {} : { traceId }),
    ...(/^0+$/.test(spanId) ? {} : { spanId }),
  };
  return `${JSON.stringify(record)}\n`;
}

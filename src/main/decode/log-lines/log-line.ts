// What one line of text says, before it is a record: the outcome of the readers of JSON, logfmt and plain lines.
import type { SpanId, TraceId } from '../../../contract/ids.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';

export interface LogLine {
  /** `undefined` where the line has none. */
  readonly time: UnixNanos | undefined;
  /** SeverityNumber 1 to 24; 0 where the line says nothing. */
  readonly severity: number;
  /** The level as it is written. */
  readonly severityText: string;
  readonly body: string;
  readonly attributes: readonly Attribute[];
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
  readonly eventName: string;
}

export const emptyLine: LogLine = {
  time: undefined,
  severity: 0,
  severityText: '',
  body: '',
  attributes: [],
  traceId: undefined,
  spanId: undefined,
  eventName: '',
};

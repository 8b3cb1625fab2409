// Short ways to decode in tests: fields written by hand in, the outcome as plain data out.
import type { Rejection } from '../../src/contract/span-batch.ts';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createMetricsDecoder } from '../../src/main/decode/metrics.ts';
import type { DecodeFailure } from '../../src/main/decode/result.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { type Dump, dumpLogs, dumpSpans } from './batch-dump.ts';
import { dumpMetrics } from './metric-dump.ts';
import { ProtoWriter } from './proto-writer.ts';

export interface Outcome {
  readonly items: readonly { readonly [key: string]: Dump }[];
  readonly rejections: readonly Rejection[];
  readonly rejectedCount: number;
  readonly failure: DecodeFailure | undefined;
}

export const traceId = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
export const spanId = Uint8Array.from({ length: 8 }, (_, i) => i + 0x21);

type Write = (writer: ProtoWriter) => void;

/** A request with one resource and one scope that holds the given items. */
export function requestOf(...items: readonly Write[]): Uint8Array {
  return new ProtoWriter()
    .message(1, (group) => group.message(2, (scope) => items.forEach((item) => scope.message(2, item))))
    .finish();
}

/** A span with valid ids and what `more` adds. */
export function spanWith(more: Write): Write {
  return (writer) => more(writer.bytes(1, traceId).bytes(2, spanId));
}

export function traces(bytes: Uint8Array | string): Outcome {
  const result = createTracesDecoder().decode(bytesOf(bytes), typeof bytes === 'string' ? 'json' : 'protobuf');
  if (result.kind === 'failed') return failed(result.failure);
  const { rejections, rejectedCount } = result.value;
  return { items: dumpSpans(result.value) as Outcome['items'], rejections, rejectedCount, failure: undefined };
}

export function logs(bytes: Uint8Array | string): Outcome {
  const result = createLogsDecoder().decode(bytesOf(bytes), typeof bytes === 'string' ? 'json' : 'protobuf');
  if (result.kind === 'failed') return failed(result.failure);
  const { rejections, rejectedCount } = result.value;
  return { items: dumpLogs(result.value) as Outcome['items'], rejections, rejectedCount, failure: undefined };
}

export function metrics(bytes: Uint8Array | string): Outcome {
  const result = createMetricsDecoder().decode(bytesOf(bytes), typeof bytes === 'string' ? 'json' : 'protobuf');
  if (result.kind === 'failed') return failed(result.failure);
  const { rejections, rejectedCount } = result.value;
  return { items: dumpMetrics(result.value) as Outcome['items'], rejections, rejectedCount, failure: undefined };
}

function failed(failure: DecodeFailure): Outcome {
  return { items: [], rejections: [], rejectedCount: 0, failure };
}

function bytesOf(request: Uint8Array | string): Uint8Array {
  return typeof request === 'string' ? new TextEncoder().encode(request) : request;
}

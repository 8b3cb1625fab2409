// What senders get back: Export*ServiceResponse with partial_success, and google.rpc.Status, in protobuf and JSON.
// Format: opentelemetry-proto collector services; OTLP specification, "OTLP/HTTP Response"; google/rpc/status.proto.
import type { Encoding, Signal } from '../../contract/ingest.ts';
import type { Rejection } from '../../contract/span-batch.ts';
import { bytesField, integerField, message } from './proto-wire.ts';

const rejectedNames: Readonly<Record<Signal, string>> = {
  traces: 'rejectedSpans',
  logs: 'rejectedLogRecords',
  metrics: 'rejectedDataPoints',
  profiles: 'rejectedProfiles',
};

const nothing = Buffer.alloc(0);

/** `rejected` 0 with a message is a warning to the sender, as the specification allows. */
export function exportAnswer(signal: Signal, encoding: Encoding, rejected: number, words: string): Buffer {
  const whole = rejected === 0 && words === '';
  if (encoding === 'json') {
    const partialSuccess = { [rejectedNames[signal]]: String(rejected), errorMessage: words };
    return Buffer.from(JSON.stringify(whole ? {} : { partialSuccess }));
  }
  if (whole) return nothing;
  const rejectedField = rejected === 0 ? nothing : integerField(1, rejected);
  const messageField = words === '' ? nothing : bytesField(2, words);
  return message(bytesField(1, message(rejectedField, messageField)));
}

export interface StatusDetails {
  readonly retryAfterMillis?: number;
  readonly rejections?: readonly Rejection[];
}

/** google.rpc.Status with RetryInfo and BadRequest details where they are given. `code` is a gRPC status number. */
export function statusAnswer(encoding: Encoding, code: number, words: string, details: StatusDetails = {}): Buffer {
  const { retryAfterMillis, rejections = [] } = details;
  if (encoding === 'json') {
    const list: object[] = [];
    if (retryAfterMillis !== undefined)
      list.push({ '@type': retryInfoType, retryDelay: `${retryAfterMillis / 1000}s` });
    if (rejections.length > 0) {
      const fieldViolations = rejections.map(({ field, reason }) => ({ field, description: reason }));
      list.push({ '@type': badRequestType, fieldViolations });
    }
    return Buffer.from(JSON.stringify({ code, message: words, ...(list.length === 0 ? {} : { details: list }) }));
  }
  const fields = [integerField(1, code), bytesField(2, words)];
  if (retryAfterMillis !== undefined) fields.push(detail(retryInfoType, bytesField(1, duration(retryAfterMillis))));
  if (rejections.length > 0) {
    const violations = rejections.map(({ field, reason }) =>
      bytesField(1, message(bytesField(1, field), bytesField(2, reason))),
    );
    fields.push(detail(badRequestType, message(...violations)));
  }
  return message(...fields);
}

const retryInfoType = 'type.googleapis.com/google.rpc.RetryInfo';
const badRequestType = 'type.googleapis.com/google.rpc.BadRequest';

function detail(type: string, value: Uint8Array): Buffer {
  return bytesField(3, message(bytesField(1, type), bytesField(2, value)));
}

function duration(millis: number): Buffer {
  return message(integerField(1, Math.floor(millis / 1000)), integerField(2, Math.round(millis % 1000) * 1_000_000));
}

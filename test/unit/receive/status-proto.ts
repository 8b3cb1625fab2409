// An independent decoder for google.rpc.Status and its details.
import protobuf from 'protobufjs';

const { root } = protobuf.parse(
  `
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message FieldViolation { string field = 1; string description = 2; }
  message BadRequest { repeated FieldViolation field_violations = 1; }
  message PartialSuccess { int64 rejected = 1; string error_message = 2; }
  message ExportResponse { PartialSuccess partial_success = 1; }
`,
  { keepCase: true },
);

export function decodeAs(type: string, bytes: Uint8Array): Record<string, unknown> {
  const found = root.lookupType(type);
  return found.toObject(found.decode(bytes), { longs: Number, defaults: true });
}

export interface DecodedStatus {
  readonly code: number;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Details by the last part of their type. */
export function decodeStatus(bytes: Uint8Array): DecodedStatus {
  const { code, message, details } = decodeAs('Status', bytes) as {
    code: number;
    message: string;
    details: { type_url: string; value: Uint8Array }[];
  };
  const entries = details.map(({ type_url, value }) => {
    const name = type_url.replace('type.googleapis.com/google.rpc.', '');
    return [name, decodeAs(name, value)] as const;
  });
  return { code, message, details: Object.fromEntries(entries) };
}

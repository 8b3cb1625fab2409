// The identities that cross the wall between engine and window.
// Trace and span ids travel as lower-case hex (32 and 16 digits), as OTLP/JSON writes them.

declare const brand: unique symbol;
/** A primitive that cannot be mixed up with another of the same shape. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type TraceId = Brand<string, 'TraceId'>;
export type SpanId = Brand<string, 'SpanId'>;
/** A run is one file; its id is the file's base name without `.otter`, or a generated id for a file opened from elsewhere. */
export type RunId = Brand<string, 'RunId'>;

const traceIdPattern = /^[0-9a-f]{32}$/;
const spanIdPattern = /^[0-9a-f]{16}$/;

/** Accepts 32 hex digits in either case; `undefined` for anything else, including the all-zero id. */
export function parseTraceId(text: string): TraceId | undefined {
  const id = text.toLowerCase();
  return traceIdPattern.test(id) && !/^0+$/.test(id) ? (id as TraceId) : undefined;
}

/** Accepts 16 hex digits in either case; `undefined` for anything else, including the all-zero id. */
export function parseSpanId(text: string): SpanId | undefined {
  const id = text.toLowerCase();
  return spanIdPattern.test(id) && !/^0+$/.test(id) ? (id as SpanId) : undefined;
}

export function runId(text: string): RunId {
  return text as RunId;
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex of `length` bytes at `start`. */
export function hex(bytes: Uint8Array, start = 0, length = bytes.length - start): string {
  let text = '';
  for (let i = start; i < start + length; i++) text += hexOf[bytes[i] as number];
  return text;
}

/** Bytes of an even-length hex text; `undefined` when a character is not a hex digit. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** The hex form of a 16-byte trace id inside a larger buffer. */
export function traceIdAt(bytes: Uint8Array, start: number): TraceId {
  return hex(bytes, start, 16) as TraceId;
}

/** The hex form of an 8-byte span id inside a larger buffer. */
export function spanIdAt(bytes: Uint8Array, start: number): SpanId {
  return hex(bytes, start, 8) as SpanId;
}

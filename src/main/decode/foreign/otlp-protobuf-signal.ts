// Which signal an OTLP protobuf message carries: requests do not say it, but their items begin differently.
// Format: opentelemetry-proto v1. In all of them field 1 is a resource group, whose field 2 is a scope group, whose field
// 2 is an item: a Span begins with a trace id of 16 bytes, a LogRecord has times and numbers, a Metric a name.

export type ProtobufSignal = 'traces' | 'logs' | 'metrics' | 'profiles';

/** A field of a message, as a slice of the bytes it was read from. */
interface Field {
  readonly number: number;
  readonly wire: number;
  /** Of a length-delimited field: where its content is. Of others: where the value is. */
  readonly start: number;
  readonly end: number;
}

/** `empty` is a message without items; `undefined` what is none of these. `from` and `to` bound the message. */
export function protobufSignal(bytes: Uint8Array, from: number, to: number): ProtobufSignal | 'empty' | undefined {
  let known: ProtobufSignal | 'empty' = 'empty';
  for (let at = from; at < to;) {
    const field = fieldAt(bytes, at, to);
    if (field === undefined) return known === 'empty' ? undefined : known;
    at = field.end;
    if (field.number !== 1 || field.wire !== 2) continue;
    const signal = signalOfGroup(bytes, field.start, field.end);
    if (signal === undefined) return undefined;
    if (signal !== 'empty') return signal;
    known = signal;
  }
  return known;
}

function signalOfGroup(bytes: Uint8Array, from: number, to: number): ProtobufSignal | 'empty' | undefined {
  const end = Math.min(to, bytes.length);
  for (let at = from; at < end;) {
    const field = fieldAt(bytes, at, to);
    if (field === undefined) return at === from ? undefined : 'empty';
    at = field.end;
    if (field.number > 3 && field.number !== 1000) return undefined;
    if (field.wire !== 2) return undefined;
    if (field.number !== 2) continue;
    const signal = signalOfScope(bytes, field.start, Math.min(field.end, to));
    if (signal !== 'empty') return signal;
  }
  return 'empty';
}

function signalOfScope(bytes: Uint8Array, from: number, to: number): ProtobufSignal | 'empty' | undefined {
  const end = Math.min(to, bytes.length);
  for (let at = from; at < end;) {
    const field = fieldAt(bytes, at, to);
    if (field === undefined) return at === from ? undefined : 'empty';
    at = field.end;
    if (field.wire !== 2 || field.number > 3) return undefined;
    if (field.number !== 2) continue;
    const signal = signalOfItem(bytes, field.start, Math.min(field.end, to));
    if (signal !== 'empty') return signal;
  }
  return 'empty';
}

/** An item in which every field has its default value says nothing. */
function signalOfItem(bytes: Uint8Array, from: number, to: number): ProtobufSignal | 'empty' {
  const fields = new Map<number, Field>();
  for (let at = from; at < to;) {
    const field = fieldAt(bytes, at, to);
    if (field === undefined) break;
    at = field.end;
    if (!fields.has(field.number)) fields.set(field.number, field);
  }
  if (fields.size === 0) return 'empty';
  const isWire = (number: number, wire: number): boolean => fields.get(number)?.wire === wire;
  const isBytes = (number: number, length?: number): boolean => {
    const field = fields.get(number);
    return field?.wire === 2 && (length === undefined || field.end - field.start === length);
  };
  // All fields of a metric are texts and messages; a name and a description may be as long as ids are.
  const isMetric = (): boolean =>
    [5, 7, 9, 10, 11].some((number) => isBytes(number)) && [...fields.values()].every((field) => field.wire === 2);
  const isPrintable = (number: number): boolean => {
    const field = fields.get(number);
    return field !== undefined && bytes.subarray(field.start, field.end).every((byte) => byte > 0x1f && byte < 0x7f);
  };
  if (isPrintable(1) && isPrintable(2) && isMetric()) return 'metrics';
  // Times, ids and names of the three have different numbers and types.
  if (isBytes(1, 16) && (isBytes(2, 8) || isWire(7, 1))) return 'traces';
  if (isWire(1, 1) || isWire(11, 1) || isWire(2, 0) || isWire(8, 5)) return 'logs';
  if (isWire(3, 1)) return 'profiles';
  if (isBytes(1)) return [5, 7, 9, 10, 11].some((number) => isBytes(number)) ? 'metrics' : 'profiles';
  if (isBytes(2, 8) || isWire(7, 1) || isWire(6, 0)) return 'traces';
  return [3, 5, 6, 9, 10, 12].some((number) => isBytes(number)) ? 'logs' : 'profiles';
}

/** The field at `at`; `undefined` where none can be read. Its end may lie beyond the bytes there are, never beyond `to`. */
function fieldAt(bytes: Uint8Array, at: number, to: number): Field | undefined {
  const tag = varintAt(bytes, at);
  if (tag === undefined || tag.value < 8) return undefined;
  const number = Math.floor(tag.value / 8);
  const wire = tag.value % 8;
  const start = tag.end;
  const field = (end: number, from = start): Field | undefined =>
    end <= to ? { number, wire, start: from, end } : undefined;
  if (wire === 1) return field(start + 8);
  if (wire === 5) return field(start + 4);
  const value = varintAt(bytes, start);
  if (value === undefined) return undefined;
  if (wire === 0) return field(value.end);
  return wire === 2 ? field(value.end + value.value, value.end) : undefined;
}

/** Numbers up to 2^53; longer ones only end in the right place. */
export function varintAt(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return undefined;
}

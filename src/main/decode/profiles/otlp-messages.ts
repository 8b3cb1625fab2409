// The messages of OTLP profiles (opentelemetry/proto/profiles/v1development, 1.11) as objects with the names that the JSON
// encoding has, so that both encodings are one from here on. The signal is small and still changes; no columns here.
import { limits } from '../limits.ts';
import { DecodeFault } from '../result.ts';
import type { WireReader } from '../protobuf/wire-reader.ts';
import type { ProfileTools } from './profile-format.ts';

/** What a varint becomes: numbers that a double cannot hold are bigint. */
type Kind = 'text' | 'bytes' | 'int' | 'uint' | 'bool' | 'fixed64' | 'double';

interface Field {
  readonly name: string;
  readonly many: boolean;
  readonly type: Kind | (() => Message);
}

export type Message = ReadonlyMap<number, Field>;

const one = (name: string, type: Field['type']): Field => ({ name, many: false, type });
const many = (name: string, type: Field['type']): Field => ({ name, many: true, type });

const anyValue: Message = new Map([
  [1, one('stringValue', 'text')],
  [2, one('boolValue', 'bool')],
  [3, one('intValue', 'int')],
  [4, one('doubleValue', 'double')],
  [5, one('arrayValue', () => arrayValue)],
  [6, one('kvlistValue', () => keyValueList)],
  [7, one('bytesValue', 'bytes')],
  [8, one('stringValueStrindex', 'int')],
]);
const keyValue: Message = new Map([
  [1, one('key', 'text')],
  [2, one('value', () => anyValue)],
  [3, one('keyStrindex', 'int')],
]);
const arrayValue: Message = new Map([[1, many('values', () => anyValue)]]);
const keyValueList: Message = new Map([[1, many('values', () => keyValue)]]);
const resource: Message = new Map([[1, many('attributes', () => keyValue)]]);
const valueType: Message = new Map([
  [1, one('typeStrindex', 'int')],
  [2, one('unitStrindex', 'int')],
]);
const sample: Message = new Map([
  [1, one('stackIndex', 'int')],
  [2, many('attributeIndices', 'int')],
  [3, one('linkIndex', 'int')],
  [4, many('values', 'int')],
  [5, many('timestampsUnixNano', 'fixed64')],
]);
const profile: Message = new Map([
  [1, one('sampleType', () => valueType)],
  [2, many('samples', () => sample)],
  [3, one('timeUnixNano', 'fixed64')],
  [4, one('durationNano', 'uint')],
  [5, one('periodType', () => valueType)],
  [6, one('period', 'int')],
  [7, one('profileId', 'bytes')],
  [9, one('originalPayloadFormat', 'text')],
  [10, one('originalPayload', 'bytes')],
  [11, many('attributeIndices', 'int')],
]);
const scopeProfiles: Message = new Map([[2, many('profiles', () => profile)]]);
const resourceProfiles: Message = new Map([
  [1, one('resource', () => resource)],
  [2, many('scopeProfiles', () => scopeProfiles)],
]);
const mapping: Message = new Map([
  [1, one('memoryStart', 'uint')],
  [2, one('memoryLimit', 'uint')],
  [3, one('fileOffset', 'uint')],
  [4, one('filenameStrindex', 'int')],
  [5, many('attributeIndices', 'int')],
]);
const line: Message = new Map([
  [1, one('functionIndex', 'int')],
  [2, one('line', 'int')],
  [3, one('column', 'int')],
]);
const location: Message = new Map([
  [1, one('mappingIndex', 'int')],
  [2, one('address', 'uint')],
  [3, many('lines', () => line)],
  [4, many('attributeIndices', 'int')],
]);
const func: Message = new Map([
  [1, one('nameStrindex', 'int')],
  [2, one('systemNameStrindex', 'int')],
  [3, one('filenameStrindex', 'int')],
  [4, one('startLine', 'int')],
]);
const link: Message = new Map([
  [1, one('traceId', 'bytes')],
  [2, one('spanId', 'bytes')],
]);
const attribute: Message = new Map([
  [1, one('keyStrindex', 'int')],
  [2, one('value', () => anyValue)],
  [3, one('unitStrindex', 'int')],
]);
const stack: Message = new Map([[1, many('locationIndices', 'int')]]);
const dictionary: Message = new Map([
  [1, many('mappingTable', () => mapping)],
  [2, many('locationTable', () => location)],
  [3, many('functionTable', () => func)],
  [4, many('linkTable', () => link)],
  [5, many('stringTable', 'text')],
  [6, many('attributeTable', () => attribute)],
  [7, many('stackTable', () => stack)],
]);

/** A request, and a file of profiles. */
export const profilesData: Message = new Map([
  [1, many('resourceProfiles', () => resourceProfiles)],
  [2, one('dictionary', () => dictionary)],
]);

/** Reads a message up to `end`; fields it does not know are skipped. */
export function readMessage(
  reader: WireReader,
  end: number,
  message: Message,
  tools: ProfileTools,
  depth = 0,
): Record<string, unknown> {
  if (depth > limits.valueDepth) throw new DecodeFault(`messages nested deeper than ${limits.valueDepth}`, reader.pos);
  const made: Record<string, unknown> = {};
  tools.beat?.(1);
  while (reader.pos < end) {
    const tag = reader.tag(end);
    const field = message.get(tag >>> 3);
    const wire = tag & 7;
    if (field === undefined) {
      reader.skipUnknown(tag, end, new Map());
      continue;
    }
    const wanted = wireOf(field.type);
    const packed = wire === 2 && wanted !== 2 && field.many;
    if (wire !== wanted && !packed) {
      throw new DecodeFault(
        `wire type ${wire} where ${field.name} has ${wanted}: is this an older shape of OTLP profiles?`,
        reader.tagAt,
      );
    }
    if (!field.many) made[field.name] = readValue(reader, end, field.type, tools, depth);
    else {
      const list = (made[field.name] ??= []) as unknown[];
      if (packed) {
        const packedEnd = reader.length(end) + reader.pos;
        tools.beat?.(packedEnd - reader.pos);
        while (reader.pos < packedEnd) list.push(readValue(reader, packedEnd, field.type, tools, depth));
      } else list.push(readValue(reader, end, field.type, tools, depth));
    }
  }
  return made;
}

function wireOf(type: Field['type']): number {
  if (type === 'fixed64' || type === 'double') return 1;
  return type === 'int' || type === 'uint' || type === 'bool' ? 0 : 2;
}

function readValue(reader: WireReader, end: number, type: Field['type'], tools: ProfileTools, depth: number): unknown {
  if (type === 'double') return reader.double(end);
  if (type === 'fixed64') {
    reader.fixed64(end);
    return number64(reader.low, reader.high, false);
  }
  if (type === 'int' || type === 'uint' || type === 'bool') {
    reader.word64(end);
    return type === 'bool' ? reader.low !== 0 : number64(reader.low, reader.high, type === 'int');
  }
  const length = reader.length(end);
  const start = reader.pos;
  if (typeof type === 'function') return readMessage(reader, start + length, type(), tools, depth + 1);
  reader.pos = start + length;
  const bytes = reader.bytes.subarray(start, start + length);
  return type === 'text' ? tools.text(bytes) : bytes;
}

function number64(low: number, high: number, signed: boolean): number | bigint {
  if (high < 0x20_0000) return high * 0x1_0000_0000 + low;
  const whole = (BigInt(high) << 32n) | BigInt(low);
  const value = signed ? BigInt.asIntN(64, whole) : whole;
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}

// Batches as plain nested objects in the order of the request, so that tests can compare them field by field.
// 64-bit numbers are decimal texts, bytes and ids hex, values tagged by kind.
import { hex } from '../../src/contract/ids.ts';
import type { LogBatch } from '../../src/contract/log-batch.ts';
import {
  type AttributeColumns,
  NONE,
  type ResourceColumns,
  type ScopeColumns,
  type SpanBatch,
} from '../../src/contract/span-batch.ts';
import { type AttributeValue, ValueKind } from '../../src/contract/values.ts';
import { readArray, readMap } from '../../src/main/store/any-value.ts';

type Columns = Uint32Array | Uint8Array;
export type Dump = string | number | boolean | undefined | readonly Dump[] | { readonly [key: string]: Dump };

const decoder = new TextDecoder();

export function at(column: Columns, row: number): number {
  const value = column[row];
  if (value === undefined) throw new Error(`row ${row} is outside its column`);
  return value;
}

export function slice(bytes: Uint8Array, start: number, length: number): string {
  if (start + length > bytes.length) throw new Error(`slice ${start}+${length} is outside the ${bytes.length} bytes`);
  return decoder.decode(bytes.subarray(start, start + length));
}

export function id(bytes: Uint8Array, start: number, size: number): string {
  if (start === NONE) return '';
  if (start + size > bytes.length) throw new Error(`id at ${start} is outside the ${bytes.length} bytes`);
  return hex(bytes, start, size);
}

export function word64(words: Uint32Array, row: number): string {
  return ((BigInt(at(words, 2 * row + 1)) << 32n) | BigInt(at(words, 2 * row))).toString();
}

/** A double as a text in which NaN and minus zero are seen. */
export function doubleText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export function dumpValue(value: AttributeValue): Dump {
  if (value === undefined) return { empty: true };
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'boolean') return { bool: value };
  if (typeof value === 'bigint') return { int: value.toString() };
  if (typeof value === 'number') return { double: doubleText(value) };
  if (value instanceof Uint8Array) return { bytes: hex(value) };
  if (Array.isArray(value)) return { array: value.map(dumpValue) };
  return { map: Object.entries(value).map(([key, inner]) => [key, dumpValue(inner)]) };
}

export function columnValue(
  bytes: Uint8Array,
  kind: number,
  start: number,
  length: number,
  words: Uint32Array,
  row: number,
): Dump {
  const bits = BigInt(word64(words, row));
  switch (kind) {
    case ValueKind.text:
      return { text: slice(bytes, start, length) };
    case ValueKind.bool:
      return { bool: bits !== 0n };
    case ValueKind.int:
      return { int: BigInt.asIntN(64, bits).toString() };
    case ValueKind.double:
      return { double: doubleText(new Float64Array(BigUint64Array.of(bits).buffer)[0] ?? 0) };
    case ValueKind.bytes:
      return { bytes: hex(bytes, start, length) };
    case ValueKind.array:
      return dumpValue(readArray(bytes.subarray(start, start + length)));
    case ValueKind.map:
      return dumpValue(readMap(bytes.subarray(start, start + length)));
    default:
      return { empty: true };
  }
}

export function attributes(bytes: Uint8Array, a: AttributeColumns, first: number, count: number): Dump {
  if (first + count > a.count) throw new Error(`attributes ${first}+${count} of ${a.count}`);
  return Array.from({ length: count }, (_, i) => {
    const row = first + i;
    return [
      slice(bytes, at(a.keyStart, row), at(a.keyLength, row)),
      columnValue(bytes, at(a.kind, row), at(a.valueStart, row), at(a.valueLength, row), a.words, row),
    ];
  });
}

export function resource(bytes: Uint8Array, a: AttributeColumns, r: ResourceColumns, row: number): Dump {
  return {
    attributes: attributes(bytes, a, at(r.attributeStart, row), at(r.attributeCount, row)),
    dropped: at(r.dropped, row),
    service: at(r.serviceStart, row) === NONE ? '' : slice(bytes, at(r.serviceStart, row), at(r.serviceLength, row)),
    schemaUrl: slice(bytes, at(r.schemaUrlStart, row), at(r.schemaUrlLength, row)),
  };
}

export function scope(bytes: Uint8Array, a: AttributeColumns, s: ScopeColumns, row: number): Dump {
  return {
    name: slice(bytes, at(s.nameStart, row), at(s.nameLength, row)),
    version: slice(bytes, at(s.versionStart, row), at(s.versionLength, row)),
    attributes: attributes(bytes, a, at(s.attributeStart, row), at(s.attributeCount, row)),
    dropped: at(s.dropped, row),
    schemaUrl: slice(bytes, at(s.schemaUrlStart, row), at(s.schemaUrlLength, row)),
  };
}

export function dumpSpans(b: SpanBatch): Dump[] {
  const { bytes, events, links } = b;
  const rows = (count: number, first: number, read: (row: number) => Dump): Dump =>
    Array.from({ length: count }, (_, i) => read(first + i));
  return Array.from({ length: b.count }, (_, row) => ({
    resource: resource(bytes, b.attributes, b.resources, at(b.resource, row)),
    scope: scope(bytes, b.attributes, b.scopes, at(b.scope, row)),
    traceId: id(bytes, at(b.traceIdStart, row), 16),
    spanId: id(bytes, at(b.spanIdStart, row), 8),
    parentId: id(bytes, at(b.parentIdStart, row), 8),
    traceState: slice(bytes, at(b.traceStateStart, row), at(b.traceStateLength, row)),
    name: slice(bytes, at(b.nameStart, row), at(b.nameLength, row)),
    kind: at(b.kind, row),
    start: word64(b.startWords, row),
    end: word64(b.endWords, row),
    flags: at(b.flags, row),
    statusCode: at(b.statusCode, row),
    statusMessage: slice(bytes, at(b.statusMessageStart, row), at(b.statusMessageLength, row)),
    attributes: attributes(bytes, b.attributes, at(b.attributeStart, row), at(b.attributeCount, row)),
    dropped: [at(b.droppedAttributes, row), at(b.droppedEvents, row), at(b.droppedLinks, row)],
    events: rows(at(b.eventCount, row), at(b.eventStart, row), (event) => ({
      time: word64(events.timeWords, event),
      name: slice(bytes, at(events.nameStart, event), at(events.nameLength, event)),
      attributes: attributes(bytes, b.attributes, at(events.attributeStart, event), at(events.attributeCount, event)),
      dropped: at(events.dropped, event),
    })),
    links: rows(at(b.linkCount, row), at(b.linkStart, row), (link) => ({
      traceId: id(bytes, at(links.traceIdStart, link), 16),
      spanId: id(bytes, at(links.spanIdStart, link), 8),
      traceState: slice(bytes, at(links.traceStateStart, link), at(links.traceStateLength, link)),
      flags: at(links.flags, link),
      attributes: attributes(bytes, b.attributes, at(links.attributeStart, link), at(links.attributeCount, link)),
      dropped: at(links.dropped, link),
    })),
  }));
}

export function dumpLogs(b: LogBatch): Dump[] {
  const { bytes } = b;
  return Array.from({ length: b.count }, (_, row) => ({
    resource: resource(bytes, b.attributes, b.resources, at(b.resource, row)),
    scope: scope(bytes, b.attributes, b.scopes, at(b.scope, row)),
    time: word64(b.timeWords, row),
    observed: word64(b.observedWords, row),
    severity: at(b.severity, row),
    severityText: slice(bytes, at(b.severityTextStart, row), at(b.severityTextLength, row)),
    body: columnValue(bytes, at(b.bodyKind, row), at(b.bodyStart, row), at(b.bodyLength, row), b.bodyWords, row),
    attributes: attributes(bytes, b.attributes, at(b.attributeStart, row), at(b.attributeCount, row)),
    dropped: at(b.droppedAttributes, row),
    flags: at(b.flags, row),
    traceId: id(bytes, at(b.traceIdStart, row), 16),
    spanId: id(bytes, at(b.spanIdStart, row), 8),
    eventName: slice(bytes, at(b.eventNameStart, row), at(b.eventNameLength, row)),
  }));
}

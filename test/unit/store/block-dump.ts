// Blocks in the form of batch-dump.ts, as the independent decoder of otlp-oracle.ts gives it too. A block keeps neither
// the order of spans nor that of an owner's attributes: `canonical` orders both kinds of dump alike.
import { hex } from '../../../src/contract/ids.ts';
import type { Attribute } from '../../../src/contract/values.ts';
import type { LogBlock } from '../../../src/main/store/log-block.ts';
import type { StoreReader } from '../../../src/main/store/reader.ts';
import type { SpanBlock } from '../../../src/main/store/span-block.ts';
import { type Dump, dumpValue } from '../../support/batch-dump.ts';

const attributesDump = (attributes: readonly Attribute[]): Dump =>
  attributes.map(({ key, value }) => [key, dumpValue(value)]);
const idDump = (bytes: Uint8Array, start: number, size: number): string => hex(bytes, start, size).replace(/^0+$/, '');

function originOf(
  reader: StoreReader,
  block: SpanBlock | LogBlock,
  row: number,
): { readonly resource: Dump; readonly scope: Dump } {
  const resource = reader.resource(block.resource[row] as number);
  const scope = reader.scope(block.scope[row] as number);
  return {
    resource: {
      attributes: attributesDump(resource.attributes),
      dropped: resource.droppedAttributes,
      service: resource.service === 'unknown_service' ? '' : resource.service,
      schemaUrl: resource.schemaUrl,
    },
    scope: {
      name: scope.name,
      version: scope.version,
      attributes: attributesDump(scope.attributes),
      dropped: scope.droppedAttributes,
      schemaUrl: scope.schemaUrl,
    },
  };
}

export function dumpSpanBlock(reader: StoreReader, block: SpanBlock): Dump[] {
  const { strings, events, links } = block;
  const text = (ids: Uint32Array, i: number): string => strings.text(ids[i] as number);
  const rows = (first: Uint32Array, row: number, read: (i: number) => Dump): Dump[] =>
    Array.from({ length: (first[row + 1] as number) - (first[row] as number) }, (_, i) =>
      read((first[row] as number) + i),
    );
  return Array.from({ length: block.count }, (_, row) => ({
    ...originOf(reader, block, row),
    traceId: hex(block.traceIds, 16 * (block.trace[row] as number), 16),
    spanId: hex(block.spanIds, 8 * row, 8),
    parentId: idDump(block.parentIds, 8 * row, 8),
    traceState: text(block.traceState, row),
    name: text(block.name, row),
    kind: block.kind[row],
    start: String(block.start[row]),
    end: String(block.end[row]),
    flags: block.flags[row],
    statusCode: block.statusCode[row],
    statusMessage: text(block.statusMessage, row),
    attributes: attributesDump(block.attributesOf(row)),
    dropped: [block.droppedAttributes[row], block.droppedEvents[row], block.droppedLinks[row]],
    events: rows(events.first, row, (i) => ({
      time: String(events.time[i]),
      name: text(events.name, i),
      attributes: attributesDump(events.attributesOf(i)),
      dropped: events.dropped[i],
    })),
    links: rows(links.first, row, (i) => ({
      traceId: hex(links.traceIds, 16 * i, 16),
      spanId: hex(links.spanIds, 8 * i, 8),
      traceState: text(links.traceState, i),
      flags: links.flags[i],
      attributes: attributesDump(links.attributesOf(i)),
      dropped: links.dropped[i],
    })),
  }));
}

export function dumpLogBlock(reader: StoreReader, block: LogBlock): Dump[] {
  const text = (ids: Uint32Array, i: number): string => block.strings.text(ids[i] as number);
  return Array.from({ length: block.count }, (_, row) => ({
    ...originOf(reader, block, row),
    time: String(block.time[row]),
    observed: String(block.observed[row]),
    severity: block.severity[row],
    severityText: text(block.severityText, row),
    body: dumpValue(block.bodyOf(row)),
    attributes: attributesDump(block.attributesOf(row)),
    dropped: block.droppedAttributes[row],
    flags: block.flags[row],
    traceId: idDump(block.traceIds, 16 * (block.trace[row] as number), 16),
    spanId: idDump(block.spanIds, 8 * row, 8),
    eventName: text(block.eventName, row),
  }));
}

/** One text per span or record, fields by name and attributes in one order, all of them sorted. */
export function canonical(items: readonly Dump[]): string[] {
  return items.map((item) => JSON.stringify(ordered(item))).toSorted();
}

function ordered(value: Dump, key = ''): Dump {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = (value as readonly Dump[]).map((item) => ordered(item));
    return key === 'attributes' ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  const entries = Object.entries(value as Readonly<Record<string, Dump>>).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, ordered(inner, name)]));
}

// trace.span: everything that was sent about one span.
import { ContractError } from '../../contract/errors.ts';
import { bytesOfHex, spanIdAt, traceIdAt, type SpanId, type TraceId } from '../../contract/ids.ts';
import { unixNanos } from '../../contract/time.ts';
import type { SpanDetails, SpanEvent, SpanLink } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';
import { gatherSpans } from './trace-gather.ts';
import { partsOfTrace } from './trace-get.ts';
import { layOutTrace } from './trace-layout.ts';
import type { TracePart } from './trace-parts.ts';
import { isTraceKnown } from './trace-version.ts';

export interface SpanRequest {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** Which of several spans with this id, counted in waterfall order. */
  readonly occurrence: number;
}

interface Place {
  readonly block: SpanBlock;
  readonly row: number;
}

/** Throws ContractError `not-found` when the span, or that occurrence of it, is not stored. */
export function traceSpan(reader: RunReader, request: SpanRequest, alive: Alive): SpanDetails {
  reader.refresh();
  const parts = partsOfTrace(reader, request.traceId);
  const places = placesOf(parts, request.spanId);
  const place = places.length > 1 ? nthInWaterfall(reader, parts, request, alive) : places[request.occurrence];
  if (place === undefined)
    throw new ContractError('not-found', `span ${request.spanId} is not stored in trace ${request.traceId}`);
  return detailsOf(reader, request.traceId, place.block, place.row);
}

function placesOf(parts: readonly TracePart[], spanId: SpanId): Place[] {
  const id = bytesOfHex(spanId);
  if (id === undefined || id.length !== 8) throw new ContractError('bad-request', `not a span id: ${spanId}`);
  const places: Place[] = [];
  for (const { block, rows } of parts) {
    for (const row of rows) if (isId(block.spanIds, 8 * row, id)) places.push({ block, row });
  }
  return places;
}

function isId(bytes: Uint8Array, at: number, id: Uint8Array): boolean {
  for (let i = 0; i < 8; i++) if (bytes[at + i] !== id[i]) return false;
  return true;
}

function nthInWaterfall(
  reader: RunReader,
  parts: readonly TracePart[],
  request: SpanRequest,
  alive: Alive,
): Place | undefined {
  const spans = gatherSpans(reader, parts, alive);
  const layout = layOutTrace(spans);
  const id = bytesOfHex(request.spanId) as Uint8Array;
  let left = request.occurrence;
  for (let row = 0; row < layout.rows; row++) {
    const span = layout.span[row] as number;
    if (span < 0 || !isId(layout.spanIds, 8 * row, id)) continue;
    if (left-- > 0) continue;
    const part = parts[spans.part[span] as number] as TracePart;
    return { block: part.block, row: spans.row[span] as number };
  }
  return undefined;
}

/** Builds the details of one row; also used for the Jaeger answers. */
export function detailsOf(reader: RunReader, traceId: TraceId, block: SpanBlock, row: number): SpanDetails {
  const resource = reader.resource(block.resource[row] as number);
  const parent = block.parentIds.subarray(8 * row, 8 * row + 8);
  return {
    traceId,
    spanId: spanIdAt(block.spanIds, 8 * row),
    parentId: parent.some((byte) => byte !== 0) ? spanIdAt(block.parentIds, 8 * row) : undefined,
    traceState: block.strings.text(block.traceState[row] as number),
    name: block.strings.text(block.name[row] as number),
    kind: block.kind[row] as number,
    start: unixNanos(block.start[row] as bigint),
    end: unixNanos(block.end[row] as bigint),
    flags: block.flags[row] as number,
    statusCode: block.statusCode[row] as number,
    statusMessage: block.strings.text(block.statusMessage[row] as number),
    attributes: block.attributesOf(row),
    droppedAttributes: block.droppedAttributes[row] as number,
    events: eventsOf(block, row),
    droppedEvents: block.droppedEvents[row] as number,
    links: linksOf(reader, block, row),
    droppedLinks: block.droppedLinks[row] as number,
    resource: {
      attributes: resource.attributes,
      service: resource.service,
      sender: resource.sender,
      schemaUrl: resource.schemaUrl,
      droppedAttributes: resource.droppedAttributes,
    },
    scope: reader.scope(block.scope[row] as number),
  };
}

function eventsOf(block: SpanBlock, row: number): SpanEvent[] {
  const { events, strings } = block;
  const found: SpanEvent[] = [];
  for (let event = events.first[row] as number; event < (events.first[row + 1] as number); event++) {
    found.push({
      time: unixNanos(events.time[event] as bigint),
      name: strings.text(events.name[event] as number),
      attributes: events.attributesOf(event),
      droppedAttributes: events.dropped[event] as number,
    });
  }
  return found;
}

function linksOf(reader: RunReader, block: SpanBlock, row: number): SpanLink[] {
  const { links, strings } = block;
  const found: SpanLink[] = [];
  for (let link = links.first[row] as number; link < (links.first[row + 1] as number); link++) {
    found.push({
      traceId: traceIdAt(links.traceIds, 16 * link),
      spanId: spanIdAt(links.spanIds, 8 * link),
      traceState: strings.text(links.traceState[link] as number),
      attributes: links.attributesOf(link),
      droppedAttributes: links.dropped[link] as number,
      known: isTraceKnown(reader, links.traceIds.subarray(16 * link, 16 * link + 16)),
    });
  }
  return found;
}

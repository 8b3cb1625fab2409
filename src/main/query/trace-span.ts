// trace.span: everything that was sent about one span.
import { ContractError } from '../../contract/errors.ts';
import { bytesOfHex, type SpanId, type TraceId } from '../../contract/ids.ts';
import type { SpanDetails } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';
import { spanRecord } from './read-out/span-record.ts';
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
  return detailsOf(reader, place.block, place.row);
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
export function detailsOf(reader: RunReader, block: SpanBlock, row: number): SpanDetails {
  const span = spanRecord(block, row);
  const { attributes, service, sender, schemaUrl, droppedAttributes } = reader.resource(block.resource[row] as number);
  return {
    ...span,
    links: span.links.map((link) => ({
      ...link,
      known: isTraceKnown(reader, bytesOfHex(link.traceId) as Uint8Array),
    })),
    resource: { attributes, service, sender, schemaUrl, droppedAttributes },
    scope: reader.scope(block.scope[row] as number),
  };
}

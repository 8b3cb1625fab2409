// One row of a span block as a record: everything that was sent about it.
import { spanIdAt, traceIdAt } from '../../../contract/ids.ts';
import type { EventRecord, LinkRecord, SpanRecord } from '../../../contract/otlp-records.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { SpanBlock } from '../../store/span-block.ts';

export function spanRecord(block: SpanBlock, row: number): SpanRecord {
  const { strings } = block;
  return {
    traceId: traceIdAt(block.traceIds, 16 * (block.trace[row] as number)),
    spanId: spanIdAt(block.spanIds, 8 * row),
    parentId: isZero(block.parentIds, 8 * row) ? undefined : spanIdAt(block.parentIds, 8 * row),
    traceState: strings.text(block.traceState[row] as number),
    name: strings.text(block.name[row] as number),
    kind: block.kind[row] as number,
    start: unixNanos(block.start[row] as bigint),
    end: unixNanos(block.end[row] as bigint),
    flags: block.flags[row] as number,
    statusCode: block.statusCode[row] as number,
    statusMessage: strings.text(block.statusMessage[row] as number),
    attributes: block.attributesOf(row),
    droppedAttributes: block.droppedAttributes[row] as number,
    events: eventsOf(block, row),
    droppedEvents: block.droppedEvents[row] as number,
    links: linksOf(block, row),
    droppedLinks: block.droppedLinks[row] as number,
  };
}

function eventsOf({ events, strings }: SpanBlock, row: number): EventRecord[] {
  const found: EventRecord[] = [];
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

function linksOf({ links, strings }: SpanBlock, row: number): LinkRecord[] {
  const found: LinkRecord[] = [];
  for (let link = links.first[row] as number; link < (links.first[row + 1] as number); link++) {
    found.push({
      traceId: traceIdAt(links.traceIds, 16 * link),
      spanId: spanIdAt(links.spanIds, 8 * link),
      traceState: strings.text(links.traceState[link] as number),
      flags: links.flags[link] as number,
      attributes: links.attributesOf(link),
      droppedAttributes: links.dropped[link] as number,
    });
  }
  return found;
}

function isZero(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < start + 8; i++) if (bytes[i] !== 0) return false;
  return true;
}

// trace.find: the spans of one trace in which a text occurs.
import type { TraceId } from '../../contract/ids.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';
import { partsOfTrace } from './trace-get.ts';
import { matchText, type TextQuestion } from './text-match.ts';

/** Ids (8 bytes each), blocks oldest first. An empty text occurs nowhere. */
export function traceFind(
  reader: RunReader,
  request: { readonly traceId: TraceId; readonly text: string },
  alive: Alive,
): { readonly spanIds: Uint8Array } {
  reader.refresh();
  const parts = partsOfTrace(reader, request.traceId);
  const needle = request.text.trim().toLowerCase();
  if (needle === '') return { spanIds: new Uint8Array(0) };
  const question = { needle, keys: true };
  const found: Uint8Array[] = [];
  for (const { block, rows } of parts) {
    alive();
    const wanted = new Uint8Array(block.count);
    for (const row of rows) wanted[row] = 1;
    const hits = new Uint8Array(block.count);
    markServices(reader, block, rows, question, hits);
    matchText(block, question, wanted, hits);
    for (const row of rows) if (hits[row] === 1) found.push(block.spanIds.subarray(8 * row, 8 * row + 8));
  }
  const spanIds = new Uint8Array(8 * found.length);
  found.forEach((id, i) => spanIds.set(id, 8 * i));
  return { spanIds };
}

function markServices(
  reader: RunReader,
  block: SpanBlock,
  rows: Uint32Array,
  { needle }: TextQuestion,
  hits: Uint8Array,
): void {
  const known = new Map<number, boolean>();
  for (const row of rows) {
    const resource = block.resource[row] as number;
    let matches = known.get(resource);
    if (matches === undefined) {
      matches = reader.serviceName(reader.serviceOfResource(resource)).toLowerCase().includes(needle);
      known.set(resource, matches);
    }
    if (matches) hits[row] = 1;
  }
}

// trace.events: the events of all spans of one trace, oldest first. Exact resends of a span are left out.
import type { TraceId } from '../../contract/ids.ts';
import { textForm } from '../../contract/text-form.ts';
import type { TraceEvents } from '../../contract/trace-events.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';
import { gatherSpans } from './trace-gather.ts';
import { partsOfTrace } from './trace-get.ts';
import type { TracePart } from './trace-parts.ts';

const most = 20_000;
/** Longest text of an exception, UTF-16 units. */
const longest = 500;

interface Place {
  readonly block: SpanBlock;
  readonly row: number;
  readonly event: number;
  readonly time: bigint;
}

export function traceEvents(reader: RunReader, { traceId }: { readonly traceId: TraceId }, alive: Alive): TraceEvents {
  reader.refresh();
  const parts = partsOfTrace(reader, traceId);
  const spans = gatherSpans(reader, parts, alive);
  const found: Place[] = [];
  for (let span = 0; span < spans.count; span++) {
    if (span % 4096 === 0) alive();
    const { block } = parts[spans.part[span] as number] as TracePart;
    const row = spans.row[span] as number;
    for (let event = block.events.first[row] as number; event < (block.events.first[row + 1] as number); event++)
      found.push({ block, row, event, time: block.events.time[event] as bigint });
  }
  found.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const shown = found.slice(0, most);
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const answer = {
    spanIds: new Uint8Array(8 * shown.length),
    time: new BigUint64Array(shown.length),
    name: new Uint32Array(shown.length),
    exception: new Uint32Array(shown.length),
  };
  shown.forEach(({ block, row, event, time }, i) => {
    answer.spanIds.set(block.spanIds.subarray(8 * row, 8 * row + 8), 8 * i);
    answer.time[i] = time;
    answer.name[i] = numberOf(block.strings.text(block.events.name[event] as number));
    answer.exception[i] = numberOf(exceptionText(block, event));
  });
  return { rows: shown.length, total: found.length, ...answer, texts: [...numbers.keys()] };
}

function exceptionText(block: SpanBlock, event: number): string {
  let type = '';
  let message = '';
  for (const { key, value } of block.events.attributesOf(event)) {
    if (key === 'exception.type') type = textForm(value);
    else if (key === 'exception.message') message = textForm(value);
  }
  const text = type === '' || message === '' ? `${type}${message}` : `${type}: ${message}`;
  return text.length > longest ? text.slice(0, longest) : text;
}

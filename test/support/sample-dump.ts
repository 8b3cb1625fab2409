// All samples of a run file as sorted texts, read from the store's own columns: what an export has to bring back.
// Exemplars of 1970's first millisecond count as without a time, and are left out.
// Streams that differ in nothing but their number, or their sender, are told apart by their samples only.
import { textForm } from '../../src/contract/text-form.ts';
import type { Attribute } from '../../src/contract/values.ts';
import { createJournalDecoder } from '../../src/main/engine/decode-journal.ts';
import type { SampleSegment, StreamRow } from '../../src/main/store/reader-face.ts';
import { openRunReader, type StoreReader } from '../../src/main/store/reader.ts';

const attributesText = (attributes: readonly Attribute[]): string =>
  attributes
    .map(({ key, value }) => `${key}=${typeof value} ${textForm(value)}`)
    .toSorted()
    .join(',');

export function dumpSampleFile(path: string, options: { readonly senders?: boolean } = {}): string[] {
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder() });
  try {
    const found: string[] = [];
    for (const stream of reader.metrics.streamsAfter(0)) {
      const name = nameOf(reader, stream, options.senders === true);
      const delta = reader.metrics.metric(stream.metric).temporality === 1;
      let before = 0;
      for (const segment of reader.metrics.segments(stream.number, -Infinity, Infinity))
        for (const row of rowsOf(segment, stream)) {
          found.push(`${name} ${row.text} since ${row.start === 0 && delta ? before : row.start}`);
          before = row.time;
        }
      for (const exemplar of reader.metrics.exemplars(stream.number, 1, Number.MAX_SAFE_INTEGER, 1e6)) {
        const { time, value, traceId, spanId, attributes } = exemplar;
        const ids = `${Buffer.from(traceId).toString('hex')} ${Buffer.from(spanId).toString('hex')}`;
        found.push(`${name} exemplar ${time} ${numberText(value)} ${ids} ${attributesText(attributes)}`);
      }
    }
    return found.toSorted();
  } finally {
    reader.close();
  }
}

function nameOf(
  reader: StoreReader,
  { resource, scope, metric, attributes, layout }: StreamRow,
  senders: boolean,
): string {
  const { number: _, ...facts } = reader.metrics.metric(metric);
  const owner = resource === 0 ? undefined : reader.resource(resource);
  const inner = resource === 0 ? undefined : reader.scope(scope);
  return [
    owner === undefined
      ? 'scraped'
      : `${senders ? owner.sender : ''}{${attributesText(owner.attributes)}} ${owner.droppedAttributes} ${owner.schemaUrl}`,
    inner === undefined
      ? ''
      : `${inner.name} ${inner.version} {${attributesText(inner.attributes)}} ${inner.droppedAttributes} ${inner.schemaUrl}`,
    JSON.stringify(facts),
    `{${attributesText(attributes)}}`,
    JSON.stringify(layout, (_key, value: unknown) => (value instanceof Float64Array ? [...value] : value)),
  ].join(' ');
}

const numberText = (value: number | undefined): string => (Object.is(value, -0) ? '-0' : String(value));

function* rowsOf(
  { block, first }: SampleSegment,
  { layout }: StreamRow,
): Generator<{ readonly time: number; readonly start: number; readonly text: string }> {
  const width =
    layout.kind === 'histogram'
      ? layout.bounds.length + 1 + Number(layout.sum) + Number(layout.min) + Number(layout.max)
      : layout.kind === 'summary'
        ? layout.quantiles.length + 2
        : 1;
  const slots = Array.from({ length: width }, (_, slot) => block.slot(first + slot));
  const starts = block.starts(first) ?? [];
  let start = 0;
  for (let row = 0; row < block.rows; row++) {
    if (!block.startsHold) start = 0;
    const named = starts.findIndex((at, i) => i % 2 === 0 && at === row);
    if (named >= 0) start = starts[named + 1] as number;
    const cells = slots.map(({ cells: states, values }) => {
      const state = states?.[row] ?? 1;
      return state === 0 ? '-' : state === 2 ? 'stale' : numberText(values[row]);
    });
    if (cells.every((cell) => cell === '-')) continue;
    const native = layout.kind === 'native' ? block.histograms(first)[row] : undefined;
    const time = block.times[row] as number;
    const histogram = JSON.stringify(native, (_key, value: unknown) =>
      value instanceof Float64Array || value instanceof Int32Array ? [...value].map(numberText) : value,
    );
    yield { time, start, text: `${time}: ${cells.join(' ')} ${native === undefined ? '' : histogram}` };
  }
}

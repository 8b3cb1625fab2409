// Shared by the tests of stored samples: sends points, and reads a run's samples back as plain rows.
import type { SampleOutcome } from '../../../../src/contract/sample-batch.ts';
import { textForm } from '../../../../src/contract/text-form.ts';
import type { StoreReader } from '../../../../src/main/store/reader.ts';
import type { RunWriter } from '../../../../src/main/store/writer-face.ts';
import { metricBatch, type TestPoint } from '../../../support/metric-batch.ts';
import { payloadOf } from '../support.ts';

export function sendPoints(writer: RunWriter, points: readonly TestPoint[], sender = 'pid:1'): Promise<SampleOutcome> {
  const batch = metricBatch(points);
  const stored = writer.appendPoints(payloadOf(batch.bytes, 'metrics', sender), batch);
  writer.flush();
  return stored;
}

/** All samples by stream (`name{attributes}`): one text per row, `time: values`, in the order in which they are read. */
export function dumpSamples(reader: StoreReader): Map<string, string[]> {
  const dump = new Map<string, string[]>();
  for (const stream of reader.metrics.streamsAfter(0)) {
    const { layout } = stream;
    const width =
      layout.kind === 'histogram'
        ? layout.bounds.length + 1 + Number(layout.sum) + Number(layout.min) + Number(layout.max)
        : layout.kind === 'summary'
          ? layout.quantiles.length + 2
          : 1;
    const attributes = stream.attributes.map(({ key, value }) => `${key}=${textForm(value)}`).toSorted();
    const sender = stream.resource === 0 ? '' : reader.resource(stream.resource).sender;
    const name = `${sender} ${reader.metrics.metric(stream.metric).name}{${attributes.join(',')}} ${JSON.stringify(layout)}`;
    const rows: string[] = [];
    for (const { block, first } of reader.metrics.segments(stream.number, -Infinity, Infinity)) {
      const slots = Array.from({ length: width }, (_, i) => block.slot(first + i));
      for (let row = 0; row < block.rows; row++) {
        const cells = slots.map(({ cells: states, values }) =>
          states?.[row] === 0 ? '-' : states?.[row] === 2 ? 'stale' : Object.is(values[row], -0) ? '-0' : values[row],
        );
        if (cells.every((cell) => cell === '-')) continue;
        const native = layout.kind === 'native' ? block.histograms(first)[row] : undefined;
        const histogram = native === undefined ? '' : ` ${JSON.stringify(native)}`;
        rows.push(`${block.times[row]}: ${cells.join(' ')}${histogram}`);
      }
    }
    dump.set(name, [...(dump.get(name) ?? []), ...rows]);
  }
  return dump;
}

// Scraped and remotely written series on their way into the head: a reference per label set, then columns of samples.
import { hash } from 'node:crypto';
import {
  type SampleBatch,
  type SampleExemplar,
  type SampleHistogram,
  type SampleOutcome,
  ScrapedKind,
  type SeriesExemplar,
  type SeriesLabels,
  type SeriesMeta,
  type SeriesReference,
} from '../../contract/sample-batch.ts';
import { packHistogram } from './native-histogram.ts';
import { MAX_ATTRIBUTES, MAX_VALUE_BYTES } from './point-keys.ts';
import type { PointParts } from './sample-points.ts';
import type { StreamLayout } from './sample-face.ts';
import { Cell } from './sample-group.ts';
import type { SampleRecord } from './sample-journal.ts';
import { OutcomeCounter } from './sample-outcome.ts';
import type { SampleStream } from './sample-stream.ts';
import { textAttributes } from './text-attributes.ts';

/** What a reference stands for. Streams are found when samples come, and found again after a rollback. */
interface Series {
  readonly labels: SeriesLabels;
  readonly meta: SeriesMeta;
  number: SampleStream | undefined;
  native: SampleStream | undefined;
}

export class SampleSeries {
  readonly #parts: Omit<PointParts, 'owners'>;
  readonly #series: Series[] = [];
  readonly #references: Map<string, number> = new Map();
  readonly #record: SampleRecord = {
    stream: 0,
    time: 0,
    start: 0,
    values: new Float64Array(1),
    cells: new Uint8Array(1),
    packed: undefined,
  };

  constructor(parts: Omit<PointParts, 'owners'>) {
    this.#parts = parts;
  }

  seriesOf(given: SeriesLabels, meta: SeriesMeta): SeriesReference {
    const labels = given.filter(([, value]) => value !== '').toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    // A run has many series, and this is only ever compared: a hash of it takes a tenth of the memory.
    const key = hash('sha1', JSON.stringify([meta.family, meta.type, meta.unit, meta.target, labels]), 'base64');
    const known = this.#references.get(key);
    if (known !== undefined) return { kind: 'ok', reference: known };
    if (labels.length > MAX_ATTRIBUTES)
      return { kind: 'refused', reason: `a series has ${labels.length} labels, at most ${MAX_ATTRIBUTES} are stored` };
    const long = labels.find(([name, value]) => Buffer.byteLength(value) + Buffer.byteLength(name) > MAX_VALUE_BYTES);
    if (long !== undefined) {
      const reason = `the label ${long[0].slice(0, 100)} has ${Buffer.byteLength(long[1])} bytes, at most ${MAX_VALUE_BYTES} are stored`;
      return { kind: 'refused', reason };
    }
    const series: Series = { labels, meta, number: undefined, native: undefined };
    const { registry } = this.#parts;
    if (registry.full && this.#numberStream(series) === undefined) return { kind: 'refused', reason: registry.refusal };
    const reference = this.#series.length;
    this.#series.push(series);
    this.#references.set(key, reference);
    return { kind: 'ok', reference };
  }

  append(batch: SampleBatch): SampleOutcome {
    const { head } = this.#parts;
    const counter = new OutcomeCounter();
    const record = this.#record;
    for (let i = 0; i < batch.count; i++) {
      const series = this.#series[batch.references[i] as number];
      if (series === undefined) {
        counter.refuse(`there is no series with reference ${batch.references[i]} in this run`);
        continue;
      }
      const histogram = batch.histograms?.get(i);
      const stream = this.#streamFor(series, histogram !== undefined);
      if (stream === undefined) {
        counter.refuse(this.#parts.registry.refusal);
        continue;
      }
      const stale = batch.stale?.[i] === 1;
      record.stream = stream.number;
      record.time = Math.floor(typeof batch.times === 'number' ? batch.times : (batch.times[i] as number));
      record.start = Math.floor(batch.starts?.[i] ?? 0);
      record.cells[0] = stale ? Cell.stale : Cell.value;
      record.values[0] = stale ? 0 : (histogram?.count ?? (batch.values[i] as number));
      record.packed = stale || histogram === undefined ? undefined : packed(histogram);
      counter.add(head.put(stream, record), () => nameOf(series), record.time);
      // Whatever the series last was ends with a marker.
      if (stale && series.native !== undefined && series.native !== stream) {
        record.stream = series.native.number;
        head.put(series.native, record);
      }
    }
    for (const exemplar of batch.exemplars ?? []) {
      const series = this.#series[batch.references[exemplar.sample] as number];
      this.#exemplar(series?.number ?? series?.native, exemplar);
    }
    for (const exemplar of batch.seriesExemplars ?? []) this.#exemplar(this.#streamOf(exemplar), exemplar);
    return counter.outcome();
  }

  /** After a rollback: streams may be gone, references stay. */
  forget(): void {
    for (const series of this.#series) series.number = series.native = undefined;
  }

  /** Before its first sample, a series that has the name of a family of histograms is taken for a native one. */
  #streamOf({ reference }: SeriesExemplar): SampleStream | undefined {
    const series = this.#series[reference];
    if (series === undefined) return undefined;
    const { family, type } = series.meta;
    return series.native ?? series.number ?? this.#streamFor(series, type === 'histogram' && nameOf(series) === family);
  }

  #exemplar(stream: SampleStream | undefined, { value, time, labels }: Omit<SampleExemplar, 'sample'>): void {
    if (stream === undefined) return;
    this.#parts.exemplars.add({
      stream: stream.number,
      time: Math.floor(time),
      value,
      traceId: idOf(labels, 'trace_id', 16),
      spanId: idOf(labels, 'span_id', 8),
      attributes: textAttributes(labels),
    });
  }

  #streamFor(series: Series, native: boolean): SampleStream | undefined {
    return native ? (series.native ??= this.#find(series, { kind: 'native' })) : this.#numberStream(series);
  }

  #numberStream(series: Series): SampleStream | undefined {
    return (series.number ??= this.#find(series, { kind: 'number' }));
  }

  #find({ labels, meta }: Series, layout: StreamLayout): SampleStream | undefined {
    const { registry } = this.#parts;
    const metric = registry.metric(
      {
        name: meta.family,
        unit: meta.unit,
        kind: ScrapedKind[meta.type],
        temporality: 0,
        monotonic: meta.type === 'counter',
      },
      meta.help,
    );
    const identity = JSON.stringify(['scraped', metric, layout.kind, labels]);
    return registry.stream({
      contentKey: hash('sha256', identity, 'buffer').subarray(0, 16),
      metric,
      resource: 0,
      scope: 0,
      layout,
      attributes: textAttributes(labels),
      groupKey: `${layout.kind}:${meta.target}`,
      delta: false,
    });
  }
}

function packed(histogram: SampleHistogram): Uint8Array {
  return packHistogram({ ...histogram, withoutSum: false });
}

function nameOf({ labels, meta }: Series): string {
  return labels.find(([name]) => name === '__name__')?.[1] ?? meta.family;
}

/** An id in hex of the right length, else empty. */
function idOf(labels: SeriesLabels, name: string, bytes: number): Uint8Array {
  const text = labels.find(([label]) => label === name)?.[1] ?? '';
  return text.length === 2 * bytes && /^[0-9a-f]+$/i.test(text) ? Buffer.from(text, 'hex') : new Uint8Array(0);
}

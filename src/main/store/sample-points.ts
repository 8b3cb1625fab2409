// OTLP points on their way into the head: the stream of each, and its numbers as slots.
import type { Payload } from '../../contract/ingest.ts';
import { type MetricBatch, NO_RECORDED_VALUE, Temporality } from '../../contract/metric-batch.ts';
import type { SampleOutcome } from '../../contract/sample-batch.ts';
import { encodeAttributeList } from './attribute-list.ts';
import type { ExemplarRows } from './exemplar-rows.ts';
import { MetricKeys, metricNameOf } from './metric-keys.ts';
import { overLimit, PointKeys } from './point-keys.ts';
import { fillSlots, layoutOf, sameLayout } from './point-slots.ts';
import type { RunRegistry } from './run-registry.ts';
import { Cell } from './sample-group.ts';
import type { SampleHead } from './sample-head.ts';
import type { SampleRecord } from './sample-journal.ts';
import { OutcomeCounter } from './sample-outcome.ts';
import { millis } from './sample-time.ts';
import type { SampleRegistry } from './sample-registry.ts';
import { bytesOfLayout, type SampleStream } from './sample-stream.ts';

/** Slots of one histogram or summary. */
const MAX_SLOTS = 1000;
/** Layouts of one set of attributes that are tried one after the other. */
const MOST_LAYOUTS = 8;

export interface PointParts {
  readonly owners: RunRegistry;
  readonly registry: SampleRegistry;
  readonly head: SampleHead;
  readonly exemplars: ExemplarRows;
}

export class SamplePoints {
  readonly #parts: PointParts;
  readonly #keys: PointKeys = new PointKeys();
  readonly #metrics: MetricKeys;
  /** By number of the point's key; streams that differ in their layout share a key. */
  readonly #streams: (SampleStream | SampleStream[] | undefined)[] = [];
  readonly #record: SampleRecord = {
    stream: 0,
    time: 0,
    start: 0,
    values: new Float64Array(MAX_SLOTS + 4),
    cells: new Uint8Array(MAX_SLOTS + 4),
    packed: undefined,
  };

  constructor(parts: PointParts) {
    this.#parts = parts;
    this.#metrics = new MetricKeys(parts.registry);
  }

  append(batch: MetricBatch, payload: Payload): SampleOutcome {
    if (this.#keys.overfull) this.forget();
    const { owners, head, exemplars } = this.#parts;
    const { resources, scopes } = owners.numbersOf(batch, payload.sender.id);
    const metrics = this.#metrics.numbersOf(batch);
    const counter = new OutcomeCounter();
    this.#keys.begin(batch);
    const record = this.#record;
    const received = Number(payload.receivedAt / 1_000_000n);
    for (let i = 0; i < batch.count; i++) {
      const m = batch.metric[i] as number;
      const resource = resources[batch.metrics.resource[m] as number] as number;
      const scope = scopes[batch.metrics.scope[m] as number] as number;
      const stream = this.#streamOf(batch, i, metrics[m] as number, resource, scope);
      if (typeof stream === 'string') {
        counter.refuse(`${metricNameOf(batch, m)}: ${stream}`);
        continue;
      }
      record.stream = stream.number;
      record.time = millis(batch.timeWords, i) || received;
      record.start = millis(batch.startWords, i);
      record.packed = undefined;
      if (((batch.flags[i] as number) & NO_RECORDED_VALUE) > 0) {
        record.cells.fill(Cell.stale, 0, stream.width);
        record.values.fill(0, 0, stream.width);
      } else fillSlots(batch, i, stream.layout, record);
      counter.add(head.put(stream, record), () => metricNameOf(batch, m), record.time);
      if ((batch.exemplarCount[i] as number) > 0) exemplars.addPoint(batch, i, stream.number);
    }
    return counter.outcome();
  }

  /** After a rollback: streams may be gone. */
  forget(): void {
    this.#keys.clear();
    this.#metrics.forget();
    this.#streams.length = 0;
  }

  /** The stream of a point, or why it has none. */
  #streamOf(batch: MetricBatch, i: number, metric: number, resource: number, scope: number): SampleStream | string {
    const key = this.#keys.number(batch, i, metric, resource, scope);
    const known = this.#streams[key];
    if (known !== undefined) {
      if (!Array.isArray(known)) {
        if (sameLayout(batch, i, known.layout)) return known;
      } else for (const stream of known) if (sameLayout(batch, i, stream.layout)) return stream;
    }
    const limit = overLimit(batch, i);
    if (limit !== undefined) return limit;
    const layout = layoutOf(batch, i);
    const bytes = bytesOfLayout(layout);
    if (bytes.length > 8 * MAX_SLOTS) return `it has more than ${MAX_SLOTS} buckets`;
    const m = batch.metric[i] as number;
    const from = batch.attributeStart[i] as number;
    const stream = this.#parts.registry.stream({
      contentKey: this.#keys.contentKey(batch, i, { metric, resource, scope }, bytes),
      metric,
      resource,
      scope,
      layout,
      attributes: encodeAttributeList(batch.attributes, batch.bytes, from, batch.attributeCount[i] as number),
      groupKey: `${metric}:${resource}:${scope}`,
      delta: batch.metrics.temporality[m] === Temporality.delta,
    });
    if (stream === undefined) return this.#parts.registry.refusal;
    // The newest first: it takes whatever has fewer numbers too. Of a sender whose bounds never stay, the registry knows the rest.
    this.#streams[key] =
      known === undefined ? stream : [stream, ...(Array.isArray(known) ? known : [known])].slice(0, MOST_LAYOUTS);
    return stream;
  }
}

// Knows a metric of an OTLP request again by its bytes: name, unit, description and kind.
import type { MetricBatch } from '../../contract/metric-batch.ts';
import { NONE } from '../../contract/span-batch.ts';
import { growU8 } from './grow.ts';
import type { SampleRegistry } from './sample-registry.ts';
import { SliceDictionary } from './slice-dictionary.ts';

/** Above this the memory is emptied; the registry knows the rest. */
const MOST_BYTES = 16 << 20;

export class MetricKeys {
  readonly #registry: SampleRegistry;
  readonly #keys: SliceDictionary = new SliceDictionary();
  /** By number of the key. */
  readonly #numbers: (number | undefined)[] = [];
  #scratch: Uint8Array = new Uint8Array(1 << 12);
  #view: DataView = new DataView(this.#scratch.buffer);

  constructor(registry: SampleRegistry) {
    this.#registry = registry;
  }

  /** The run's numbers of the batch's metrics. */
  numbersOf(batch: MetricBatch): Uint32Array {
    if (this.#keys.byteCount > MOST_BYTES) this.forget();
    const numbers = new Uint32Array(batch.metrics.count);
    for (let m = 0; m < numbers.length; m++) {
      const key = this.#keys.intern(this.#scratch, this.#view, 0, this.#write(batch, m));
      numbers[m] = this.#numbers[key] ??= this.#find(batch, m);
    }
    return numbers;
  }

  forget(): void {
    this.#keys.clear();
    this.#numbers.length = 0;
  }

  #find(batch: MetricBatch, m: number): number {
    const { metrics, bytes } = batch;
    const identity = {
      name: metricNameOf(batch, m),
      unit: utf8(bytes, metrics.unitStart[m] as number, metrics.unitLength[m] as number),
      kind: metrics.kind[m] as number,
      temporality: metrics.temporality[m] as number,
      monotonic: metrics.monotonic[m] === 1,
    };
    const description = utf8(bytes, metrics.descriptionStart[m] as number, metrics.descriptionLength[m] as number);
    return this.#registry.metric(identity, description);
  }

  /** Length of what identifies the metric in the scratch. */
  #write({ metrics, bytes }: MetricBatch, m: number): number {
    const lengths = [metrics.nameLength[m] as number, metrics.unitLength[m] as number] as const;
    const described = metrics.descriptionLength[m] as number;
    const needed = 11 + lengths[0] + lengths[1] + described;
    if (needed > this.#scratch.length) {
      this.#scratch = growU8(this.#scratch, needed);
      this.#view = new DataView(this.#scratch.buffer);
    }
    this.#view.setUint32(0, lengths[0], true);
    this.#view.setUint32(4, lengths[1], true);
    this.#scratch[8] = metrics.kind[m] as number;
    this.#scratch[9] = metrics.temporality[m] as number;
    this.#scratch[10] = metrics.monotonic[m] as number;
    let at = this.#copy(bytes, metrics.nameStart[m] as number, lengths[0], 11);
    at = this.#copy(bytes, metrics.unitStart[m] as number, lengths[1], at);
    return this.#copy(bytes, metrics.descriptionStart[m] as number, described, at);
  }

  #copy(source: Uint8Array, from: number, length: number, at: number): number {
    for (let i = 0; i < length; i++) this.#scratch[at + i] = source[from + i] as number;
    return at + length;
  }
}

export function metricNameOf({ bytes, metrics }: MetricBatch, m: number): string {
  return utf8(bytes, metrics.nameStart[m] as number, metrics.nameLength[m] as number);
}

function utf8(bytes: Uint8Array, start: number, length: number): string {
  return start === NONE || length === 0
    ? ''
    : Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('utf8');
}

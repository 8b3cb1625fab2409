// Knows the stream of an OTLP point again by its bytes: what identifies it is written one after the other and looked up,
// without making an object or a text of anything.
import { hash } from 'node:crypto';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { growU8 } from './grow.ts';
import { SliceDictionary } from './slice-dictionary.ts';

/** Attributes of a point, and bytes of one value. */
export const MAX_ATTRIBUTES = 128;
export const MAX_VALUE_BYTES = 16 << 10;
/** Above either the memory is emptied; the tables know the rest. */
const MOST_KEYS = 1_000_000;
const MOST_BYTES = 128 << 20;

export class PointKeys {
  readonly #keys: SliceDictionary = new SliceDictionary();
  #scratch: Uint8Array = new Uint8Array(1 << 12);
  #view: DataView = new DataView(this.#scratch.buffer);
  #length = 0;
  /** Where in the scratch each attribute begins. */
  readonly #begins: number[] = [];

  /** A number for the point's metric, resource, scope and attributes; equal for equal bytes in equal order. */
  number(batch: MetricBatch, point: number, metric: number, resource: number, scope: number): number {
    const { attributes, bytes } = batch;
    const { keyStart, keyLength, kind, valueStart, valueLength, words } = attributes;
    const from = batch.attributeStart[point] as number;
    const end = from + (batch.attributeCount[point] as number);
    this.#length = 12;
    this.#begins.length = 0;
    this.#view.setUint32(0, metric, true);
    this.#view.setUint32(4, resource, true);
    this.#view.setUint32(8, scope, true);
    for (let i = from; i < end; i++) {
      const of = kind[i] as number;
      const inBytes =
        of !== ValueKind.bool && of !== ValueKind.int && of !== ValueKind.double && of !== ValueKind.empty;
      const valueBytes = inBytes ? (valueLength[i] as number) : 8;
      this.#reserve((keyLength[i] as number) + valueBytes + 9);
      this.#begins.push(this.#length);
      this.#u32(keyLength[i] as number);
      this.#copy(bytes, keyStart[i] as number, keyLength[i] as number);
      this.#scratch[this.#length++] = of;
      if (inBytes) {
        this.#u32(valueBytes);
        this.#copy(bytes, valueStart[i] as number, valueBytes);
      } else {
        this.#u32(of === ValueKind.empty ? 0 : (words[2 * i] as number));
        this.#u32(of === ValueKind.empty ? 0 : (words[2 * i + 1] as number));
      }
    }
    return this.#keys.intern(this.#scratch, this.#view, 0, this.#length);
  }

  /** Of the point last numbered: 16 bytes that do not depend on the order of its attributes. */
  contentKey(layout: Uint8Array): Buffer {
    const head = this.#scratch.subarray(0, 12);
    const pieces = this.#begins.map((at, i) =>
      Buffer.from(this.#scratch.subarray(at, this.#begins[i + 1] ?? this.#length)).toString('latin1'),
    );
    const attributes = Buffer.from(pieces.toSorted().join(''), 'latin1');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(attributes.length);
    return hash('sha256', Buffer.concat([head, length, attributes, layout]), 'buffer').subarray(0, 16);
  }

  get overfull(): boolean {
    return this.#keys.count > MOST_KEYS || this.#keys.byteCount > MOST_BYTES;
  }

  clear(): void {
    this.#keys.clear();
  }

  #u32(value: number): void {
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  #copy(source: Uint8Array, from: number, length: number): void {
    const scratch = this.#scratch;
    let to = this.#length;
    if (length > 64) scratch.set(source.subarray(from, from + length), to);
    else for (let i = from; i < from + length; i++) scratch[to++] = source[i] as number;
    this.#length += length;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#scratch.length) return;
    this.#scratch = growU8(this.#scratch, this.#length + bytes);
    this.#view = new DataView(this.#scratch.buffer);
  }
}

/** Why the point is refused, or `undefined`. */
export function overLimit(batch: MetricBatch, point: number): string | undefined {
  const count = batch.attributeCount[point] as number;
  if (count > MAX_ATTRIBUTES) return `a point has ${count} attributes, at most ${MAX_ATTRIBUTES} are stored`;
  const from = batch.attributeStart[point] as number;
  const { kind, valueLength } = batch.attributes;
  for (let i = from; i < from + count; i++) {
    const of = kind[i] as number;
    if (of === ValueKind.bool || of === ValueKind.int || of === ValueKind.double || of === ValueKind.empty) continue;
    if ((valueLength[i] as number) > MAX_VALUE_BYTES)
      return `an attribute value has ${valueLength[i]} bytes, at most ${MAX_VALUE_BYTES} are stored`;
  }
  return undefined;
}

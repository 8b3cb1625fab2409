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

const inBytes = (kind: number): boolean =>
  kind !== ValueKind.bool && kind !== ValueKind.int && kind !== ValueKind.double && kind !== ValueKind.empty;

export class PointKeys {
  readonly #keys: SliceDictionary = new SliceDictionary();
  #keysView: DataView = new DataView(this.#keys.bytes.buffer);
  #scratch: Uint8Array = new Uint8Array(1 << 12);
  #view: DataView = new DataView(this.#scratch.buffer);
  #length = 0;
  /** Where in the scratch each attribute begins. */
  readonly #begins: number[] = [];
  #batchView: DataView = this.#view;
  /** The key that came after each key: senders repeat themselves, so it is tried before any hash is made. */
  readonly #next: number[] = [];
  #last = 0;

  /** Before the points of a batch are numbered. */
  begin({ bytes }: MetricBatch): void {
    this.#batchView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A number for the point's metric, resource, scope and attributes; equal for equal bytes in equal order. */
  number(batch: MetricBatch, point: number, metric: number, resource: number, scope: number): number {
    const guess = this.#next[this.#last];
    if (guess !== undefined && this.#is(guess, batch, point, metric, resource, scope)) return (this.#last = guess);
    this.#write(batch, point, metric, resource, scope);
    const id = this.#keys.intern(this.#scratch, this.#view, 0, this.#length);
    if (this.#keys.bytes.buffer !== this.#keysView.buffer) this.#keysView = new DataView(this.#keys.bytes.buffer);
    this.#next[this.#last] = id;
    return (this.#last = id);
  }

  /** Whether the point has the key, without writing anything. */
  #is(id: number, batch: MetricBatch, point: number, metric: number, resource: number, scope: number): boolean {
    const keys = this.#keysView;
    const source = this.#batchView;
    const { kind, keyStart, keyLength, valueStart, valueLength, words } = batch.attributes;
    let at = this.#keys.offsets[id] as number;
    const end = this.#keys.offsets[id + 1] as number;
    if (
      keys.getUint32(at, true) !== metric ||
      keys.getUint32(at + 4, true) !== resource ||
      keys.getUint32(at + 8, true) !== scope
    )
      return false;
    at += 12;
    const from = batch.attributeStart[point] as number;
    const to = from + (batch.attributeCount[point] as number);
    for (let i = from; i < to; i++) {
      const length = keyLength[i] as number;
      if (at + 9 + length > end || keys.getUint32(at, true) !== length) return false;
      if (!same(keys, at + 4, source, keyStart[i] as number, length)) return false;
      at += 4 + length;
      const of = kind[i] as number;
      if (keys.getUint8(at) !== of) return false;
      at += 1;
      if (inBytes(of)) {
        const bytes = valueLength[i] as number;
        if (at + 4 + bytes > end || keys.getUint32(at, true) !== bytes) return false;
        if (!same(keys, at + 4, source, valueStart[i] as number, bytes)) return false;
        at += 4 + bytes;
      } else {
        const low = of === ValueKind.empty ? 0 : words[2 * i];
        const high = of === ValueKind.empty ? 0 : words[2 * i + 1];
        if (at + 8 > end || keys.getUint32(at, true) !== low || keys.getUint32(at + 4, true) !== high) return false;
        at += 8;
      }
    }
    return at === end;
  }

  #write(batch: MetricBatch, point: number, metric: number, resource: number, scope: number): void {
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
      const valueBytes = inBytes(of) ? (valueLength[i] as number) : 8;
      this.#reserve((keyLength[i] as number) + valueBytes + 9);
      this.#begins.push(this.#length);
      this.#u32(keyLength[i] as number);
      this.#copy(bytes, keyStart[i] as number, keyLength[i] as number);
      this.#scratch[this.#length++] = of;
      if (inBytes(of)) {
        this.#u32(valueBytes);
        this.#copy(bytes, valueStart[i] as number, valueBytes);
      } else {
        this.#u32(of === ValueKind.empty ? 0 : (words[2 * i] as number));
        this.#u32(of === ValueKind.empty ? 0 : (words[2 * i + 1] as number));
      }
    }
  }

  /** 16 bytes that do not depend on the order of the point's attributes. */
  contentKey(
    batch: MetricBatch,
    point: number,
    of: { readonly metric: number; readonly resource: number; readonly scope: number },
    layout: Uint8Array,
  ): Buffer {
    this.#write(batch, point, of.metric, of.resource, of.scope);
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
    this.#keysView = new DataView(this.#keys.bytes.buffer);
    this.#next.length = 0;
    this.#last = 0;
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

/** Equal bytes, four at a time. */
function same(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  let i = 0;
  for (; i + 4 <= length; i += 4) if (a.getInt32(atA + i, true) !== b.getInt32(atB + i, true)) return false;
  for (; i < length; i++) if (a.getUint8(atA + i) !== b.getUint8(atB + i)) return false;
  return true;
}

/** Why the point is refused, or `undefined`. */
export function overLimit(batch: MetricBatch, point: number): string | undefined {
  const count = batch.attributeCount[point] as number;
  if (count > MAX_ATTRIBUTES) return `a point has ${count} attributes, at most ${MAX_ATTRIBUTES} are stored`;
  const from = batch.attributeStart[point] as number;
  const { kind, valueLength } = batch.attributes;
  for (let i = from; i < from + count; i++) {
    const of = kind[i] as number;
    if (inBytes(of) && (valueLength[i] as number) > MAX_VALUE_BYTES)
      return `an attribute value has ${valueLength[i]} bytes, at most ${MAX_VALUE_BYTES} are stored`;
  }
  return undefined;
}

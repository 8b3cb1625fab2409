// The log records that are not yet in a block, as growing columns; the twin of span-head.ts.
import type { LogBatch } from '../../contract/log-batch.ts';
import { NONE } from '../../contract/span-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { AttributeRows } from './attribute-rows.ts';
import { growU32, growU8 } from './grow.ts';
import { SliceDictionary } from './slice-dictionary.ts';

export interface LogMark {
  readonly count: number;
  readonly strings: number;
  readonly blobs: number;
  readonly traces: number;
  readonly attributes: number;
}

const wordColumns = [
  'resource',
  'scope',
  'severityText',
  'bodyLow',
  'bodyHigh',
  'flags',
  'trace',
  'eventName',
  'dropped',
] as const;
const words = (): Uint32Array => new Uint32Array(256);

export class LogHead {
  count = 0;
  readonly strings: SliceDictionary = new SliceDictionary();
  readonly blobs: SliceDictionary = new SliceDictionary();
  /** 16-byte slices; number 0 is the all-zero id of records without a trace. */
  readonly traces: SliceDictionary = new SliceDictionary();
  readonly attributes: AttributeRows = new AttributeRows(this.strings, this.blobs);
  /** Two little-endian words per record. */
  time: Uint32Array = words();
  observed: Uint32Array = words();
  severity: Uint8Array = new Uint8Array(256);
  severityText: Uint32Array = words();
  bodyKind: Uint8Array = new Uint8Array(256);
  /** As AttributeRows.low and .high. */
  bodyLow: Uint32Array = words();
  bodyHigh: Uint32Array = words();
  flags: Uint32Array = words();
  resource: Uint32Array = words();
  scope: Uint32Array = words();
  trace: Uint32Array = words();
  /** 8 bytes per record, all zero where there is none. */
  spanIds: Uint8Array = new Uint8Array(2048);
  eventName: Uint32Array = words();
  dropped: Uint32Array = words();
  attributeFirst: Uint32Array = words();

  constructor() {
    this.clear();
  }

  get heldBytes(): number {
    return this.strings.byteCount + this.blobs.byteCount + 16 * this.attributes.count;
  }

  append(batch: LogBatch, resources: Uint32Array, scopes: Uint32Array): void {
    const source = batch.bytes;
    const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    this.#grow(this.count + batch.count);
    let previous = this.count > 0 ? this.count - 1 : 0;
    const text = (start: number, length: number): number =>
      start === NONE || length === 0 ? 0 : this.strings.intern(source, view, start, length);
    for (let i = 0; i < batch.count; i++) {
      const row = this.count;
      this.time.set(batch.timeWords.subarray(2 * i, 2 * i + 2), 2 * row);
      this.observed.set(batch.observedWords.subarray(2 * i, 2 * i + 2), 2 * row);
      this.severity[row] = batch.severity[i] as number;
      this.severityText[row] = text(batch.severityTextStart[i] as number, batch.severityTextLength[i] as number);
      this.#body(batch, view, i, row);
      this.flags[row] = batch.flags[i] as number;
      this.resource[row] = resources[batch.resource[i] as number] as number;
      this.scope[row] = scopes[batch.scope[i] as number] as number;
      const traceAt = batch.traceIdStart[i] as number;
      this.trace[row] = traceAt === NONE ? 0 : this.traces.intern(source, view, traceAt, 16);
      const spanAt = batch.spanIdStart[i] as number;
      if (spanAt === NONE) this.spanIds.fill(0, 8 * row, 8 * row + 8);
      else this.spanIds.set(source.subarray(spanAt, spanAt + 8), 8 * row);
      this.eventName[row] = text(batch.eventNameStart[i] as number, batch.eventNameLength[i] as number);
      this.dropped[row] = batch.droppedAttributes[i] as number;
      this.attributes.append(
        batch.attributes,
        source,
        view,
        batch.attributeStart[i] as number,
        batch.attributeCount[i] as number,
        this.attributeFirst[previous] as number,
      );
      previous = row;
      this.count = row + 1;
      this.attributeFirst[row + 1] = this.attributes.count;
    }
  }

  mark(): LogMark {
    return {
      count: this.count,
      strings: this.strings.count,
      blobs: this.blobs.count,
      traces: this.traces.count,
      attributes: this.attributes.count,
    };
  }

  truncate(mark: LogMark): void {
    this.count = mark.count;
    this.strings.truncate(mark.strings);
    this.blobs.truncate(mark.blobs);
    this.traces.truncate(mark.traces);
    this.attributes.count = mark.attributes;
  }

  clear(): void {
    this.strings.clear();
    this.blobs.clear();
    this.traces.clear();
    const zero = new Uint8Array(16);
    const view = new DataView(zero.buffer);
    this.strings.intern(zero, view, 0, 0);
    this.traces.intern(zero, view, 0, 16);
    this.count = this.attributes.count = 0;
    this.attributeFirst[0] = 0;
  }

  #body(batch: LogBatch, view: DataView, i: number, row: number): void {
    const kind = batch.bodyKind[i] as number;
    const start = batch.bodyStart[i] as number;
    const length = batch.bodyLength[i] as number;
    this.bodyKind[row] = kind;
    this.bodyHigh[row] = 0;
    this.bodyLow[row] = 0;
    if (kind === ValueKind.text) this.bodyLow[row] = this.strings.intern(batch.bytes, view, start, length);
    else if (kind === ValueKind.bool || kind === ValueKind.int || kind === ValueKind.double) {
      this.bodyLow[row] = batch.bodyWords[2 * i] as number;
      this.bodyHigh[row] = batch.bodyWords[2 * i + 1] as number;
    } else if (kind !== ValueKind.empty) this.bodyLow[row] = this.blobs.intern(batch.bytes, view, start, length);
  }

  #grow(count: number): void {
    const needed = count + 2;
    for (const column of wordColumns) this[column] = growU32(this[column], needed);
    this.attributeFirst = growU32(this.attributeFirst, needed);
    this.time = growU32(this.time, 2 * needed);
    this.observed = growU32(this.observed, 2 * needed);
    this.spanIds = growU8(this.spanIds, 8 * needed);
    this.severity = growU8(this.severity, needed);
    this.bodyKind = growU8(this.bodyKind, needed);
  }
}

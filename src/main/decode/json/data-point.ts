// Data point objects of all kinds to rows of MetricBatch.
import { Has, type MetricBatch, MetricKind } from '../../../contract/metric-batch.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { NameField } from '../any-batch.ts';
import { clearPoint, reservePoint } from '../metric-batch.ts';
import { endPoint } from '../metric-rejection.ts';
import { clearLists, makePointLists, type NumberList } from '../number-list.ts';
import { keepPoint } from '../point-check.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import { readExemplars } from './exemplar.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readCount, readDouble, readFloat, readInteger, readSignedWord, readWord } from './number.ts';

const keys = keyTable([
  'attributes',
  'startTimeUnixNano',
  'timeUnixNano',
  'flags',
  'exemplars',
  'asDouble',
  'asInt',
  'count',
  'sum',
  'min',
  'max',
  'bucketCounts',
  'explicitBounds',
  'scale',
  'zeroCount',
  'zeroThreshold',
  'positive',
  'negative',
  'quantileValues',
]);
const bucketKeys = keyTable(['offset', 'bucketCounts']);
const quantileKeys = keyTable(['quantile', 'value']);

/** From here on keys belong to histograms and summaries only, 5 and 6 to numbers only. */
const firstOfMany = 7;
/** Which of those each kind has. */
const keysOf: Readonly<Record<number, ReadonlySet<number>>> = {
  [MetricKind.gauge]: new Set([5, 6]),
  [MetricKind.sum]: new Set([5, 6]),
  [MetricKind.histogram]: new Set([firstOfMany, 8, 9, 10, 11, 12]),
  [MetricKind.exponentialHistogram]: new Set([firstOfMany, 8, 9, 10, 13, 14, 15, 16, 17]),
  [MetricKind.summary]: new Set([firstOfMany, 8, 18]),
};

/** Reads the point object at the reader's position, of a metric of the kind. */
export type ReadPoint = (metric: number, kind: number) => void;

/** A broken point leaves no rows behind but its rejection. */
export function pointReader(reader: JsonReader, batch: MetricBatch, slot: ValueSlot, name: NameField): ReadPoint {
  const lists = makePointLists();
  const { bounds, buckets, negative } = lists;

  return (metric, kind) => {
    reservePoint(batch);
    const row = batch.count;
    reader.peek();
    const start = reader.pos;
    clearPoint(batch, row, metric);
    const firstAttribute = batch.attributes.count;
    const firstExemplar = batch.exemplars.count;
    clearLists(lists);
    const known = keysOf[kind];
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      const key = keys.find(reader.arena.bytes, reader.textAt, reader.textLength);
      if (key < 5) readShared(row, key);
      else if (known?.has(key) === true) readOwn(row, key, kind);
      else reader.skip();
    }
    const at = reader.rejected === undefined ? start : reader.rejectedAt;
    const fault = reader.rejected ?? keepPoint(batch, row, kind, lists);
    reader.rejected = undefined;
    if (fault !== undefined) {
      // A key that came twice left the rows of the first time behind.
      batch.attributeStart[row] = firstAttribute;
      batch.exemplarStart[row] = firstExemplar;
    }
    endPoint(batch, name, at, fault);
  };

  function readShared(row: number, key: number): void {
    const { attributes, exemplars } = batch;
    switch (key) {
      case 0:
        batch.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot);
        batch.attributeCount[row] = attributes.count - batch.attributeStart[row];
        return;
      case 1:
        if (readInteger(reader, false)) words(batch.startWords, row);
        return;
      case 2:
        if (readInteger(reader, false)) words(batch.timeWords, row);
        return;
      case 3:
        batch.flags[row] = readWord(reader);
        return;
      case 4:
        batch.exemplarStart[row] = exemplars.count;
        readExemplars(reader, batch, slot, name);
        batch.exemplarCount[row] = exemplars.count - batch.exemplarStart[row];
        return;
      default:
        reader.skip();
    }
  }

  function readOwn(row: number, key: number, kind: number): void {
    switch (key) {
      case 5:
        if (!readDouble(reader)) return;
        batch.valueKind[row] = ValueKind.double;
        words(batch.valueWords, row);
        return;
      case 6:
        if (!readInteger(reader, true)) return;
        batch.valueKind[row] = ValueKind.int;
        words(batch.valueWords, row);
        return;
      case firstOfMany:
        batch.total[row] = readCount(reader) ?? 0;
        return;
      case 8:
        // A summary always has one.
        optional(batch.sum, row, kind === MetricKind.summary ? 0 : Has.sum);
        return;
      case 9:
        optional(batch.min, row, Has.min);
        return;
      case 10:
        optional(batch.max, row, Has.max);
        return;
      case 11:
        readCounts(buckets);
        return;
      case 12:
        bounds.clear();
        for (let more = reader.firstItem(); more; more = reader.nextItem()) addFloat(bounds);
        return;
      case 13:
        batch.scale[row] = readSignedWord(reader);
        return;
      case 14:
        batch.zeroCount[row] = readCount(reader) ?? 0;
        return;
      case 15:
        batch.zeroThreshold[row] = readFloat(reader) ?? 0;
        return;
      case 16:
        readBuckets(batch.positiveOffset, row, buckets);
        return;
      case 17:
        readBuckets(batch.negativeOffset, row, negative);
        return;
      default:
        bounds.clear();
        for (let more = reader.firstItem(); more; more = reader.nextItem()) readQuantile();
    }
  }

  function words(column: Uint32Array, row: number): void {
    column[2 * row] = reader.low;
    column[2 * row + 1] = reader.high;
  }

  function optional(column: Float64Array, row: number, bit: number): void {
    const number = readFloat(reader);
    if (number === undefined) return;
    column[row] = number;
    batch.has[row] = (batch.has[row] as number) | bit;
  }

  function readCounts(list: NumberList): void {
    list.clear();
    for (let more = reader.firstItem(); more; more = reader.nextItem()) {
      const count = readCount(reader);
      if (count !== undefined) list.add(count);
      else reader.reject('not a number', reader.pos);
    }
  }

  function addFloat(list: NumberList): void {
    const number = readFloat(reader);
    if (number !== undefined) list.add(number);
    else reader.reject('not a number', reader.pos);
  }

  function readBuckets(offsets: Int32Array, row: number, list: NumberList): void {
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      const key = bucketKeys.find(reader.arena.bytes, reader.textAt, reader.textLength);
      if (key === 0) offsets[row] = readSignedWord(reader);
      else if (key === 1) readCounts(list);
      else reader.skip();
    }
  }

  function readQuantile(): void {
    let quantile = 0;
    let valueAt = 0;
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      const key = quantileKeys.find(reader.arena.bytes, reader.textAt, reader.textLength);
      if (key === 0) quantile = readFloat(reader) ?? 0;
      else if (key === 1) valueAt = readFloat(reader) ?? 0;
      else reader.skip();
    }
    bounds.add(quantile);
    bounds.add(valueAt);
  }
}

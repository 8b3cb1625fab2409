// Data points of all kinds to rows of MetricBatch. Attributes are written as they come; exemplars wait until the point's
// own fields are done, so that every owner's attributes are contiguous whatever the order of fields.
import { Has, type MetricBatch, MetricKind } from '../../../contract/metric-batch.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { NameField } from '../any-batch.ts';
import { limits } from '../limits.ts';
import { addExemplar, clearPoint, reservePoint } from '../metric-batch.ts';
import { endPoint } from '../metric-rejection.ts';
import { clearLists, makePointLists, type NumberList } from '../number-list.ts';
import { keepPoint } from '../point-check.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttribute } from './attribute.ts';
import { readExemplars } from './exemplar.ts';
import {
  bucketsShape,
  exponentialPointShape,
  histogramPointShape,
  numberPointShape,
  quantileShape,
  summaryPointShape,
} from './metric-shapes.ts';
import { readPackedCounts, readPackedDoubles, readPackedVarints } from './packed.ts';
import type { WireReader } from './wire-reader.ts';

/** Reads the point at the reader's position, up to `end`, of a metric of the kind. */
export type ReadPoint = (metric: number, kind: number, end: number) => void;

/** A broken point leaves no rows behind but its rejection. */
export function pointReader(reader: WireReader, batch: MetricBatch, slot: ValueSlot, name: NameField): ReadPoint {
  const lists = makePointLists();
  const { bounds, buckets, negative } = lists;
  return (metric, kind, end) => {
    reservePoint(batch);
    const row = batch.count;
    const start = reader.pos;
    const { attributes, exemplars } = batch;
    const firstAttribute = attributes.count;
    const firstExemplar = exemplars.count;
    clearPoint(batch, row, metric);
    switch (kind) {
      case MetricKind.histogram:
        clearLists(lists);
        readHistogram(row, firstAttribute, end);
        break;
      case MetricKind.exponentialHistogram:
        clearLists(lists);
        readExponential(row, firstAttribute, end);
        break;
      case MetricKind.summary:
        clearLists(lists);
        readSummary(row, firstAttribute, end);
        break;
      default:
        readNumber(row, firstAttribute, end);
    }
    batch.attributeCount[row] = attributes.count - firstAttribute;
    if (exemplars.count !== firstExemplar) {
      readExemplars(reader, batch, slot, firstExemplar, name);
      batch.exemplarCount[row] = exemplars.count - firstExemplar;
      reader.pos = end;
    }
    const at = reader.rejected === undefined ? start - 1 : reader.rejectedAt;
    const fault = reader.rejected ?? keepPoint(batch, row, kind, lists);
    reader.rejected = undefined;
    endPoint(batch, name, at, fault);
  };

  function readNumber(row: number, firstAttribute: number, end: number): void {
    const { attributes } = batch;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      switch (tag) {
        case 58:
          readAttribute(reader, attributes, slot, firstAttribute, end);
          break;
        case 17:
          startTime(row, end);
          break;
        case 25:
          time(row, end);
          break;
        case 33:
          value(row, ValueKind.double, end);
          break;
        case 49:
          value(row, ValueKind.int, end);
          break;
        case 42:
          waitingExemplar(row, end);
          break;
        case 64:
          batch.flags[row] = reader.word(end);
          break;
        default:
          reader.skipUnknown(tag, end, numberPointShape);
      }
    }
  }

  function readHistogram(row: number, firstAttribute: number, end: number): void {
    const { attributes } = batch;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      switch (tag) {
        case 74:
          readAttribute(reader, attributes, slot, firstAttribute, end);
          break;
        case 17:
          startTime(row, end);
          break;
        case 25:
          time(row, end);
          break;
        case 33:
          batch.total[row] = reader.count64(end);
          break;
        case 41:
          sum(row, end);
          break;
        case 50:
          readPackedCounts(reader, buckets, end);
          break;
        case 49:
          buckets.add(reader.count64(end));
          break;
        case 58:
          readPackedDoubles(reader, bounds, end);
          break;
        case 57:
          bounds.add(reader.double(end));
          break;
        case 66:
          waitingExemplar(row, end);
          break;
        case 80:
          batch.flags[row] = reader.word(end);
          break;
        case 89:
          smallest(row, end);
          break;
        case 97:
          largest(row, end);
          break;
        default:
          reader.skipUnknown(tag, end, histogramPointShape);
      }
    }
  }

  function readExponential(row: number, firstAttribute: number, end: number): void {
    const { attributes } = batch;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      switch (tag) {
        case 10:
          readAttribute(reader, attributes, slot, firstAttribute, end);
          break;
        case 17:
          startTime(row, end);
          break;
        case 25:
          time(row, end);
          break;
        case 33:
          batch.total[row] = reader.count64(end);
          break;
        case 41:
          sum(row, end);
          break;
        case 48:
          batch.scale[row] = reader.zigzag(end);
          break;
        case 57:
          batch.zeroCount[row] = reader.count64(end);
          break;
        case 66:
          readBuckets(batch.positiveOffset, row, buckets, reader.length(end) + reader.pos);
          break;
        case 74:
          readBuckets(batch.negativeOffset, row, negative, reader.length(end) + reader.pos);
          break;
        case 80:
          batch.flags[row] = reader.word(end);
          break;
        case 90:
          waitingExemplar(row, end);
          break;
        case 97:
          smallest(row, end);
          break;
        case 105:
          largest(row, end);
          break;
        case 113:
          batch.zeroThreshold[row] = reader.double(end);
          break;
        default:
          reader.skipUnknown(tag, end, exponentialPointShape);
      }
    }
  }

  function readBuckets(offsets: Int32Array, row: number, list: NumberList, end: number): void {
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag === 8) offsets[row] = reader.zigzag(end);
      else if (tag === 18) readPackedVarints(reader, list, end);
      else if (tag === 16) {
        reader.word64(end);
        list.add(reader.high * 0x1_0000_0000 + reader.low);
      } else reader.skipUnknown(tag, end, bucketsShape);
    }
  }

  function readSummary(row: number, firstAttribute: number, end: number): void {
    const { attributes } = batch;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      switch (tag) {
        case 58:
          readAttribute(reader, attributes, slot, firstAttribute, end);
          break;
        case 17:
          startTime(row, end);
          break;
        case 25:
          time(row, end);
          break;
        case 33:
          batch.total[row] = reader.count64(end);
          break;
        case 41:
          batch.sum[row] = reader.double(end);
          break;
        case 50:
          readQuantile(reader.length(end) + reader.pos);
          break;
        case 64:
          batch.flags[row] = reader.word(end);
          break;
        default:
          reader.skipUnknown(tag, end, summaryPointShape);
      }
    }
  }

  function readQuantile(end: number): void {
    let quantile = 0;
    let valueAt = 0;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag === 9) quantile = reader.double(end);
      else if (tag === 17) valueAt = reader.double(end);
      else reader.skipUnknown(tag, end, quantileShape);
    }
    bounds.add(quantile);
    bounds.add(valueAt);
  }

  function startTime(row: number, end: number): void {
    reader.fixed64(end);
    batch.startWords[2 * row] = reader.low;
    batch.startWords[2 * row + 1] = reader.high;
  }

  function time(row: number, end: number): void {
    reader.fixed64(end);
    batch.timeWords[2 * row] = reader.low;
    batch.timeWords[2 * row + 1] = reader.high;
  }

  function value(row: number, kind: ValueKind, end: number): void {
    reader.fixed64(end);
    batch.valueKind[row] = kind;
    batch.valueWords[2 * row] = reader.low;
    batch.valueWords[2 * row + 1] = reader.high;
  }

  function sum(row: number, end: number): void {
    batch.sum[row] = reader.double(end);
    batch.has[row] = (batch.has[row] as number) | Has.sum;
  }

  function smallest(row: number, end: number): void {
    batch.min[row] = reader.double(end);
    batch.has[row] = (batch.has[row] as number) | Has.min;
  }

  function largest(row: number, end: number): void {
    batch.max[row] = reader.double(end);
    batch.has[row] = (batch.has[row] as number) | Has.max;
  }

  /** Its slice waits in the columns of its attributes. */
  function waitingExemplar(row: number, end: number): void {
    const length = reader.length(end);
    const { exemplars } = batch;
    if (exemplars.count - (batch.exemplarStart[row] as number) < limits.perOwner) {
      const exemplar = addExemplar(batch);
      exemplars.attributeStart[exemplar] = reader.pos;
      exemplars.attributeCount[exemplar] = length;
    } else reader.reject(`more than ${limits.perOwner} exemplars`, reader.tagAt);
    reader.pos += length;
  }
}

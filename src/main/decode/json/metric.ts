// Metric object to a row of MetricColumns and its points to rows of MetricBatch.
import { type MetricBatch, MetricKind } from '../../../contract/metric-batch.ts';
import { complain, type NameField, rejectItem } from '../any-batch.ts';
import { addMetric } from '../metric-batch.ts';
import { rejectMetric } from '../metric-rejection.ts';
import type { ValueSlot } from '../value-slot.ts';
import { pointReader } from './data-point.ts';
import { readEnum, temporalities } from './enum.ts';
import type { ReadItem } from './group.ts';
import { plainText } from './json-path.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readBool } from './nested.ts';
import { keptText } from './resource.ts';

/** The members of `data` stand at the numbers of their kinds. */
const keys = keyTable([
  'name',
  'gauge',
  'sum',
  'histogram',
  'exponentialHistogram',
  'summary',
  'unit',
  'description',
  'metadata',
]);
const dataKeys = keyTable(['dataPoints', 'aggregationTemporality', 'isMonotonic']);

export function metricReader(reader: JsonReader, batch: MetricBatch, slot: ValueSlot, name: NameField): ReadItem {
  const { metrics } = batch;
  const readPoint = pointReader(reader, batch, slot, name);
  /** Why the metric being read cannot be kept; the first reason wins. */
  let fault: string | undefined;
  let faultAt = 0;

  return (resource, scope) => {
    reader.peek();
    const start = reader.pos;
    const first = batch.count;
    const row = addMetric(metrics, resource, scope);
    let unknown: string | undefined;
    fault = undefined;
    faultAt = start;
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      const { textAt, textLength } = reader;
      const key = keys.find(reader.arena.bytes, textAt, textLength);
      switch (key) {
        case 0:
          if (reader.text()) {
            metrics.nameStart[row] = reader.textAt;
            metrics.nameLength[row] = reader.textLength;
          }
          break;
        case 6:
          metrics.unitLength[row] = keptText(reader, batch, name);
          metrics.unitStart[row] = reader.textAt;
          break;
        case 7:
          metrics.descriptionLength[row] = keptText(reader, batch, name);
          metrics.descriptionStart[row] = reader.textAt;
          break;
        case MetricKind.gauge:
        case MetricKind.sum:
        case MetricKind.histogram:
        case MetricKind.exponentialHistogram:
        case MetricKind.summary:
          readMember(row, key);
          break;
        default:
          if (key < 0 && reader.peek() === 0x7b) unknown ??= plainText(reader.arena.bytes, textAt, textAt + textLength);
          reader.skip();
      }
      noteFault();
    }
    noteFault();
    if (fault === undefined && metrics.kind[row] === 0 && unknown !== undefined)
      fault = `a metric of a kind that is not known: "${unknown}"`;
    if (fault === undefined && metrics.nameLength[row] === 0) fault = 'a metric without a name';
    if (fault !== undefined) rejectMetric(batch, name, first, faultAt, fault);
    if (batch.count === first) metrics.count--;
  };

  /** What is wrong at this level concerns all points. */
  function noteFault(): void {
    if (reader.rejected === undefined) return;
    if (fault === undefined) [fault, faultAt] = [reader.rejected, reader.rejectedAt];
    reader.rejected = undefined;
  }

  /** One member of `data`; null is none. */
  function readMember(row: number, kind: number): void {
    if (reader.isNull()) return;
    const at = reader.pos;
    if (metrics.kind[row] !== 0) {
      rejectItem(batch, name, at, 'a metric with data of two kinds; the first is kept');
      reader.skip();
      return;
    }
    metrics.kind[row] = kind;
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      switch (dataKeys.find(reader.arena.bytes, reader.textAt, reader.textLength)) {
        case 0:
          for (let next = reader.firstItem(); next; next = reader.nextItem()) readPoint(row, kind);
          break;
        case 1:
          readTemporality(row, kind);
          break;
        case 2:
          if (kind === MetricKind.sum) metrics.monotonic[row] = readBool(reader) === true ? 1 : 0;
          else reader.skip();
          break;
        default:
          reader.skip();
      }
      // The points that follow have nothing to do with it.
      noteFault();
    }
  }

  function readTemporality(row: number, kind: number): void {
    if (kind === MetricKind.gauge || kind === MetricKind.summary) {
      reader.skip();
      return;
    }
    metrics.temporality[row] = readEnum(reader, batch, temporalities, name);
    if (reader.rejected === undefined) return;
    complain(batch, name, reader.rejectedAt, `${reader.rejected}; the temporality is read as unspecified`);
    reader.rejected = undefined;
  }
}

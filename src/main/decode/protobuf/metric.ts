// Metric to a row of MetricColumns and its points to rows of MetricBatch. The fields of a metric may come in any order:
// its texts and the place of its data are found first, then the data is read.
import { type MetricBatch, MetricKind } from '../../../contract/metric-batch.ts';
import type { NameField } from '../any-batch.ts';
import { addMetric } from '../metric-batch.ts';
import { rejectMetric } from '../metric-rejection.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readText } from './attribute.ts';
import { pointReader, type ReadPoint } from './data-point.ts';
import type { ReadItem } from './group.ts';
import {
  exponentialHistogramShape,
  gaugeShape,
  histogramShape,
  metricShape,
  summaryShape,
  sumShape,
} from './metric-shapes.ts';
import { keptText } from './resource.ts';
import type { MessageShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/** Tags of the members of `data`: the kind and message of each. */
const members: ReadonlyMap<number, readonly [kind: number, shape: MessageShape]> = new Map([
  [42, [MetricKind.gauge, gaugeShape]],
  [58, [MetricKind.sum, sumShape]],
  [74, [MetricKind.histogram, histogramShape]],
  [82, [MetricKind.exponentialHistogram, exponentialHistogramShape]],
  [90, [MetricKind.summary, summaryShape]],
]);
const temporalityTag = 16;
const monotonicTag = 24;

export function metricReader(reader: WireReader, batch: MetricBatch, slot: ValueSlot, name: NameField): ReadItem {
  const { metrics } = batch;
  const readPoint = pointReader(reader, batch, slot, name);
  return (resource, scope, end) => {
    const start = reader.pos;
    const first = batch.count;
    const row = addMetric(metrics, resource, scope);
    let member = 0;
    let from = start;
    let unknown = 0;
    let fault: string | undefined;
    let faultAt = start - 1;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      switch (tag) {
        case 10:
          metrics.nameLength[row] = readText(reader, end);
          metrics.nameStart[row] = reader.textAt;
          if (reader.rejected === undefined) break;
          fault = reader.rejected;
          faultAt = reader.rejectedAt;
          reader.rejected = undefined;
          break;
        case 18:
          metrics.descriptionLength[row] = keptText(reader, batch, end, name);
          metrics.descriptionStart[row] = reader.textAt;
          break;
        case 26:
          metrics.unitLength[row] = keptText(reader, batch, end, name);
          metrics.unitStart[row] = reader.textAt;
          break;
        case 98:
          hop(end);
          break;
        default:
          if (members.has(tag)) {
            // Of several members of the oneof the last wins; the same one again adds to it.
            if (tag !== member) from = reader.tagAt;
            member = tag;
            hop(end);
          } else {
            if ((tag & 7) === 2) unknown = tag >>> 3;
            reader.skipUnknown(tag, end, metricShape);
          }
      }
    }
    const [kind, shape] = members.get(member) ?? [0, metricShape];
    metrics.kind[row] = kind;
    if (fault === undefined && kind === 0 && unknown > 0)
      fault = `a metric of a kind that is not known: its data is in field ${unknown}`;
    if (fault === undefined && metrics.nameLength[row] === 0) fault = 'a metric without a name';
    if (kind !== 0) {
      reader.pos = from;
      while (reader.pos < end) {
        const tag = reader.tag(end);
        if (tag === member) {
          const dataEnd = reader.length(end) + reader.pos;
          readData(reader, batch, row, kind, shape, dataEnd, readPoint);
        } else reader.skipUnknown(tag, end, nothingKnown);
      }
    }
    if (fault !== undefined) rejectMetric(batch, name, first, faultAt, fault);
    if (batch.count === first) metrics.count--;
  };

  function hop(end: number): void {
    const length = reader.length(end);
    reader.pos += length;
  }
}

/** Everything was checked the first time. */
const nothingKnown: MessageShape = new Map();

function readData(
  reader: WireReader,
  { metrics }: MetricBatch,
  row: number,
  kind: number,
  shape: MessageShape,
  end: number,
  readPoint: ReadPoint,
): void {
  const hasTemporality = shape.has(2);
  const hasMonotonic = shape.has(3);
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 10) {
      const pointEnd = reader.length(end) + reader.pos;
      readPoint(row, kind, pointEnd);
    } else if (tag === temporalityTag && hasTemporality) {
      const temporality = reader.word(end);
      metrics.temporality[row] = temporality <= 2 ? temporality : 0;
    } else if (tag === monotonicTag && hasMonotonic) {
      reader.word64(end);
      metrics.monotonic[row] = reader.low !== 0 || reader.high !== 0 ? 1 : 0;
    } else reader.skipUnknown(tag, end, shape);
  }
}

// Life of a reusable MetricBatch: made once per decoder, reset per request, grown by doubling, shrunk after a giant.
import type { ExemplarColumns, MetricBatch, MetricColumns } from '../../contract/metric-batch.ts';
import { NONE } from '../../contract/span-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { resetShared } from './any-batch.ts';
import {
  grownCapacity,
  keptCapacity,
  makeAttributes,
  makeResources,
  makeScopes,
  resizedBytes,
  resizedDoubles,
  resizedIntegers,
  resizedWords,
} from './columns.ts';
import { resizeExemplars, resizeMetrics } from './metric-columns.ts';
import type { NumberList } from './number-list.ts';

export function makeMetricBatch(): MetricBatch {
  const none = new Uint32Array(0);
  const noBytes = new Uint8Array(0);
  const noDoubles = new Float64Array(0);
  const noIntegers = new Int32Array(0);
  return {
    signal: 'metrics',
    bytes: noBytes,
    count: 0,
    attributes: makeAttributes(),
    resources: makeResources(),
    scopes: makeScopes(),
    metrics: {
      count: 0,
      resource: none,
      scope: none,
      nameStart: none,
      nameLength: none,
      unitStart: none,
      unitLength: none,
      descriptionStart: none,
      descriptionLength: none,
      kind: noBytes,
      temporality: noBytes,
      monotonic: noBytes,
    },
    metric: none,
    startWords: none,
    timeWords: none,
    flags: none,
    attributeStart: none,
    attributeCount: none,
    valueKind: noBytes,
    valueWords: none,
    total: noDoubles,
    has: noBytes,
    sum: noDoubles,
    min: noDoubles,
    max: noDoubles,
    boundsStart: none,
    boundsCount: none,
    bucketsStart: none,
    bucketsCount: none,
    scale: noIntegers,
    zeroCount: noDoubles,
    zeroThreshold: noDoubles,
    positiveOffset: noIntegers,
    negativeOffset: noIntegers,
    negativeStart: none,
    negativeCount: none,
    numbers: { count: 0, values: noDoubles },
    exemplarStart: none,
    exemplarCount: none,
    exemplars: {
      count: 0,
      timeWords: none,
      valueKind: noBytes,
      valueWords: none,
      traceIdStart: none,
      spanIdStart: none,
      attributeStart: none,
      attributeCount: none,
    },
    rejections: [],
    rejectedCount: 0,
  };
}

/** Empties the batch for a request whose slices will point into `bytes`. */
export function resetMetricBatch(batch: MetricBatch, bytes: Uint8Array): void {
  const { metrics, numbers, exemplars } = batch;
  const rows = keptCapacity(batch.metric.length, batch.count, 8192);
  if (rows !== batch.metric.length) resizePoints(batch, rows);
  const metricRows = keptCapacity(metrics.resource.length, metrics.count, 1024);
  if (metricRows !== metrics.resource.length) resizeMetrics(metrics, metricRows);
  const numberRows = keptCapacity(numbers.values.length, numbers.count, 65_536);
  if (numberRows !== numbers.values.length) numbers.values = resizedDoubles(numbers.values, numberRows);
  const exemplarRows = keptCapacity(exemplars.traceIdStart.length, exemplars.count, 8192);
  if (exemplarRows !== exemplars.traceIdStart.length) resizeExemplars(exemplars, exemplarRows);
  resetShared(batch, bytes);
  batch.count = 0;
  metrics.count = 0;
  numbers.count = 0;
  exemplars.count = 0;
}

/** Makes room for the point at `batch.count`. */
export function reservePoint(batch: MetricBatch): void {
  if (batch.count === batch.metric.length) resizePoints(batch, grownCapacity(batch.count));
}

function resizePoints(batch: MetricBatch, rows: number): void {
  batch.metric = resizedWords(batch.metric, rows);
  batch.startWords = resizedWords(batch.startWords, 2 * rows);
  batch.timeWords = resizedWords(batch.timeWords, 2 * rows);
  batch.flags = resizedWords(batch.flags, rows);
  batch.attributeStart = resizedWords(batch.attributeStart, rows);
  batch.attributeCount = resizedWords(batch.attributeCount, rows);
  batch.valueKind = resizedBytes(batch.valueKind, rows);
  batch.valueWords = resizedWords(batch.valueWords, 2 * rows);
  batch.total = resizedDoubles(batch.total, rows);
  batch.has = resizedBytes(batch.has, rows);
  batch.sum = resizedDoubles(batch.sum, rows);
  batch.min = resizedDoubles(batch.min, rows);
  batch.max = resizedDoubles(batch.max, rows);
  batch.boundsStart = resizedWords(batch.boundsStart, rows);
  batch.boundsCount = resizedWords(batch.boundsCount, rows);
  batch.bucketsStart = resizedWords(batch.bucketsStart, rows);
  batch.bucketsCount = resizedWords(batch.bucketsCount, rows);
  batch.scale = resizedIntegers(batch.scale, rows);
  batch.zeroCount = resizedDoubles(batch.zeroCount, rows);
  batch.zeroThreshold = resizedDoubles(batch.zeroThreshold, rows);
  batch.positiveOffset = resizedIntegers(batch.positiveOffset, rows);
  batch.negativeOffset = resizedIntegers(batch.negativeOffset, rows);
  batch.negativeStart = resizedWords(batch.negativeStart, rows);
  batch.negativeCount = resizedWords(batch.negativeCount, rows);
  batch.exemplarStart = resizedWords(batch.exemplarStart, rows);
  batch.exemplarCount = resizedWords(batch.exemplarCount, rows);
}

/** Writes the default of every field that may be missing from the request. */
export function clearPoint(batch: MetricBatch, row: number, metric: number): void {
  batch.metric[row] = metric;
  batch.startWords[2 * row] = 0;
  batch.startWords[2 * row + 1] = 0;
  batch.timeWords[2 * row] = 0;
  batch.timeWords[2 * row + 1] = 0;
  batch.flags[row] = 0;
  batch.attributeStart[row] = batch.attributes.count;
  batch.attributeCount[row] = 0;
  batch.valueKind[row] = ValueKind.empty;
  batch.valueWords[2 * row] = 0;
  batch.valueWords[2 * row + 1] = 0;
  batch.total[row] = 0;
  batch.has[row] = 0;
  batch.sum[row] = 0;
  batch.min[row] = 0;
  batch.max[row] = 0;
  batch.boundsStart[row] = 0;
  batch.boundsCount[row] = 0;
  batch.bucketsStart[row] = 0;
  batch.bucketsCount[row] = 0;
  batch.scale[row] = 0;
  batch.zeroCount[row] = 0;
  batch.zeroThreshold[row] = 0;
  batch.positiveOffset[row] = 0;
  batch.negativeOffset[row] = 0;
  batch.negativeStart[row] = 0;
  batch.negativeCount[row] = 0;
  batch.exemplarStart[row] = batch.exemplars.count;
  batch.exemplarCount[row] = 0;
}

/** A new row that says nothing but where it belongs. */
export function addMetric(metrics: MetricColumns, resource: number, scope: number): number {
  if (metrics.count === metrics.resource.length) resizeMetrics(metrics, grownCapacity(metrics.count));
  const row = metrics.count++;
  metrics.resource[row] = resource;
  metrics.scope[row] = scope;
  metrics.nameStart[row] = 0;
  metrics.nameLength[row] = 0;
  metrics.unitStart[row] = 0;
  metrics.unitLength[row] = 0;
  metrics.descriptionStart[row] = 0;
  metrics.descriptionLength[row] = 0;
  metrics.kind[row] = 0;
  metrics.temporality[row] = 0;
  metrics.monotonic[row] = 0;
  return row;
}

/** A new row that says nothing; its attributes will follow those that are there. */
export function addExemplar(batch: MetricBatch): number {
  const { exemplars } = batch;
  if (exemplars.count === exemplars.traceIdStart.length) resizeExemplars(exemplars, grownCapacity(exemplars.count));
  const row = exemplars.count++;
  clearExemplar(exemplars, row, batch.attributes.count);
  return row;
}

export function clearExemplar(exemplars: ExemplarColumns, row: number, firstAttribute: number): void {
  exemplars.timeWords[2 * row] = 0;
  exemplars.timeWords[2 * row + 1] = 0;
  exemplars.valueKind[row] = ValueKind.empty;
  exemplars.valueWords[2 * row] = 0;
  exemplars.valueWords[2 * row + 1] = 0;
  exemplars.traceIdStart[row] = NONE;
  exemplars.spanIdStart[row] = NONE;
  exemplars.attributeStart[row] = firstAttribute;
  exemplars.attributeCount[row] = 0;
}

/** Appends the list to `numbers`; answers where it begins. */
export function addNumbers({ numbers }: MetricBatch, list: NumberList): number {
  const start = numbers.count;
  const end = start + list.count;
  let capacity = numbers.values.length;
  while (capacity < end) capacity = grownCapacity(capacity);
  if (capacity !== numbers.values.length) numbers.values = resizedDoubles(numbers.values, capacity);
  const { values } = numbers;
  for (let i = 0; i < list.count; i++) values[start + i] = list.values[i] as number;
  numbers.count = end;
  return start;
}

// The samples of one OTLP stream as data points, stretch by stretch: what store/point-slots.ts made slots of, back again.
import { spanIdAt, traceIdAt } from '../../../contract/ids.ts';
import { Temporality } from '../../../contract/metric-batch.ts';
import type {
  ExemplarRecord,
  ExponentialBuckets,
  ExponentialPoint,
  HistogramPoint,
  NumberPoint,
  PointRecord,
  SummaryPoint,
} from '../../../contract/metric-records.ts';
import type { SampleBuckets } from '../../../contract/sample-batch.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type {
  ExemplarRow,
  MetricRow,
  MetricsReader,
  SampleSegment,
  SampleSlot,
  StoredHistogram,
  StreamLayout,
  StreamRow,
  TimeRange,
} from '../../store/reader-face.ts';

export type AnyPoint = NumberPoint | HistogramPoint | ExponentialPoint | SummaryPoint;

const stale = 2;
/** Schema of native histograms with custom bounds. */
const customSchema = -53;
/** A run keeps so many in all. */
const mostExemplars = 100_000;

export class StreamPoints {
  readonly stream: StreamRow;
  readonly metric: MetricRow;
  readonly #metrics: MetricsReader;
  readonly #delta: boolean;
  /** Those that no point has taken yet, oldest first. */
  readonly #exemplars: readonly ExemplarRow[];
  #taken = 0;
  /** Unix milliseconds of the sample before; 0 before the first. */
  #before = 0;
  /** The last point that was read: what was measured behind it stays with it where no other comes. */
  #waiting: AnyPoint | undefined;

  /** @param exemplars whose times, Unix milliseconds, are wanted; `undefined` where the run has none */
  constructor(metrics: MetricsReader, stream: StreamRow, exemplars: TimeRange | undefined) {
    this.#metrics = metrics;
    this.stream = stream;
    this.metric = metrics.metric(stream.metric);
    this.#delta = this.metric.temporality === Temporality.delta;
    const [from, to] = exemplars ?? [0, 0];
    this.#exemplars =
      exemplars === undefined ? [] : metrics.exemplars(stream.number, from, to, mostExemplars).toReversed();
  }

  /**
   * Samples with after < time <= to, Unix milliseconds, in order; while there are exemplars, the last of them is kept for the
   * next call, or `rest`.
   */
  *read(after: number, to: number): Generator<AnyPoint> {
    for (const segment of this.#metrics.segments(this.stream.number, after, to)) {
      for (const point of this.#rows(segment, after, to)) {
        if (this.#waiting !== undefined) yield this.#waiting;
        this.#waiting = undefined;
        const whole = this.#withExemplars(point, Number(point.time / 1_000_000n));
        if (this.#taken === this.#exemplars.length) yield whole;
        else this.#waiting = whole;
      }
    }
  }

  /** The last point, with what was measured behind it up to a time. */
  *rest(to = Number.POSITIVE_INFINITY): Generator<AnyPoint> {
    if (this.#waiting !== undefined) yield this.#withExemplars(this.#waiting, to);
    this.#waiting = undefined;
  }

  #withExemplars(point: AnyPoint, to: number): AnyPoint {
    const first = this.#taken;
    while (this.#taken < this.#exemplars.length && (this.#exemplars[this.#taken] as ExemplarRow).time <= to)
      this.#taken += 1;
    if (this.#taken === first) return point;
    const taken = this.#exemplars.slice(first, this.#taken).map(exemplarRecord);
    return { ...point, exemplars: [...point.exemplars, ...taken] };
  }

  *#rows({ block, first }: SampleSegment, after: number, to: number): Generator<AnyPoint> {
    const { layout } = this.stream;
    const histograms = layout.kind === 'native' ? block.histograms(first) : [];
    const write = pointWriter(layout, (slot) => block.slot(first + slot), histograms);
    const { cells } = block.slot(first + countSlot(layout));
    const starts = block.starts(first) ?? [];
    let next = 0;
    let start = 0;
    for (let row = 0; row < block.rows; row++) {
      if (!block.startsHold) start = 0;
      if (starts[next] === row) {
        start = starts[next + 1] as number;
        next += 2;
      }
      const cell = cells?.[row] ?? 1;
      if (cell === 0) continue;
      const time = block.times[row] as number;
      if (time > to) return;
      const own = start === 0 && this.#delta ? this.#before : start;
      this.#before = time;
      if (time <= after) continue;
      const point: PointRecord = {
        attributes: this.stream.attributes,
        start: nanosOfWholeMillis(own),
        time: nanosOfWholeMillis(time),
        recorded: cell !== stale,
        exemplars: [],
      };
      yield write(point, row);
    }
  }
}

/** Samples have whole milliseconds, also beyond those that a double has parts of. */
function nanosOfWholeMillis(millis: number): UnixNanos {
  return unixNanos(BigInt(Math.max(0, Math.trunc(millis))) * 1_000_000n);
}

function exemplarRecord({ time, value, traceId, spanId, attributes }: ExemplarRow): ExemplarRecord {
  return {
    time: nanosOfWholeMillis(time),
    value,
    traceId: traceId.length === 16 ? traceIdAt(traceId, 0) : undefined,
    spanId: spanId.length === 8 ? spanIdAt(spanId, 0) : undefined,
    attributes,
  };
}

/** The slot that every sample of the stream has. */
function countSlot(layout: StreamLayout): number {
  if (layout.kind === 'histogram') return layout.bounds.length;
  return layout.kind === 'summary' ? layout.quantiles.length : 0;
}

type Slots = (slot: number) => SampleSlot;

function pointWriter(
  layout: StreamLayout,
  slots: Slots,
  histograms: readonly (StoredHistogram | undefined)[],
): (point: PointRecord, row: number) => AnyPoint {
  switch (layout.kind) {
    case 'number': {
      const { values } = slots(0);
      return (point, row) => ({ ...point, value: values[row] as number });
    }
    case 'histogram':
      return histogramWriter(layout, slots);
    case 'summary': {
      const columns = Array.from({ length: layout.quantiles.length + 2 }, (_, slot) => slots(slot).values);
      const { quantiles } = layout;
      return (point, row) => ({
        ...point,
        count: columns[quantiles.length]?.[row] ?? 0,
        sum: columns[quantiles.length + 1]?.[row] ?? 0,
        quantiles: Array.from(quantiles, (quantile, q) => [quantile, columns[q]?.[row] ?? 0] as const),
      });
    }
    case 'native':
      return (point, row) => exponentialPoint(point, histograms[row]);
  }
}

function histogramWriter(
  layout: Extract<StreamLayout, { kind: 'histogram' }>,
  slots: Slots,
): (point: PointRecord, row: number) => HistogramPoint {
  const { bounds } = layout;
  const { length } = bounds;
  const counts = Array.from({ length: length + 1 }, (_, slot) => slots(slot).values);
  let next = length + 1;
  const [sum, min, max] = [layout.sum, layout.min, layout.max].map((sent) => (sent ? slots(next++) : undefined));
  // A point without value says all that its stream has: so it is known again.
  const optional = (slot: SampleSlot | undefined, row: number): number | undefined => {
    const cell = slot?.cells?.[row] ?? 1;
    return slot === undefined || cell === 0 ? undefined : slot.values[row];
  };
  return (point, row) => {
    const buckets = new Float64Array(length === 0 ? 0 : length + 1);
    let below = 0;
    for (let b = 0; b < buckets.length; b++) {
      const upTo = point.recorded ? (counts[b]?.[row] ?? 0) : 0;
      buckets[b] = Math.max(0, upTo - below);
      below = upTo;
    }
    return {
      ...point,
      count: counts[length]?.[row] ?? 0,
      sum: optional(sum, row),
      min: optional(min, row),
      max: optional(max, row),
      bounds,
      buckets,
    };
  };
}

const noBuckets: ExponentialBuckets = { offset: 0, counts: [] };

/** A native histogram with bounds of its own: bucket 0 ends at the first of them. */
function customPoint(point: PointRecord, { count, sum, positive, customValues }: StoredHistogram): HistogramPoint {
  const buckets = new Float64Array(customValues.length === 0 ? 0 : customValues.length + 1);
  positive.indexes.forEach((index, i) => {
    buckets[index] = positive.counts[i] as number;
  });
  return { ...point, count, sum, min: undefined, max: undefined, bounds: customValues, buckets };
}

/** `stored` is undefined of a point without value. */
function exponentialPoint(point: PointRecord, stored: StoredHistogram | undefined): ExponentialPoint | HistogramPoint {
  if (stored === undefined)
    return {
      ...point,
      count: 0,
      sum: undefined,
      min: undefined,
      max: undefined,
      scale: 0,
      zeroCount: 0,
      zeroThreshold: 0,
      positive: noBuckets,
      negative: noBuckets,
    };
  if (stored.schema === customSchema) return customPoint(point, stored);
  const steps = stepsToFit(stored.positive, stored.negative);
  return {
    ...point,
    count: stored.count,
    sum: stored.withoutSum ? undefined : stored.sum,
    min: stored.min,
    max: stored.max,
    scale: stored.schema - steps,
    zeroCount: stored.zeroCount,
    zeroThreshold: stored.zeroThreshold,
    positive: denseBuckets(stored.positive, steps),
    negative: denseBuckets(stored.negative, steps),
  };
}

/** Buckets of one sign that OTLP's readers take; a scraped histogram may have few, but far apart. */
const mostBuckets = 16_384;

/** How often the scale has to be halved until both signs fit. */
function stepsToFit(...sides: readonly SampleBuckets[]): number {
  let steps = 0;
  const width = ({ indexes }: SampleBuckets): number =>
    indexes.length === 0 ? 0 : coarser(indexes.at(-1) as number, steps) - coarser(indexes[0] as number, steps) + 1;
  while (sides.some((side) => width(side) > mostBuckets)) steps += 1;
  return steps;
}

/** Bucket i ends at 2^(i/2^scale): a scale that is coarser by one has half of the bounds. */
const coarser = (index: number, steps: number): number => ((index - 1) >> steps) + 1;

/** OpenTelemetry's bucket 0 begins at 1, Prometheus' bucket 0 ends there. */
function denseBuckets({ indexes, counts }: SampleBuckets, steps: number): ExponentialBuckets {
  if (indexes.length === 0) return noBuckets;
  const first = coarser(indexes[0] as number, steps);
  const dense = Array.from({ length: coarser(indexes.at(-1) as number, steps) - first + 1 }, () => 0);
  indexes.forEach((index, i) => {
    const at = coarser(index, steps) - first;
    dense[at] = (dense[at] as number) + (counts[i] as number);
  });
  return { offset: first - 1, counts: dense };
}

// One stream as the writer knows it: what an OTLP sender keeps sending under one set of attributes, or one scraped series.
import type { StoredHistogram, StreamLayout } from './sample-face.ts';
import type { SampleGroup } from './sample-group.ts';

/**
 * Slots of a histogram: counts up to each bound (inclusive), then the count, then sum, min and max where they are sent.
 * Of a summary: a value per quantile, then count and sum. Of native histograms: the count, beside the packed bytes.
 */
export function widthOf(layout: StreamLayout): number {
  if (layout.kind === 'histogram')
    return layout.bounds.length + 1 + Number(layout.sum) + Number(layout.min) + Number(layout.max);
  return layout.kind === 'summary' ? layout.quantiles.length + 2 : 1;
}

/** Series that a stream appears as: each of its slots, and the last bucket of a histogram beside its count. */
export function seriesOf(layout: StreamLayout): number {
  return widthOf(layout) + Number(layout.kind === 'histogram');
}

export class SampleStream {
  readonly number: number;
  readonly width: number;
  readonly layout: StreamLayout;
  /** Streams of one key share groups. */
  readonly groupKey: string;
  readonly delta: boolean;
  group: SampleGroup<SampleStream> | undefined;
  first = 0;
  /** Unix milliseconds of the latest sample, -Infinity before the first. */
  last = Number.NEGATIVE_INFINITY;
  /** Its row in the group, -1 when that is in a block. */
  row = -1;
  start = 0;
  /** No start time of it is in the group's rows yet. */
  fresh = true;
  /** Of a delta stream: the sum of each slot up to the last sealed row, and since when. */
  sums: Float64Array | undefined;
  since = 0;
  nativeSum: StoredHistogram | undefined;

  constructor(number: number, layout: StreamLayout, groupKey: string, delta: boolean) {
    this.number = number;
    this.layout = layout;
    this.width = widthOf(layout);
    this.groupKey = groupKey;
    this.delta = delta;
  }

  sealed(): void {
    this.row = -1;
    this.fresh = true;
  }
}

const layoutNumbers = { number: 0, histogram: 1, summary: 2, native: 3 } as const;

/** As `streams.layout` keeps it: a kind byte; of histograms a byte of what is sent (1 sum, 2 min, 4 max); then doubles. */
export function bytesOfLayout(layout: StreamLayout): Uint8Array {
  const doubles =
    layout.kind === 'histogram' ? layout.bounds : layout.kind === 'summary' ? layout.quantiles : new Float64Array(0);
  const head =
    layout.kind === 'histogram'
      ? [layoutNumbers.histogram, Number(layout.sum) + 2 * Number(layout.min) + 4 * Number(layout.max)]
      : [layoutNumbers[layout.kind]];
  const bytes = new Uint8Array(head.length + 8 * doubles.length);
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  doubles.forEach((value, i) => view.setFloat64(head.length + 8 * i, value, true));
  return bytes;
}

/** `undefined` when the bytes are no layout. */
export function layoutOfBytes(bytes: Uint8Array): StreamLayout | undefined {
  const kind = bytes[0];
  if (bytes.length === 1 && kind === layoutNumbers.number) return { kind: 'number' };
  if (bytes.length === 1 && kind === layoutNumbers.native) return { kind: 'native' };
  const head = kind === layoutNumbers.histogram ? 2 : 1;
  if ((kind !== layoutNumbers.histogram && kind !== layoutNumbers.summary) || (bytes.length - head) % 8 !== 0)
    return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const doubles = new Float64Array(Math.floor((bytes.length - head) / 8));
  for (let i = 0; i < doubles.length; i++) doubles[i] = view.getFloat64(head + 8 * i, true);
  if (kind === layoutNumbers.summary) return { kind: 'summary', quantiles: doubles };
  const sent = bytes[1] as number;
  return { kind: 'histogram', bounds: doubles, sum: (sent & 1) > 0, min: (sent & 2) > 0, max: (sent & 4) > 0 };
}

// Batches of metric points from plain objects, as a decoder would hand them to the store.
import { Has, type MetricBatch, MetricKind, Temporality } from '../../src/contract/metric-batch.ts';
import { NONE } from '../../src/contract/span-batch.ts';
import { ValueKind } from '../../src/contract/values.ts';

export type TestAttributes = Readonly<Record<string, string | number | boolean>>;

export interface TestExemplar {
  readonly time: number;
  readonly value: number;
  readonly traceId?: Uint8Array;
  readonly spanId?: Uint8Array;
  readonly attributes?: TestAttributes;
}

/** Times in Unix milliseconds. */
export interface TestPoint {
  readonly name: string;
  readonly unit?: string;
  readonly description?: string;
  readonly kind?: keyof typeof MetricKind;
  readonly temporality?: keyof typeof Temporality;
  readonly monotonic?: boolean;
  readonly resource?: TestAttributes;
  readonly scope?: string;
  readonly attributes?: TestAttributes;
  readonly time: number;
  readonly start?: number;
  readonly stale?: boolean;
  readonly value?: number;
  /** Of histograms: upper bounds and the counts of each bucket; of summaries: quantiles and their values. */
  readonly bounds?: readonly number[];
  readonly counts?: readonly number[];
  readonly count?: number;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  readonly scale?: number;
  readonly offset?: number;
  readonly zeroCount?: number;
  readonly exemplars?: readonly TestExemplar[];
}

const encoder = new TextEncoder();

export function metricBatch(points: readonly TestPoint[]): MetricBatch {
  const arena: number[] = [];
  const put = (bytes: Iterable<number>): readonly [number, number] => {
    const start = arena.length;
    arena.push(...bytes);
    return [start, arena.length - start];
  };
  const text = (value: string): readonly [number, number] => put(encoder.encode(value));
  const list = (): number[] => [];
  const a = { key: list(), keyLength: list(), kind: list(), start: list(), length: list(), words: list() };
  const doubleWords = (value: number): readonly [number, number] => {
    const words = new Uint32Array(Float64Array.of(value).buffer);
    return [words[0] as number, words[1] as number];
  };
  const timeWords = (millis: number): readonly [number, number] => {
    const nanos = BigInt(millis) * 1_000_000n;
    return [Number(nanos & 0xffff_ffffn), Number(nanos >> 32n)];
  };
  const attributes = (given: TestAttributes = {}): readonly [number, number] => {
    const from = a.key.length;
    for (const [key, value] of Object.entries(given)) {
      const [start, length] = text(key);
      a.key.push(start);
      a.keyLength.push(length);
      const [at, bytes] = typeof value === 'string' ? text(value) : [NONE, 0];
      a.start.push(at);
      a.length.push(bytes);
      a.kind.push(
        typeof value === 'string' ? ValueKind.text : typeof value === 'boolean' ? ValueKind.bool : ValueKind.double,
      );
      a.words.push(...(typeof value === 'number' ? doubleWords(value) : [Number(value === true), 0]));
    }
    return [from, a.key.length - from];
  };

  const resources = {
    raw: list(),
    rawLength: list(),
    first: list(),
    count: list(),
    service: list(),
    serviceLength: list(),
  };
  const scopes = { raw: list(), rawLength: list(), name: list(), nameLength: list(), first: list(), count: list() };
  const metrics = {
    resource: list(),
    scope: list(),
    name: list(),
    nameLength: list(),
    unit: list(),
    unitLength: list(),
    description: list(),
    descriptionLength: list(),
    kind: list(),
    temporality: list(),
    monotonic: list(),
  };
  const known = { resource: new Map<string, number>(), scope: new Map<string, number>() };
  const resourceOf = (given: TestAttributes = { 'service.name': 'shop' }): number => {
    const key = JSON.stringify(given);
    const before = known.resource.get(key);
    if (before !== undefined) return before;
    const [raw, rawLength] = text(key);
    const [first, count] = attributes(given);
    resources.raw.push(raw);
    resources.rawLength.push(rawLength);
    resources.first.push(first);
    resources.count.push(count);
    const [service, serviceLength] = text(String(given['service.name'] ?? ''));
    resources.service.push(serviceLength === 0 ? NONE : service);
    resources.serviceLength.push(serviceLength);
    known.resource.set(key, known.resource.size);
    return known.resource.size - 1;
  };
  const scopeOf = (name = 'meter'): number => {
    const before = known.scope.get(name);
    if (before !== undefined) return before;
    const [raw, rawLength] = text(name);
    scopes.raw.push(raw);
    scopes.rawLength.push(rawLength);
    scopes.name.push(raw);
    scopes.nameLength.push(rawLength);
    scopes.first.push(0);
    scopes.count.push(0);
    known.scope.set(name, known.scope.size);
    return known.scope.size - 1;
  };

  const p = {
    metric: list(),
    start: list(),
    time: list(),
    flags: list(),
    first: list(),
    count: list(),
    kind: list(),
    words: list(),
    total: list(),
    has: list(),
    sum: list(),
    min: list(),
    max: list(),
    bounds: list(),
    boundsCount: list(),
    buckets: list(),
    bucketsCount: list(),
    scale: list(),
    zero: list(),
    offset: list(),
    exemplars: list(),
    exemplarCount: list(),
  };
  const numbers: number[] = [];
  const e = { time: list(), kind: list(), words: list(), trace: list(), span: list(), first: list(), count: list() };
  for (const point of points) {
    const kind = point.kind ?? 'gauge';
    const summary = kind === 'summary';
    metrics.resource.push(resourceOf(point.resource));
    metrics.scope.push(scopeOf(point.scope));
    for (const [start, length, value] of [
      [metrics.name, metrics.nameLength, point.name],
      [metrics.unit, metrics.unitLength, point.unit ?? ''],
      [metrics.description, metrics.descriptionLength, point.description ?? ''],
    ] as const) {
      const [at, bytes] = text(value);
      start.push(at);
      length.push(bytes);
    }
    metrics.kind.push(MetricKind[kind]);
    metrics.temporality.push(
      Temporality[point.temporality ?? (kind === 'gauge' || summary ? 'unspecified' : 'cumulative')],
    );
    metrics.monotonic.push(Number(point.monotonic ?? kind === 'sum'));
    p.metric.push(metrics.kind.length - 1);
    p.start.push(...timeWords(point.start ?? 0));
    p.time.push(...timeWords(point.time));
    p.flags.push(point.stale === true ? 1 : 0);
    const [first, count] = attributes(point.attributes);
    p.first.push(first);
    p.count.push(count);
    p.kind.push(point.value === undefined ? ValueKind.empty : ValueKind.double);
    p.words.push(...doubleWords(point.value ?? 0));
    const counts = point.counts ?? [];
    p.total.push(point.count ?? (summary ? 0 : counts.reduce((sum, one) => sum + one, point.zeroCount ?? 0)));
    p.has.push(
      (point.sum === undefined ? 0 : Has.sum) |
        (point.min === undefined ? 0 : Has.min) |
        (point.max === undefined ? 0 : Has.max) |
        (counts.length > 0 ? Has.buckets : 0),
    );
    p.sum.push(point.sum ?? 0);
    p.min.push(point.min ?? 0);
    p.max.push(point.max ?? 0);
    p.bounds.push(numbers.length);
    const bounds = point.bounds ?? [];
    if (summary) bounds.forEach((quantile, i) => numbers.push(quantile, counts[i] ?? 0));
    else numbers.push(...bounds);
    p.boundsCount.push(summary ? 2 * bounds.length : bounds.length);
    p.buckets.push(numbers.length);
    p.bucketsCount.push(summary ? 0 : counts.length);
    if (!summary) numbers.push(...counts);
    p.scale.push(point.scale ?? 0);
    p.zero.push(point.zeroCount ?? 0);
    p.offset.push(point.offset ?? 0);
    p.exemplars.push(e.kind.length);
    p.exemplarCount.push(point.exemplars?.length ?? 0);
    for (const { time, value, traceId, spanId, attributes: filtered } of point.exemplars ?? []) {
      e.time.push(...timeWords(time));
      e.kind.push(ValueKind.double);
      e.words.push(...doubleWords(value));
      e.trace.push(traceId === undefined ? NONE : put(traceId)[0]);
      e.span.push(spanId === undefined ? NONE : put(spanId)[0]);
      const [from, length] = attributes(filtered);
      e.first.push(from);
      e.count.push(length);
    }
  }
  const u32 = (values: readonly number[]): Uint32Array => Uint32Array.from(values);
  const none = (values: readonly unknown[]): Uint32Array => new Uint32Array(values.length).fill(NONE);
  const zeros = (values: readonly unknown[]): Uint32Array => new Uint32Array(values.length);
  return {
    signal: 'metrics',
    bytes: Uint8Array.from(arena),
    count: points.length,
    attributes: {
      count: a.key.length,
      keyStart: u32(a.key),
      keyLength: u32(a.keyLength),
      kind: Uint8Array.from(a.kind),
      valueStart: u32(a.start),
      valueLength: u32(a.length),
      words: u32(a.words),
    },
    resources: {
      count: resources.raw.length,
      rawStart: u32(resources.raw),
      rawLength: u32(resources.rawLength),
      attributeStart: u32(resources.first),
      attributeCount: u32(resources.count),
      dropped: zeros(resources.raw),
      serviceStart: u32(resources.service),
      serviceLength: u32(resources.serviceLength),
      schemaUrlStart: none(resources.raw),
      schemaUrlLength: zeros(resources.raw),
    },
    scopes: {
      count: scopes.raw.length,
      rawStart: u32(scopes.raw),
      rawLength: u32(scopes.rawLength),
      nameStart: u32(scopes.name),
      nameLength: u32(scopes.nameLength),
      versionStart: none(scopes.raw),
      versionLength: zeros(scopes.raw),
      attributeStart: u32(scopes.first),
      attributeCount: u32(scopes.count),
      dropped: zeros(scopes.raw),
      schemaUrlStart: none(scopes.raw),
      schemaUrlLength: zeros(scopes.raw),
    },
    metrics: {
      count: metrics.kind.length,
      resource: u32(metrics.resource),
      scope: u32(metrics.scope),
      nameStart: u32(metrics.name),
      nameLength: u32(metrics.nameLength),
      unitStart: u32(metrics.unit),
      unitLength: u32(metrics.unitLength),
      descriptionStart: u32(metrics.description),
      descriptionLength: u32(metrics.descriptionLength),
      kind: Uint8Array.from(metrics.kind),
      temporality: Uint8Array.from(metrics.temporality),
      monotonic: Uint8Array.from(metrics.monotonic),
    },
    metric: u32(p.metric),
    startWords: u32(p.start),
    timeWords: u32(p.time),
    flags: u32(p.flags),
    attributeStart: u32(p.first),
    attributeCount: u32(p.count),
    valueKind: Uint8Array.from(p.kind),
    valueWords: u32(p.words),
    total: Float64Array.from(p.total),
    has: Uint8Array.from(p.has),
    sum: Float64Array.from(p.sum),
    min: Float64Array.from(p.min),
    max: Float64Array.from(p.max),
    boundsStart: u32(p.bounds),
    boundsCount: u32(p.boundsCount),
    bucketsStart: u32(p.buckets),
    bucketsCount: u32(p.bucketsCount),
    scale: Int32Array.from(p.scale),
    zeroCount: Float64Array.from(p.zero),
    zeroThreshold: new Float64Array(points.length),
    positiveOffset: Int32Array.from(p.offset),
    negativeOffset: new Int32Array(points.length),
    negativeStart: zeros(points),
    negativeCount: zeros(points),
    numbers: { count: numbers.length, values: Float64Array.from(numbers) },
    exemplarStart: u32(p.exemplars),
    exemplarCount: u32(p.exemplarCount),
    exemplars: {
      count: e.kind.length,
      timeWords: u32(e.time),
      valueKind: Uint8Array.from(e.kind),
      valueWords: u32(e.words),
      traceIdStart: u32(e.trace),
      spanIdStart: u32(e.span),
      attributeStart: u32(e.first),
      attributeCount: u32(e.count),
    },
    rejections: [],
    rejectedCount: 0,
  };
}

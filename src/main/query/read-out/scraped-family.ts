// The series of one classic histogram or summary, put together: a point for each time at which there is a count.
import { ScrapedKind } from '../../../contract/sample-batch.ts';
import type { ExemplarRecord, HistogramPoint, NumberPoint, SummaryPoint } from '../../../contract/metric-records.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Attribute } from '../../../contract/values.ts';
import type { NamedPoint, ScrapedSeries } from './scraped-as-otlp.ts';

/** A series and what it is in its family. */
interface Part {
  readonly series: ScrapedSeries;
  readonly role: 'part' | 'sum' | 'count';
  /** The bound or the quantile of a part. */
  readonly at: number;
}

interface Sample {
  readonly part: Part;
  readonly point: NumberPoint;
}

export class ScrapedFamily {
  readonly #parts: readonly Part[];
  readonly #first: ScrapedSeries;
  readonly #attributes: readonly Attribute[];

  /** @param series at least one */
  constructor(series: readonly [ScrapedSeries, ...ScrapedSeries[]]) {
    [this.#first] = series;
    this.#parts = series.map(partOf).toSorted((a, b) => a.at - b.at);
    this.#attributes = this.#first.labels.filter(({ key }) => key !== 'le' && key !== 'quantile');
  }

  /** Points with after < time <= to, by time. Samples at a time without a count come as they are, under their own name. */
  *read(after: number, to: number): Generator<NamedPoint> {
    const { metric } = this.#first.points;
    const write = metric.kind === ScrapedKind.histogram ? histogramOf : summaryOf;
    const times = this.#samples(after, to);
    for (const time of [...times.keys()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
      const samples = times.get(time) ?? [];
      const point = write(samples, this.#attributes);
      if (point !== undefined) yield { of: this.#first, name: metric.name, point };
      else
        for (const { part, point: own } of samples)
          yield { of: part.series, name: part.series.name, point: { ...own, attributes: part.series.labels } };
    }
  }

  #samples(after: number, to: number): Map<bigint, Sample[]> {
    const times = new Map<bigint, Sample[]>();
    for (const part of this.#parts) {
      const { points } = part.series;
      // All series of a time belong together: none is kept for the next stretch.
      for (const point of [...points.read(after, to), ...points.rest(to)]) {
        if (!('value' in point)) continue;
        const samples = times.get(point.time);
        if (samples === undefined) times.set(point.time, [{ part, point }]);
        else samples.push({ part, point });
      }
    }
    return times;
  }
}

function partOf(series: ScrapedSeries): Part {
  const { name } = series;
  const of = (key: string): number =>
    Number(textForm(series.labels.find((one) => one.key === key)?.value).replace('+Inf', 'Infinity'));
  const family = series.points.metric.name;
  if (name === `${family}_sum`) return { series, role: 'sum', at: 0 };
  if (name === `${family}_count`) return { series, role: 'count', at: 0 };
  return { series, role: 'part', at: of(name === `${family}_bucket` ? 'le' : 'quantile') };
}

function histogramOf(samples: readonly Sample[], attributes: readonly Attribute[]): HistogramPoint | undefined {
  const buckets = samples.filter(({ part }) => part.role === 'part');
  if (buckets.some(({ part }) => Number.isNaN(part.at))) return undefined;
  const finite = buckets.filter(({ part }) => Number.isFinite(part.at));
  const count = valueOf(samples, 'count') ?? buckets.find(({ part }) => part.at === Infinity)?.point;
  if (count === undefined || finite.some(({ point }) => point.recorded !== count.recorded)) return undefined;
  const bounds = Float64Array.from(finite, ({ part }) => part.at);
  const counts = new Float64Array(finite.length === 0 ? 0 : finite.length + 1);
  let below = 0;
  for (let b = 0; b < counts.length; b++) {
    const upTo = finite[b]?.point.value ?? count.value;
    counts[b] = count.recorded ? Math.max(0, upTo - below) : 0;
    below = upTo;
  }
  const sum = valueOf(samples, 'sum');
  return {
    attributes,
    start: count.start,
    time: count.time,
    recorded: count.recorded,
    exemplars: exemplarsOf(samples),
    count: count.value,
    sum: sum?.value,
    min: undefined,
    max: undefined,
    bounds,
    buckets: counts,
  };
}

function summaryOf(samples: readonly Sample[], attributes: readonly Attribute[]): SummaryPoint | undefined {
  const count = valueOf(samples, 'count');
  const sum = valueOf(samples, 'sum');
  const quantiles = samples.filter(({ part }) => part.role === 'part');
  const odd = quantiles.some(
    ({ part, point }) => !(part.at >= 0 && part.at <= 1) || point.recorded !== count?.recorded,
  );
  if (count === undefined || sum === undefined || odd) return undefined;
  return {
    attributes,
    start: count.start,
    time: count.time,
    recorded: count.recorded,
    exemplars: exemplarsOf(samples),
    count: count.value,
    sum: sum.value,
    quantiles: quantiles.map(({ part, point }) => [part.at, point.value] as const),
  };
}

function valueOf(samples: readonly Sample[], role: Part['role']): NumberPoint | undefined {
  return samples.find(({ part }) => part.role === role)?.point;
}

function exemplarsOf(samples: readonly Sample[]): readonly ExemplarRecord[] {
  return samples.flatMap(({ point }) => point.exemplars);
}

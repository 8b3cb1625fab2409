// How long PromQL expressions take over an hour of 4,000 counters and 3,500 histogram buckets in memory, 241 steps of
// 15 seconds. Method: parsed once, evaluated 15 times after 3 unmeasured runs; milliseconds, median and p95 of the time and
// the median of the processor time (all threads), which says more on a busy machine. Series of one scrape have equal times
// (`scraped`); `pushed` ones have each its own.
// Usage: node bench/promql.ts
import { evaluate } from '../src/main/query/promql/engine/evaluate.ts';
import { Labels, metricName } from '../src/main/query/promql/engine/labels.ts';
import type { Queryable, SeriesColumns } from '../src/main/query/promql/engine/queryable.ts';
import { parseExpr } from '../src/main/query/promql/syntax/parse.ts';

const stepMillis = 15_000;
const spanMillis = 3_600_000;
const start = 1_700_000_000_000 - (1_700_000_000_000 % stepMillis);

export interface PromqlFigure {
  readonly p50: number;
  readonly p95: number;
  /** Of the processor. */
  readonly cpu: number;
  readonly series: number;
}

const queries: Readonly<Record<string, string>> = {
  'rate, 4,000 series': 'rate(requests_total[5m])',
  'sum by (service) (rate), 4,000 series': 'sum by (service) (rate(requests_total[5m]))',
  'error ratio, two sums': 'sum(rate(requests_total{code="500"}[5m])) / sum(rate(requests_total[5m]))',
  'histogram_quantile, 3,500 buckets':
    'histogram_quantile(0.95, sum by (le, service) (rate(duration_seconds_bucket[5m])))',
  'histogram_quantile per series, 3,500 buckets': 'histogram_quantile(0.95, rate(duration_seconds_bucket[5m]))',
  'raw selector, 4,000 series': 'requests_total',
  'avg_over_time, 4,000 series': 'avg by (service) (avg_over_time(requests_total[5m]))',
  'topk(10, rate), 4,000 series': 'topk(10, rate(requests_total[5m]))',
  'one to one division, 4,000 series': 'rate(requests_total[5m]) / on (service, pod, code) requests_total',
};

/** Answers the figures of each expression, for both ways to keep times. */
export async function benchPromql(): Promise<Readonly<Record<string, PromqlFigure>>> {
  const figures: Record<string, PromqlFigure> = {};
  const milliseconds = (value: number) => value.toFixed(1).padStart(7);
  for (const kind of ['scraped', 'pushed'] as const) {
    const queryable = memory(kind);
    for (const [title, query] of Object.entries(queries)) {
      const figure = measure(query, queryable);
      figures[`${title}, ${kind}`] = figure;
      console.log(
        `${`${title}, ${kind}`.padEnd(54)} p50 ${milliseconds(figure.p50)}  p95 ${milliseconds(figure.p95)}  cpu ${milliseconds(figure.cpu)}  ${figure.series} series`,
      );
    }
  }
  return figures;
}

function measure(query: string, queryable: Queryable): PromqlFigure {
  const parsed = parseExpr(query);
  if (parsed.kind !== 'ok') throw new Error(`${query} does not parse`);
  const times: number[] = [];
  const processor: number[] = [];
  let series = 0;
  for (let run = 0; run < 18; run++) {
    const usage = process.cpuUsage();
    const begun = performance.now();
    const answer = evaluate(parsed.value, {
      query,
      startMillis: start,
      endMillis: start + spanMillis,
      stepMillis,
      queryable,
    });
    const { user, system } = process.cpuUsage(usage);
    if (run >= 3) {
      times.push(performance.now() - begun);
      processor.push((user + system) / 1000);
    }
    if (answer.kind !== 'done' || answer.value.kind !== 'matrix') throw new Error(`${query}: no matrix`);
    series = answer.value.series.length;
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), cpu: percentile(processor, 0.5), series };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(10 * (sorted[Math.floor(part * (sorted.length - 1))] as number)) / 10;
}

/** An hour and the five minutes before it, by metric. */
function memory(kind: 'scraped' | 'pushed'): Queryable {
  const samples = (spanMillis + 300_000) / stepMillis + 1;
  const shared = Float64Array.from({ length: samples }, (_, at) => start - 300_000 + at * stepMillis);
  let seed = 1;
  const timesOf = () => {
    const shift = Math.floor(random() * stepMillis);
    return kind === 'scraped' ? shared : shared.map((time) => time + shift);
  };
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const counter = (rate: number) => {
    const values = new Float64Array(samples);
    let value = 0;
    for (let at = 0; at < samples; at++) {
      value = random() < 0.0005 ? 0 : value + Math.floor(random() * rate);
      values[at] = value;
    }
    return values;
  };
  const byName = new Map<string, SeriesColumns[]>([
    ['requests_total', []],
    ['duration_seconds_bucket', []],
  ]);
  const add = (name: string, labels: Readonly<Record<string, string>>, values: Float64Array) =>
    byName.get(name)?.push({ labels: Labels.from({ ...labels, [metricName]: name }), times: timesOf(), values });
  for (let service = 0; service < 20; service++) {
    for (let pod = 0; pod < 50; pod++) {
      for (const code of ['200', '404', '500', '503']) {
        add('requests_total', { service: `service-${service}`, pod: `pod-${pod}`, code }, counter(40));
      }
    }
  }
  const bounds = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '25', '50', '+Inf'];
  for (let service = 0; service < 25; service++) {
    for (let pod = 0; pod < 10; pod++) {
      const total = new Float64Array(samples);
      for (const le of bounds) {
        const more = counter(10);
        for (let at = 0; at < samples; at++) total[at] = (total[at] as number) + (more[at] as number);
        add('duration_seconds_bucket', { service: `service-${service}`, pod: `pod-${pod}`, le }, total.slice());
      }
    }
  }
  return {
    select: (matchers) => {
      const name = matchers.find((matcher) => matcher.name === metricName)?.value ?? '';
      const others = matchers.filter((matcher) => matcher.name !== metricName);
      const all = byName.get(name) ?? [];
      return all.filter(({ labels }) => others.every((matcher) => matcher.matches(labels.get(matcher.name))));
    },
  };
}

if (import.meta.main) await benchPromql();

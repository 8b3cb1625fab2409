// Values of one statsviz message as metrics: lines are gauges by line, heat maps of what was counted since the program began
// are cumulative histograms, heat maps of what there is are gauges by `le`, rising as Prometheus' buckets do.
import { Temporality } from '../../../contract/metric-batch.ts';
import type { MetricRecord, NumberPoint } from '../../../contract/metric-records.ts';
import { statsvizLine, statsvizMetric, type HeatPlot, type StatsvizPlot } from '../../../contract/statsviz-plots.ts';
import type { UnixNanos } from '../../../contract/time.ts';

/** Values of one series beyond are left out. */
const mostValues = 2000;

export class PlotMetrics {
  readonly #plots: ReadonlyMap<string, StatsvizPlot>;
  /** Since when a heat map counts, and its last sum, which falls when the program begins anew. */
  readonly #counted = new Map<string, { start: UnixNanos; sum: number; told: UnixNanos }>();
  readonly #last = new Map<string, MetricRecord>();

  constructor(plots: readonly StatsvizPlot[]) {
    this.#plots = new Map(plots.map((plot) => [plot.name, plot]));
  }

  /** @param values numbers of one series; what is none is passed over. `undefined`: there is nothing to store now */
  metricOf(series: string, values: readonly unknown[], time: UnixNanos): MetricRecord | undefined {
    const plot = this.#plots.get(series);
    const metric = plot?.kind === 'heat' ? this.#heat(plot, values, time) : lines(series, plot, values, time);
    if (metric !== undefined) this.#last.set(series, metric);
    return metric;
  }

  /** Says of everything that was stored that it has no value any more. */
  ended(time: UnixNanos): readonly MetricRecord[] {
    const gone = <P extends { readonly time: UnixNanos; readonly recorded: boolean }>(points: readonly P[]): P[] =>
      points.map((point) => ({ ...point, time, recorded: false }));
    const all = [...this.#last.values()].map((metric): MetricRecord => {
      if (metric.kind === 'gauge') return { ...metric, points: gone(metric.points) };
      return metric.kind === 'histogram' ? { ...metric, points: gone(metric.points) } : metric;
    });
    this.#last.clear();
    return all;
  }

  #heat(plot: HeatPlot, values: readonly unknown[], time: UnixNanos): MetricRecord | undefined {
    const { name, metric, unit, title, bounds, total, every } = plot;
    const counts = Float64Array.from({ length: bounds.length + 1 }, (_, at) => countOf(values[at]));
    const sum = counts.reduce((all, one) => all + one, 0);
    const known = this.#counted.get(name);
    if (known !== undefined && time - known.told < BigInt(every) * 1_000_000_000n - slack && time >= known.told)
      return undefined;
    const start = known === undefined || sum < known.sum ? time : known.start;
    this.#counted.set(name, { start, sum, told: time });
    const base = { time, recorded: true, exemplars: [] };
    if (total) {
      const point = { ...base, start, attributes: [], count: sum, sum: undefined, min: undefined, max: undefined };
      return {
        name: metric,
        unit,
        description: title,
        kind: 'histogram',
        temporality: Temporality.cumulative,
        points: [{ ...point, bounds: Float64Array.from(bounds), buckets: counts }],
      };
    }
    let below = 0;
    const points = Array.from(counts, (count, at): NumberPoint => {
      below += count;
      const attributes = [{ key: 'le', value: at < bounds.length ? String(bounds[at]) : '+Inf' }];
      return { ...base, start: noStart, attributes, value: below };
    });
    return { name: metric, unit, description: title, kind: 'gauge', points };
  }
}

/** Messages come a second apart, a little more or less. */
const slack = 500_000_000n;
const noStart = 0n as UnixNanos;

function lines(
  series: string,
  plot: StatsvizPlot | undefined,
  values: readonly unknown[],
  time: UnixNanos,
): MetricRecord | undefined {
  const names = plot?.kind === 'lines' ? plot.lines : [];
  const points = values.slice(0, mostValues).flatMap((value, at): readonly NumberPoint[] => {
    if (typeof value !== 'number') return [];
    const attributes = [{ key: statsvizLine, value: names[at]?.name ?? String(at + 1) }];
    return [{ value, time, attributes, start: noStart, recorded: true, exemplars: [] }];
  });
  if (points.length === 0) return undefined;
  return {
    name: plot?.metric ?? statsvizMetric(series),
    unit: plot?.unit ?? '',
    description: plot?.title ?? series,
    kind: 'gauge',
    points,
  };
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

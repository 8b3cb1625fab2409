// The questions behind one distribution: its buckets over time, percentiles, mean and extremes, all at the same times.
import { useMemo } from 'react';
import type { MetricsResult } from '../../../../contract/metrics.ts';
import { heatOfClassic, heatOfHistograms, type HeatData } from '../../../draw/heat-map/heat-data.ts';
import { gappedValues } from '../../../draw/time-chart/gapped-values.ts';
import { plainUnit } from '../../../ui/value-unit.ts';
import { distributionQueries } from '../model/distribution-queries.ts';
import { labelsOf } from '../model/labels.ts';
import type { MetricRow } from '../model/metric-rows.ts';
import type { AnsweredQuery } from '../model/chart-lines.ts';
import { useQueryAnswers, type QueryState } from '../explore/use-query-answers.ts';
import type { MetricTime } from '../use-metric-time.ts';
import { useSameList } from '../use-same-list.ts';

export const percentiles = [0.5, 0.9, 0.95, 0.99] as const;

export interface Distribution {
  readonly heat: HeatData | undefined;
  readonly state: QueryState | undefined;
  /** As lines of a chart: percentiles, then mean, least and greatest. */
  readonly percentiles: readonly AnsweredQuery[];
  readonly figures: readonly AnsweredQuery[];
  readonly bucketQuery: string;
  readonly percentileQuery: string;
}

/** Columns of a heat map are wider than points of a line. */
const columnPixels = 6;

export function useDistribution(row: MetricRow, time: MetricTime): Distribution {
  const columnStep = Math.max(time.at.step * columnPixels, 1000);
  const wide = useMemo(() => {
    const end = Math.floor(time.to / columnStep) * columnStep;
    return { start: Math.min(end, Math.ceil(time.from / columnStep) * columnStep), end, step: columnStep };
  }, [time.from, time.to, columnStep]);
  const window = Math.max(columnStep, 2 * row.spacing);
  const queries = useMemo(() => distributionQueries(row, window), [row, window]);
  const [buckets] = useQueryAnswers(
    useMemo(() => [{ text: queries.buckets, hidden: false }], [queries]),
    wide,
  );
  const lines = useMemo(
    () => [
      ...percentiles.map((share) => ({ name: `p${share * 100}`, text: queries.percentile(share) })),
      { name: 'mean', text: queries.mean },
      ...(queries.least === undefined ? [] : [{ name: 'min', text: queries.least }]),
      ...(queries.greatest === undefined ? [] : [{ name: 'max', text: queries.greatest }]),
    ],
    [queries],
  );
  const states = useQueryAnswers(
    useMemo(() => lines.map(({ text }) => ({ text, hidden: false })), [lines]),
    wide,
  );
  const results = useSameList(states.map(({ answer }) => answer?.result));
  const answered = useMemo(
    () =>
      lines.map(({ name, text }, index): AnsweredQuery => ({
        index,
        text,
        name,
        letter: undefined,
        unit: plainUnit,
        result: results[index],
      })),
    [lines, results],
  );
  const result = buckets?.answer?.result;
  const heat = useMemo(() => heatOfResult(result), [result]);
  return {
    heat,
    state: buckets,
    percentiles: useMemo(() => answered.filter(({ name }) => !figureNames.has(name)), [answered]),
    figures: useMemo(() => answered.filter(({ name }) => figureNames.has(name)), [answered]),
    bucketQuery: queries.buckets,
    percentileQuery: queries.percentile(0.95),
  };
}

const figureNames: ReadonlySet<string> = new Set(['mean', 'min', 'max']);

function heatOfResult(result: MetricsResult | undefined): HeatData | undefined {
  if (result?.kind !== 'matrix') return undefined;
  const times = { start: result.start, step: result.step, steps: result.steps };
  if (result.histograms !== undefined && result.histograms.count > 0) return heatOfHistograms(result.histograms, times);
  const series = Array.from({ length: result.labels.rows }, (_, row) => {
    const le = labelsOf(result.labels, row).find(([name]) => name === 'le')?.[1] ?? '+Inf';
    return {
      upper: le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le),
      values: gappedValues(result.values, result.present, row * result.steps, result.steps),
    };
  });
  return heatOfClassic(series, times);
}

// `metrics.spacing`: how far the samples lie apart that a query reads, for steps and windows that fit.
import type { QuerySpacing } from '../../../contract/metrics.ts';
import type { Alive } from '../../store/reader-face.ts';
import { exprOf } from './series-questions.ts';
import { selectorsOf } from './selectors.ts';
import type { MetricFactsKeeper } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import { rateWindow } from './natural-query.ts';

export function metricsSpacing(run: MetricsRun, keeper: MetricFactsKeeper, query: string, alive: Alive): QuerySpacing {
  run.refresh(alive);
  const metrics = new Set<number>();
  for (const { selector } of selectorsOf(exprOf(query)))
    for (const { metric } of run.index(alive).select(selector.matchers)) if (metric !== 0) metrics.add(metric);
  let millis = 0;
  for (const metric of metrics) millis = Math.max(millis, keeper.of(metric, alive).spacing);
  return { millis, rateWindow: rateWindow(millis) };
}

// `metrics.spacing`: how far the samples lie apart that a query reads, for steps and windows that fit. Of several senders the
// slowest one counts: a window that is too short for it would leave it out without a word.
import type { QuerySpacing } from '../../../contract/metrics.ts';
import type { Alive } from '../../store/reader-face.ts';
import { senderOf } from '../metrics/metric-index.ts';
import { exprOf } from './series-questions.ts';
import { selectorsOf } from './selectors.ts';
import { type MetricFactsKeeper, someOf } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import { rateWindow } from './natural-query.ts';

/** Of each metric, the oldest and the newest of those that the query reads. */
const mostSenders = 64;

export function metricsSpacing(run: MetricsRun, keeper: MetricFactsKeeper, query: string, alive: Alive): QuerySpacing {
  run.refresh(alive);
  const index = run.index(alive);
  const senders = new Map<number, Set<string>>();
  let looked = 0;
  for (const { selector } of selectorsOf(exprOf(query)))
    for (const series of index.select(selector.matchers)) {
      if (series.metric === 0) continue;
      const of = senders.get(series.metric);
      if (of === undefined) senders.set(series.metric, new Set([senderOf(series)]));
      else of.add(senderOf(series));
      if (++looked % 2048 === 0) alive();
    }
  let millis = 0;
  for (const [metric, of] of senders)
    millis = Math.max(millis, keeper.spacing(metric, someOf([...of], mostSenders), alive));
  return { millis, rateWindow: rateWindow(millis) };
}

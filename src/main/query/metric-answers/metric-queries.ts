// The door of query/metric-answers: every question about the metrics of one run.
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import type { MetricsMethods } from '../../../contract/metrics.ts';
import type { Alive } from '../../store/reader-face.ts';
import { metricsCardinality } from './cardinality.ts';
import { metricsExplain } from './explain.ts';
import { metricsHints } from './hints.ts';
import { MetricFactsKeeper } from './metric-facts.ts';
import { metricsList, metricsSparklines } from './metrics-list.ts';
import { metricsQuery } from './metrics-query.ts';
import type { MetricsRun } from './metrics-run.ts';
import { metricsSpacing } from './query-spacing.ts';
import { metricsExemplars, metricsLabels, metricsSeries, metricsValues } from './series-questions.ts';

export type MetricQueries = {
  readonly [M in keyof MetricsMethods]: (request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
};

/** `worded` says in the words of the contract what the file is to blame for. */
export function createMetricQueries(
  run: MetricsRun,
  worded: <Request, Answer>(
    question: (request: Request, alive: Alive) => Answer,
  ) => (request: Request, alive: Alive) => Answer,
): MetricQueries {
  const keeper = new MetricFactsKeeper(run);
  return {
    'metrics.list': worded((_, alive) => metricsList(run, keeper, alive)),
    'metrics.sparklines': worded((request, alive) => metricsSparklines(run, keeper, request, alive)),
    'metrics.query': worded((request, alive) => metricsQuery(run, request, alive)),
    'metrics.labels': worded((request, alive) => metricsLabels(run, request, alive)),
    'metrics.values': worded((request, alive) => metricsValues(run, request, alive)),
    'metrics.series': worded((request, alive) => metricsSeries(run, request, alive)),
    'metrics.exemplars': worded((request, alive) => metricsExemplars(run, request, alive)),
    'metrics.cardinality': worded(({ since }, alive) => metricsCardinality(run, since, alive)),
    'metrics.explain': worded((request, alive) => metricsExplain(run, keeper, request, alive)),
    'metrics.hints': worded((request, alive) => metricsHints(run, keeper, request, alive)),
    'metrics.spacing': worded(({ query }, alive) => metricsSpacing(run, keeper, query, alive)),
  };
}

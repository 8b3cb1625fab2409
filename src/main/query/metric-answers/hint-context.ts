// What every hint is given.
import type { PromqlRequest } from '../../../contract/metrics.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { MetricFactsKeeper } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import type { QueryPlaces } from './remarks.ts';

export interface HintContext {
  readonly run: MetricsRun;
  readonly keeper: MetricFactsKeeper;
  readonly places: QueryPlaces;
  readonly request: PromqlRequest;
  readonly alive: Alive;
}

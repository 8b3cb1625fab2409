// The scraper of metrics with its decoders, beside the live run's writer.
import type { ProblemReport } from '../../contract/problems.ts';
import type { SampleSink } from '../../contract/sample-batch.ts';
import { createScraper, type Scraper } from '../collect/scraper.ts';
import { tryTarget } from '../collect/try-target.ts';
import type { ScrapeTarget, TargetTrial } from '../../contract/scrape.ts';
import { createExpositionReader } from '../decode/exposition/exposition-reader.ts';
import { expositionType } from '../decode/exposition/exposition-type.ts';
import { lintExposition } from '../decode/exposition/lint/lint-exposition.ts';

export interface MetricScraper extends Scraper {
  try(target: ScrapeTarget): Promise<TargetTrial>;
}

/** Least milliseconds between two words that something changed. */
const pace = 100;

export function startMetricScraper(
  sink: () => SampleSink,
  report: (problem: ProblemReport) => void,
  onStatus: () => void,
): MetricScraper {
  let timer: NodeJS.Timeout | undefined;
  const decoders = { newReader: createExpositionReader, typeOf: expositionType, lint: lintExposition };
  const scraper = createScraper({
    ...decoders,
    sink,
    report,
    now: () => Date.now(),
    onStatus() {
      timer ??= setTimeout(() => {
        timer = undefined;
        onStatus();
      }, pace);
    },
  });
  return {
    use: (targets) => scraper.use(targets),
    get statuses() {
      return scraper.statuses;
    },
    try: (target) => tryTarget(target, decoders),
    async close() {
      await scraper.close();
      clearTimeout(timer);
    },
  };
}

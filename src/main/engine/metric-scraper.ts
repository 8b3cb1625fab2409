// The scraper of metrics with its decoders, beside the live run's writer.
import type { ProblemReport } from '../../contract/problems.ts';
import type { OutsideRecords } from '../receive/outside.ts';
import type { SampleSink } from '../../contract/sample-batch.ts';
import { createScraper, type Scraper } from '../collect/scraper.ts';
import { tryTarget } from '../collect/try-target.ts';
import type { ScrapeEnd, ScrapeTarget, TargetTrial } from '../../contract/scrape.ts';
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
  outside: OutsideRecords,
): MetricScraper {
  let timer: NodeJS.Timeout | undefined;
  const decoders = { newReader: createExpositionReader, typeOf: expositionType, lint: lintExposition };
  const scraper = createScraper({
    ...decoders,
    sink,
    report,
    record: (target) => scrapeRecord(target, outside),
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

/** The line of a scrape in the inspector; the target's own words in Problems say more. */
function scrapeRecord({ url, job }: ScrapeTarget, outside: OutsideRecords): (end: ScrapeEnd) => void {
  const { host, pathname } = new URL(url);
  const request = { transport: 'scrape', signal: 'metrics', method: 'GET', encoding: '', compression: '' } as const;
  const finish = outside({ ...request, path: pathname, userAgent: '', from: { id: url, address: host } });
  return ({ status, format = '', compression, wireBytes, pageBytes, stored, rejected, message, failed }) =>
    finish({
      status,
      outcome: failed ? 'refused' : rejected > 0 ? 'partial' : 'stored',
      message,
      encoding: format,
      compression,
      wireBytes,
      bodyBytes: pageBytes,
      accepted: stored,
      rejected,
      services: [job],
      problem: 'told',
    });
}

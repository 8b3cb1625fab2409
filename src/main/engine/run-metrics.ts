// The metrics of one run file, asked in this process: for the command line.
import { createJournalDecoder } from './decode-journal.ts';
import type { MetricsQueryAnswer, PromqlRequest, QueryFinding } from '../../contract/metrics.ts';
import { runId } from '../../contract/ids.ts';
import { createQueries, type PrometheusAnswer } from '../query/index.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader } from '../store/reader.ts';

/** Times in Unix milliseconds; `step` 0 with equal start and end asks for one instant. */
type Asked = Omit<PromqlRequest, 'run'>;

export interface RunMetrics {
  /** Time of the newest sample; 0 without any. */
  newest(): number;
  query(asked: Asked): MetricsQueryAnswer;
  /** As Prometheus' HTTP API answers. */
  json(asked: Asked): PrometheusAnswer;
  explain(asked: Asked): readonly QueryFinding[];
  hints(asked: Asked): readonly QueryFinding[];
  close(): void;
}

/** Series printed at most. */
const maxSeries = 10_000;

/** Throws ContractError when the file cannot be read, and whatever `alive` throws. */
export function openRunMetrics(path: string, alive: Alive): RunMetrics {
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder(), alive });
  const { methods, prometheus } = createQueries(reader);
  const run = runId('');
  return {
    newest: () => methods['metrics.list']({ run }, alive).last.reduce((newest, last) => Math.max(newest, last), 0),
    query: (asked) => methods['metrics.query']({ run, ...asked, maxSeries }, alive),
    json({ query, start, end, step }) {
      const seconds = (millis: number): string => String(millis / 1000);
      const times: readonly (readonly [string, string])[] =
        step === 0
          ? [['time', seconds(end)]]
          : [
              ['start', seconds(start)],
              ['end', seconds(end)],
              ['step', seconds(step)],
            ];
      const segments = [step === 0 ? 'query' : 'query_range'];
      return prometheus({ method: 'GET', segments, pairs: [['query', query], ...times] }, end, alive);
    },
    explain: (asked) => methods['metrics.explain']({ run, ...asked }, alive).findings,
    hints: (asked) => methods['metrics.hints']({ run, ...asked }, alive).findings,
    close: () => reader.close(),
  };
}

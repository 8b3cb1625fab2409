// Which streams and times of a run's metrics an export is about.
import { ContractError } from '../../../contract/errors.ts';
import type { ExportWhat } from '../../../contract/exports.ts';
import { millisOfUnixNanos } from '../../../contract/time.ts';
import type { Alive, MetricsSource } from '../../store/reader-face.ts';
import { MetricIndex } from '../metrics/metric-index.ts';
import { metricName } from '../promql/engine/labels.ts';
import { makeMatcher, type Matcher } from '../promql/engine/matcher.ts';
import { parseMetricSelector } from '../promql/syntax/parse.ts';

export interface MetricChoice {
  /** `undefined` for all. */
  readonly streams: ReadonlySet<number> | undefined;
  /** Unix milliseconds, both included. */
  readonly from: number;
  readonly to: number;
}

const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Throws ContractError `bad-request` for what is not about metrics, or cannot be read. Sees what was last refreshed. */
export function metricChoice(reader: MetricsSource, what: ExportWhat, alive: Alive): MetricChoice {
  switch (what.kind) {
    case 'run':
      return { ...always, streams: undefined };
    case 'search':
      if (what.where.trim() !== '')
        throw new ContractError('bad-request', 'A search selects traces and logs; metrics are chosen by their names.');
      return { ...timesOf(what), streams: undefined };
    case 'metrics':
      return { ...timesOf(what), streams: chosenStreams(reader, what.metrics, alive) };
    case 'traces':
    case 'spans':
    case 'query':
      throw new ContractError('bad-request', 'Metrics belong to no trace, and a query is exported as CSV.');
  }
}

export function timesOf({ from, to }: Extract<ExportWhat, { kind: 'search' | 'metrics' }>): typeof always {
  return {
    from: from === undefined ? always.from : Math.ceil(Number(from) / 1e6),
    to: to === undefined ? always.to : millisOfUnixNanos(to),
  };
}

/** Streams of which some series meets one of the texts: whole ones, all buckets of a histogram. */
function chosenStreams(
  reader: MetricsSource,
  metrics: readonly string[],
  alive: Alive,
): ReadonlySet<number> | undefined {
  if (metrics.length === 0) return undefined;
  const index = new MetricIndex(reader, alive);
  index.refresh();
  const streams = new Set<number>();
  for (const text of metrics) {
    for (const series of index.select(selectorOf(text))) if (series.stream > 0) streams.add(series.stream);
    if (text.includes('{')) continue;
    for (const row of reader.metrics.metrics()) {
      const names = index.namesOf(row);
      if (row.name !== text && names.translated !== text) continue;
      for (const stream of index.ofMetric(row.number).streams) streams.add(stream);
    }
  }
  return streams;
}

/** The conditions of a selector, or of a bare name, which may have dots. Throws ContractError `bad-request`. */
export function selectorOf(text: string): readonly Matcher[] {
  if (!text.includes('{')) {
    const made = makeMatcher(metricName, '=', text);
    if (made.kind === 'ok') return [made.matcher];
  }
  const parsed = parseMetricSelector(text);
  if (parsed.kind === 'ok') return parsed.value;
  throw new ContractError('bad-request', `${text}: ${parsed.error.message}`);
}

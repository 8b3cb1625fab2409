// What clients of the Prometheus API ask a server about itself (`/status/…`), and the lists of what is not kept here
// (rules, alerts, targets), which are empty. The version is that of the dialect: clients decide by it which functions and
// parameters to use.
import type { Alive } from '../../store/reader-face.ts';
import type { MetricsRun } from '../metric-answers/metrics-run.ts';
import { metricName } from '../promql/engine/labels.ts';
import { ApiFailure } from './api-failure.ts';
import { integerOf, type ApiParams } from './api-params.ts';
import type { ApiData } from './api-series.ts';

const defaultRows = 10;
const mostRows = 10_000;

const unchanging: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  [
    'status/buildinfo',
    { version: '3.14.0', revision: '', branch: 'otterscope', buildUser: '', buildDate: '', goVersion: '' },
  ],
  ['status/config', { yaml: '' }],
  ['status/flags', {}],
  ['targets', { activeTargets: [], droppedTargets: [], droppedTargetCounts: {} }],
  ['targets/metadata', []],
  ['scrape_pools', { scrapePools: [] }],
  ['alertmanagers', { activeAlertmanagers: [], droppedAlertmanagers: [] }],
  ['rules', { groups: [] }],
  ['alerts', { alerts: [] }],
]);

/** `undefined` for other paths. */
export function apiStatus(
  run: MetricsRun,
  path: string,
  params: ApiParams,
  now: number,
  alive: Alive,
): ApiData | undefined {
  if (path === 'status/tsdb') return dataOf(storeStatus(run, rowsAsked(params), alive));
  if (path === 'status/runtimeinfo') return dataOf(runtimeInfo(run, now));
  const data = unchanging.get(path);
  return data === undefined ? undefined : dataOf(data);
}

function dataOf(data: unknown): ApiData {
  return { data: JSON.stringify(data), warnings: [] };
}

/** What Go's runtime would say has no meaning here. */
function runtimeInfo({ reader }: MetricsRun, now: number): unknown {
  const started = new Date(Number(factOf(reader, 'started_ns')) / 1e6).toISOString();
  return {
    startTime: started,
    CWD: '',
    hostname: factOf(reader, 'host'),
    serverTime: new Date(now).toISOString(),
    reloadConfigSuccess: true,
    lastConfigTime: started,
    corruptionCount: 0,
    goroutineCount: 0,
    GOMAXPROCS: 0,
    GOMEMLIMIT: 0,
    GOGC: '',
    GODEBUG: '',
    storageRetention: '',
  };
}

/** One line of the run's own table; empty where the file does not say. */
function factOf({ db }: MetricsRun['reader'], key: string): string {
  const value = db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key);
  return typeof value === 'string' ? value : '';
}

function rowsAsked(params: ApiParams): number {
  const text = params.first('limit');
  if (text === '') return defaultRows;
  const read = integerOf(text);
  if (read.kind === 'wrong' || read.value < 1) throw new ApiFailure('bad_data', 'limit must be a positive number');
  if (read.value > mostRows) throw new ApiFailure('bad_data', `limit must not exceed ${mostRows}`);
  return read.value;
}

interface Row {
  readonly name: string;
  readonly value: number;
}

/** Counts of the whole run. `chunkCount` is that of series, which have no chunks here. */
function storeStatus(run: MetricsRun, rows: number, alive: Alive): unknown {
  run.refresh(alive);
  const index = run.index(alive);
  const values: Row[] = [];
  const bytes: Row[] = [];
  const pairs: Row[] = [];
  const names: Row[] = [];
  for (const label of index.labelNames()) {
    alive();
    const counts = index.labelValues(label);
    let size = 0;
    for (const [value, series] of counts) {
      size += Buffer.byteLength(value) * series;
      pairs.push({ name: `${label}=${value}`, value: series });
      if (label === metricName) names.push({ name: value, value: series });
    }
    values.push({ name: label, value: counts.size });
    bytes.push({ name: label, value: size });
  }
  const most = (list: readonly Row[]): readonly Row[] => list.toSorted((a, b) => b.value - a.value).slice(0, rows);
  const { minTime, maxTime } = timesOf(run, alive);
  return {
    headStats: {
      numSeries: index.seriesCount,
      numLabelPairs: pairs.length,
      chunkCount: index.seriesCount,
      minTime,
      maxTime,
    },
    seriesCountByMetricName: most(names),
    labelValueCountByLabelName: most(values),
    memoryInBytesByLabelName: most(bytes),
    seriesCountByLabelValuePair: most(pairs),
  };
}

/** Unix milliseconds; 0 where there is no sample. */
function timesOf(
  { reader: { metrics } }: MetricsRun,
  alive: Alive,
): { readonly minTime: number; readonly maxTime: number } {
  let minTime = Infinity;
  let maxTime = -Infinity;
  for (
    let next = metrics.streamsAfter(0);
    next.length > 0;
    next = metrics.streamsAfter(next.at(-1)?.number ?? Infinity)
  ) {
    alive();
    for (const { number } of next)
      for (const [from, to] of metrics.ranges(number, -Infinity, Infinity)) {
        minTime = Math.min(minTime, from);
        maxTime = Math.max(maxTime, to);
      }
  }
  return minTime <= maxTime ? { minTime, maxTime } : { minTime: 0, maxTime: 0 };
}

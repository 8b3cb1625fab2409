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
  ['notifications', []],
  ['status/walreplay', { min: 0, max: 0, current: 0 }],
]);

export function isStatus(path: string): boolean {
  return path === 'status/tsdb' || path === 'status/runtimeinfo' || unchanging.has(path);
}

/** `path`: one of which `isStatus` is true. */
export function apiStatus(run: MetricsRun, path: string, params: ApiParams, now: number, alive: Alive): ApiData {
  if (path === 'status/tsdb') return dataOf(storeStatus(run, rowsAsked(params), alive));
  if (path === 'status/runtimeinfo') return dataOf(runtimeInfo(run, now));
  return dataOf(unchanging.get(path));
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
  const byLabel = new Map<string, Map<string, number>>();
  const seen = new Set<string>();
  for (const { labels } of run.index(alive).select([])) {
    const key = labels.key();
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size % 2048 === 0) alive();
    for (const [name, value] of labels.entries()) {
      let counts = byLabel.get(name);
      if (counts === undefined) byLabel.set(name, (counts = new Map<string, number>()));
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const rowsOf = (counts: Iterable<readonly [string, number]>): Row[] =>
    Array.from(counts, ([name, value]) => ({ name, value }));
  const most = (list: readonly Row[]): readonly Row[] => list.toSorted((a, b) => b.value - a.value).slice(0, rows);
  const pairs = [...byLabel].flatMap(([name, counts]) =>
    Array.from(counts, ([value, series]): Row => ({ name: `${name}=${value}`, value: series })),
  );
  const bytes = [...byLabel].map(([name, counts]) => {
    let size = 0;
    for (const [value, series] of counts) size += Buffer.byteLength(value) * series;
    return { name, value: size };
  });
  const { minTime, maxTime } = timesOf(run, alive);
  return {
    headStats: {
      numSeries: seen.size,
      numLabelPairs: pairs.length,
      chunkCount: seen.size,
      minTime,
      maxTime,
    },
    seriesCountByMetricName: most(rowsOf(byLabel.get(metricName) ?? [])),
    labelValueCountByLabelName: most([...byLabel].map(([name, counts]) => ({ name, value: counts.size }))),
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
  for (const { number } of metrics.streamsAfter(0)) {
    if (number % 2048 === 0) alive();
    for (const [from, to] of metrics.ranges(number, -Infinity, Infinity)) {
      minTime = Math.min(minTime, from);
      maxTime = Math.max(maxTime, to);
    }
  }
  return minTime <= maxTime ? { minTime, maxTime } : { minTime: 0, maxTime: 0 };
}

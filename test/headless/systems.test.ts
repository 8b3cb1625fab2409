// StreamKit, Kronk and Twinkle as they speak, into one engine: every query of their dashboards has data, over a range and at one
// moment, the numbers are those that were sent, and tables of traces, logs and joined queries have their rows. Their own files
// are read where a folder is named (SYSTEM_DASHBOARDS=<folder of streamkit.json, kronk.json, twinkle.json>).
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDashboardJson } from '../../src/contract/dashboards/grafana/import-dashboard.ts';
import type { Dashboard } from '../../src/contract/dashboards/model.ts';
import { allPanels } from '../../src/contract/dashboards/panel-ids.ts';
import { hasData } from '../../src/contract/dashboards/panels.ts';
import { labelsOf } from '../../src/contract/dashboards/frames-of-result.ts';
import { runId, type RunId, type TraceId } from '../../src/contract/ids.ts';
import { defaultSettings } from '../../src/contract/runs.ts';
import { newTarget } from '../../src/contract/scrape.ts';
import { SpanMark } from '../../src/contract/traces.ts';
import type { Client } from '../../src/renderer/data/client.ts';
import { askPanel, type PanelResult } from '../../src/renderer/features/dashboards/model/ask-panel.ts';
import { askVariables } from '../../src/renderer/features/dashboards/model/ask-variables.ts';
import { kronk } from '../support/dashboards/kronk.ts';
import { kronkLog, kronkPage, kronkQueries, type KronkGeneration } from '../support/systems/kronk.ts';
import { FakeOmnirt } from '../support/systems/omnirt.ts';
import { streamkitQueries, streamkitRequest } from '../support/systems/streamkit.ts';
import { twinkleQueries } from '../support/systems/twinkle.ts';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';

const folder = tempFolder();
const minute = 60_000;
const began = Date.now();
let program: Program;
let pipe: PipeClient;
let pages: Server;
let run: RunId;

beforeAll(async () => {
  pages = createServer(({ url }, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(kronkPage((url ?? '').slice(1) as KronkGeneration, 100 + (Date.now() - began) / 1000));
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const target = (id: string) => ({
    ...newTarget,
    id,
    job: `kronk-${id}`,
    url: `http://127.0.0.1:${(pages.address() as AddressInfo).port}/${id}`,
    intervalSeconds: 0.5,
    timeoutSeconds: 0.5,
  });
  writeFileSync(
    join(folder.path, 'settings.json'),
    JSON.stringify({ ...defaultSettings, targets: [target('a'), target('b')] }),
  );
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
  run = (await pipe.call('runs.list', {})).find(({ state }) => state === 'live')?.id ?? runId('');
  await Promise.all([sendStreamkit(), sendTwinkle(), sendKronkRecords()]);
  while ((await scrapes()) < 5) await wait(200);
});

afterAll(async () => {
  pipe.close();
  await program.stop();
  pages.close();
  folder.remove();
});

async function scrapes(): Promise<number> {
  const [value = 0] = (await valuesOf('count_over_time(goroutines{job="kronk-b"}[1m])', '', Date.now())).values();
  return value;
}

async function post(path: string, body: Uint8Array | string, type: string): Promise<void> {
  const response = await fetch(`http://${program.ready.otlp_http}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  expect(response.status).toBe(200);
}

async function sendStreamkit(): Promise<void> {
  for (let time = began - 10 * minute; time <= began; time += 5000) {
    await post('/v1/metrics', streamkitRequest(time, began - 20 * minute), 'application/x-protobuf');
  }
}

/** Four processes, because a process is what tells one worker's series from another's. */
async function sendTwinkle(): Promise<void> {
  const worker = join(import.meta.dirname, '../support/systems/twinkle-child.ts');
  await Promise.all(
    [0, 1, 2, 3].map((one) =>
      promisify(execFile)(process.execPath, [
        worker,
        program.ready.otlp_grpc ?? '',
        ...[one, began - 20 * minute, began, 15_000].map(String),
      ]),
    ),
  );
}

const traceOf = (one: number): string => (0xabc000 + one).toString(16).padStart(32, '1');

async function sendKronkRecords(): Promise<void> {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'kronk' } }] };
  const at = (one: number): string => `${began - one * 1000}000000`;
  const some = [0, 1, 2, 3, 4];
  const spans = some.map((one) => ({
    traceId: traceOf(one),
    spanId: (0xdef000 + one).toString(16).padStart(16, '1'),
    name: 'POST /v1/chat/completions',
    kind: 2,
    startTimeUnixNano: at(one),
    endTimeUnixNano: `${began - one * 1000 + 250}000000`,
  }));
  const logRecords = some.map((one) => ({
    timeUnixNano: at(one),
    severityNumber: one === 0 ? 17 : 9,
    body: { stringValue: kronkLog(began, one === 0 ? 'ERROR' : 'INFO', `request-lifecycle ${one}`, traceOf(one)) },
  }));
  await post(
    '/v1/traces',
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
    'application/json',
  );
  await post(
    '/v1/logs',
    JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }),
    'application/json',
  );
}

/** Kronk is fetched until now; the others sent up to `began`. */
async function resultOf(query: string, range: boolean, end: number) {
  const times = range ? { start: end - 5 * minute, end, step: 5000 } : { start: end, end, step: 0 };
  const { result } = await pipe.call('metrics.query', { run, query, ...times, maxSeries: 100 });
  if (result.kind === 'failed') throw new Error(`${query}: ${result.remark.text}`);
  return result;
}

/** By the value of `label`; by nothing where there is one. */
async function valuesOf(query: string, label = '', end = began): Promise<ReadonlyMap<string, number>> {
  const result = await resultOf(query, false, end);
  if (result.kind !== 'vector') throw new Error(`${query} is a ${result.kind}`);
  return new Map(labelsOf(result.labels).map((labels, i) => [labels[label] ?? '', result.values[i] ?? NaN]));
}

it.each([
  ['StreamKit', streamkitQueries],
  ['Twinkle', twinkleQueries],
  ['Kronk', kronkQueries.map((query) => query.replaceAll('$model_id', '.*'))],
])('every query of %s has data', async (system, queries) => {
  const without: string[] = [];
  const end = system === 'Kronk' ? Date.now() : began;
  for (const query of queries) {
    for (const result of [await resultOf(query, true, end), await resultOf(query, false, end)]) {
      if (result.kind !== 'matrix' && result.kind !== 'vector') throw new Error(`${query} is a ${result.kind}`);
      const { values, present } = result;
      if (!values.some((value, i) => present[i] === 1 && Number.isFinite(value)))
        without.push(`${query} (${result.kind})`);
    }
  }
  expect(without).toEqual([]);
});

describe('numbers are those that were sent', () => {
  it('StreamKit', async () => {
    const rate = await valuesOf('sum(rate(http_server_requests_total[5m])) by (http_status_code)', 'http_status_code');
    expect(rate.get('200')).toBeCloseTo(2, 1);
    expect(rate.get('404')).toBeCloseTo(0.5, 1);
    expect(await valuesOf(streamkitQueries.find((one) => one.includes('"5.."')) ?? '')).toEqual(
      new Map([['', expect.closeTo((100 * 0.25) / 2.75, 1)]]),
    );
    // All of it is below the first bound of an SDK without views: the middle of that bucket, whatever the truth is.
    expect(
      (await valuesOf('histogram_quantile(0.50, sum(rate(http_server_duration_bucket[5m])) by (le))')).get(''),
    ).toBe(2.5);
    expect((await valuesOf('topk(1, node_packets_sent)', 'node_id')).get('core::pacer')).toBe(1200 * 48 * 4);
  });

  it('Twinkle: four processes with one resource neither flap nor double', async () => {
    const sessions = await resultOf('twinkle_sessions_active', false, began);
    expect(sessions.kind === 'vector' ? [...sessions.values].toSorted((a, b) => a - b) : []).toEqual([0, 0, 0, 2]);
    expect(await valuesOf('sum by (deployment) (twinkle_queue_depth)', 'deployment')).toEqual(
      new Map([
        ['Gateway', 1],
        ['Model', 2],
        ['Processor', 4],
        ['Sampler', 3],
      ]),
    );
    const done = await valuesOf('sum by (status) (rate(twinkle_tasks_total[5m]))', 'status');
    expect(done.get('completed')).toBeCloseTo(4, 3);
    expect(done.get('failed')).toBeCloseTo(0.2, 3);
  });

  it('Kronk: counters without _total, and both generations of timings', async () => {
    const now = (query: string, label = '') => valuesOf(query, label, Date.now());
    const requests = 'requests{job="kronk-a"}[5m]';
    expect((await now(`max_over_time(${requests}) - min_over_time(${requests})`)).get('')).toBeGreaterThan(1);
    expect((await now('model_ttft_avg')).get('')).toBe(0.5);
    expect((await now('model_prefill_seconds_sum / model_prefill_seconds_count')).get('')).toBeCloseTo(0.2, 9);
    const used = await now('imc_session_used_percent', 'entry');
    expect([used.get('0'), used.get('1')]).toEqual([10, 0]);
  });
});

const signal = new AbortController().signal;

/** The results of all panels with data as the window makes them, by title. */
async function resultsOf(json: unknown): Promise<ReadonlyMap<string, PanelResult>> {
  const outcome = importDashboardJson(json, 'x');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  expect(outcome.report.panels.filter((panel) => panel.outcome !== 'ok')).toEqual([]);
  const dashboard: Dashboard = outcome.dashboard;
  const client: Pick<Client, 'call'> = pipe;
  const range = { from: Date.now() - 15 * minute, to: Date.now() };
  const variables = await askVariables(client, { run, dashboard, wanted: {}, range }, signal);
  const values = new Map(variables.map(({ variable, value }) => [variable.name, value]));
  const results = new Map<string, PanelResult>();
  for (const panel of allPanels(dashboard.panels).filter(hasData)) {
    results.set(panel.title, await askPanel(client, { run, panel, values, range, width: 600, dashboard: 'x' }, signal));
  }
  return results;
}

it('Kronk: traces, logs and the joined table have their rows', async () => {
  const results = await resultsOf(kronk);
  const column = (title: string, name: string) =>
    results.get(title)?.frames[0]?.fields.find((field) => field.name === name || field.displayName === name)?.values;
  expect(column('Kronk - Traces', 'Trace ID')).toEqual([0, 1, 2, 3, 4].map(traceOf));
  expect(column('Kronk - Traces', 'Service')).toEqual(Array(5).fill('kronk'));
  expect(column('Kronk - Logs', 'Body')).toHaveLength(5);
  expect(column('IMC Sessions', 'Entry')).toEqual(['0', '1']);
  expect(column('IMC Sessions', 'Messages')).toEqual([1, 0]);
});

const logs = (expr: string) => ({
  title: 'x',
  panels: [{ type: 'logs', title: 'logs', datasource: { type: 'loki' }, targets: [{ refId: 'A', expr }] }],
});

it.each([
  ['{app="kronk"}', 5],
  ['{app!="kronk"}', 0],
  ['{app=~"kr.*|other"} |= "lifecycle 3"', 1],
  ['{app!~"kr.*"}', 0],
  ['{service_name="kronk"} != "lifecycle 3" !~ "lifecycle (1|2)"', 2],
  ['{app=~".+"} |~ "lifecycle [0-2]"', 3],
  ['{app=~".+"} | json | level="ERROR"', 1],
  ['{app=~".+"} | json | statuscode="ok"', 5],
  ['{app=~".+"} | json | statuscode!="ok"', 0],
  ['{app=~".+", level="error"}', 1],
])('logs: %s finds %i records', async (expr, count) => {
  const [frame] = (await resultsOf(logs(expr))).get('logs')?.frames ?? [];
  expect(frame?.fields[0]?.values).toHaveLength(count);
});

it('OmniRT: OTLP/HTTP JSON without kinds, parents and codes, with bare numbers for times', async () => {
  const omnirt = new FakeOmnirt();
  const traceId = '5433e0f1d2c3b4a5968778695a4b3c2d' as TraceId;
  omnirt.enqueue('j-1', traceId, began);
  await post('/v1/traces', omnirt.otlpOf('j-1'), 'application/json');
  omnirt.event('j-1', 'denoise', 'stage_start', began + 12);
  omnirt.event('j-1', 'unet', 'stage_start', began + 20);
  omnirt.event('j-1', 'unet', 'stage_error', began + 400, { elapsed_ms: 380.5 });
  omnirt.event('j-1', 'denoise', 'stage_end', began + 500, { elapsed_ms: 488.1 });
  omnirt.event('j-1', 'export', 'stage_start', began + 501);
  await post('/v1/traces', omnirt.otlpOf('j-1'), 'application/json');
  const columns = await pipe.call('trace.get', { run, traceId });
  const rows = Array.from({ length: columns.rows }, (_, row) => [
    columns.names[columns.name[row] as number],
    columns.depth[row],
    columns.startNanos[row],
    columns.length[row],
    (columns.marks[row] as number) & (SpanMark.error | SpanMark.unfinished),
  ]);
  const at = (millis: number): bigint => BigInt(began + millis) * 1_000_000n;
  expect(rows).toEqual([
    ['denoise.stage_start', 0, at(12), 488e6, 0],
    ['unet.stage_start', 1, at(20), 380e6, SpanMark.error],
    ['export.stage_start', 0, at(501), 0, SpanMark.unfinished],
  ]);
  const { rows: listed } = await pipe.call('traces.list', {
    run,
    filter: { where: 'service = omnirt and error' },
    offset: 0,
    limit: 10,
  });
  expect(listed).toMatchObject([{ traceId, errors: 1, spans: 3 }]);
});

it('OGX: metrics under their own names, and a trace of twelve hours', async () => {
  const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const attributes = [text('model', 'llama3.2:3b'), text('provider', 'ollama')];
  const resource = { attributes: [text('service.name', 'ogx')] };
  const point = { attributes, startTimeUnixNano: `${began - minute}000000`, timeUnixNano: `${began}000000` };
  const sum = (name: string, monotonic: boolean) => ({
    name,
    sum: { aggregationTemporality: 2, isMonotonic: monotonic, dataPoints: [{ ...point, asInt: '7' }] },
  });
  const histogram = (name: string) => ({
    name,
    unit: 's',
    histogram: {
      aggregationTemporality: 2,
      dataPoints: [{ ...point, count: '4', sum: 6, bucketCounts: ['1', '2', '1'], explicitBounds: [1, 2] }],
    },
  });
  const metrics = [
    histogram('ogx.inference.duration_seconds'),
    histogram('ogx.inference.time_to_first_token_seconds'),
    sum('ogx.requests_total', true),
    sum('ogx.concurrent_requests', false),
  ];
  await post(
    '/v1/metrics',
    JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }),
    'application/json',
  );
  expect(await valuesOf('ogx_requests_total', 'provider')).toEqual(new Map([['ollama', 7]]));
  expect(await valuesOf('ogx_concurrent_requests', 'model')).toEqual(new Map([['llama3.2:3b', 7]]));
  for (const name of ['ogx_inference_duration_seconds', 'ogx_inference_time_to_first_token_seconds'])
    expect((await valuesOf(`histogram_quantile(0.5, ${name}_bucket)`)).get('')).toBe(1.5);

  const traceId = '00000000000000000000000000c0ffee' as TraceId;
  const first = began - 12 * 60 * minute;
  const spanOf = (i: number) => ({
    traceId,
    spanId: (i + 1).toString(16).padStart(16, '0'),
    ...(i === 0 ? {} : { parentSpanId: '1'.padStart(16, '0') }),
    name: i === 0 ? 'POST /v1/responses' : 'chat llama3.2:3b',
    kind: 1,
    startTimeUnixNano: `${first + i * minute}000000`,
    endTimeUnixNano: `${i === 0 ? began : first + i * minute + 1000}000000`,
  });
  // What is below the root comes as it ends, hour by hour; the root comes last.
  for (let hour = 0; hour < 12; hour++) {
    const spans = Array.from({ length: 60 }, (_, i) => spanOf(1 + hour * 60 + i));
    await post(
      '/v1/traces',
      JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
      'application/json',
    );
  }
  const listOf = async () =>
    (await pipe.call('traces.list', { run, filter: { where: 'service = ogx' }, offset: 0, limit: 10 })).rows;
  expect(await listOf()).toMatchObject([{ traceId, rootMissing: true, spans: 720 }]);
  await post(
    '/v1/traces',
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [spanOf(0)] }] }] }),
    'application/json',
  );
  expect(await listOf()).toMatchObject([
    { traceId, rootMissing: false, spans: 721, rootOperation: 'POST /v1/responses' },
  ]);
  const { depth, duration } = await pipe.call('trace.get', { run, traceId });
  expect([depth[0], ...new Set(depth.subarray(1))]).toEqual([0, 1]);
  expect(duration).toBe(BigInt(12 * 60 * minute + 1000) * 1_000_000n);
});

const theirs = process.env['SYSTEM_DASHBOARDS'] ?? '';

describe.skipIf(theirs === '')('their own dashboards (skipped without SYSTEM_DASHBOARDS=<folder>)', () => {
  it.each(['streamkit', 'kronk', 'twinkle'])('%s', async (name) => {
    const file = join(theirs, `${name}.json`);
    if (!existsSync(file)) throw new Error(`${file} is not there`);
    const results = await resultsOf(JSON.parse(readFileSync(file, 'utf8')));
    for (const [title, { frames, targets }] of results) {
      expect(
        targets.map(({ problem }) => problem),
        title,
      ).toEqual(targets.map(() => undefined));
      expect(
        frames.some(({ fields }) => fields.some(({ values }) => values.length > 0)),
        title,
      ).toBe(true);
    }
  });
});

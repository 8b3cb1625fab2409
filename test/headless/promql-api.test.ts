// Metrics the whole way: the OpenTelemetry SDK and a scrape of the engine's own /metrics into a real program, then PromQL
// over the HTTP API as Grafana asks it, over the pipe, and on the command line.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newTarget } from '../../src/contract/scrape.ts';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { run, serve, tempFolder, type Program } from './kit/program.ts';
import { exportMetricsWithSdk } from './kit/sdk-metrics.ts';

const folder = tempFolder();
let program: Program;
let pipe: PipeClient;

beforeAll(async () => {
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
  await exportMetricsWithSdk('http/protobuf', 'cumulative', program.ready, 'shop');
  await exportMetricsWithSdk('http/protobuf', 'delta', program.ready, 'till');
});

afterAll(async () => {
  pipe.close();
  await program.stop();
  folder.remove();
});

interface ApiAnswer {
  readonly status: string;
  readonly data: {
    readonly resultType: string;
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

async function api(path: string, form?: Readonly<Record<string, string>>): Promise<ApiAnswer> {
  const response = await fetch(`${program.ready.ui}/prometheus/api/v1/${path}`, {
    headers: { Authorization: `Bearer ${program.ready.token}` },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  expect(response.headers.get('content-type')).toBe('application/json');
  return (await response.json()) as ApiAnswer;
}

/** The value of each series of an instant query, by job. */
async function valuesOf(query: string): Promise<Readonly<Record<string, string>>> {
  const { data } = await api('query', { query });
  return Object.fromEntries(data.result.map(({ metric, value }) => [metric['job'] ?? '', value[1]]));
}

describe('metrics of an SDK', () => {
  it('are counted alike, whether they were sent as sums or as deltas', async () => {
    expect(await valuesOf('requests_total')).toEqual({ shop: '7', till: '7' });
    expect(await valuesOf('sum by (job) (request_duration_seconds_bucket{le="5"})')).toEqual({ shop: '4', till: '4' });
    expect(await valuesOf('histogram_count(request_size_bytes)')).toEqual({ shop: '6', till: '6' });
    expect(await valuesOf('temperature_celsius')).toEqual({ shop: '2.5', till: '2.5' });
    expect(await valuesOf('histogram_quantile(0.5, {"request.duration",job="shop"})')).toEqual({ shop: '3' });
  });

  it('answer the questions that Grafana begins with', async () => {
    expect(await api('status/buildinfo')).toMatchObject({ status: 'success', data: { version: '3.14.0' } });
    expect((await api('label/job/values')).data).toEqual(['shop', 'till']);
    expect(await api('metadata?metric=requests_total')).toMatchObject({
      data: { requests_total: [{ type: 'counter', help: 'Requests served.', unit: '' }] },
    });
    const now = Date.now() / 1000;
    const query = 'sum(requests_total)';
    const { data } = await api('query_range', { query, start: String(now - 60), end: String(now), step: '15' });
    expect(data.result[0]?.values.at(-1)?.[1]).toBe('14');
  });

  it('need the token', async () => {
    const response = await fetch(`${program.ready.ui}/prometheus/api/v1/query?query=1`);
    expect(response.status).toBe(401);
  });

  it('are listed over the pipe', async () => {
    const { liveRun } = await pipe.call('app.info', {});
    const { rows, name, texts, sources } = await pipe.call('metrics.list', { run: liveRun });
    const names = Array.from({ length: rows }, (_, row) => texts[name[row] ?? 0]);
    expect(names).toContain('request.duration');
    expect(sources[names.indexOf('temperature')]).toEqual(expect.arrayContaining(['shop']));
  });

  it('are asked on the command line', async () => {
    const args = ['query', '--data', folder.path];
    const text = await run([...args, 'sum by (job) (requests_total)']);
    expect([text.code, text.stdout.split('\n').toSorted()]).toEqual([0, ['', '{job="shop"} 7', '{job="till"} 7']]);
    const json = await run([...args, '--json', '--range', '1m', '--step', '15s', 'count(requests_total)']);
    expect(JSON.parse(json.stdout)).toMatchObject({ status: 'success', data: { resultType: 'matrix' } });
    const empty = await run([...args, 'requests_totals']);
    expect([empty.code, empty.stdout]).toEqual([0, '']);
    expect(empty.stderr).toContain('requests_total');
    const wrong = await run([...args, 'sum(']);
    expect([wrong.code, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('unclosed left parenthesis\n  sum(\n      ^');
  });
});

describe('the own /metrics', () => {
  it('can be scraped', async () => {
    const target = {
      ...newTarget,
      id: 'self',
      url: `${program.ready.ui}/metrics`,
      job: 'otterscope',
      intervalSeconds: 1,
      timeoutSeconds: 1,
      auth: { kind: 'bearer', token: program.ready.token },
      fallback: 'none',
    } as const;
    await pipe.call('settings.change', { targets: [target] });
    await expect
      .poll(() => valuesOf('up{job="otterscope"}'), { timeout: 40_000, interval: 200 })
      .toEqual({ otterscope: '1' });
    expect(await valuesOf('otterscope_up')).toEqual({ otterscope: '1' });
  });
});

/** A page of prom-client, as OpenMetrics where that is asked for. */
async function promClientPage(): Promise<{ readonly server: Server; readonly url: string }> {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const requests = new Counter({
    name: 'shop_requests',
    help: 'Requests.',
    labelNames: ['code'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'shop_request_seconds',
    help: 'Durations.',
    buckets: [0.1, 1, 10],
    registers: [registry],
  });
  requests.inc({ code: '200' }, 41);
  requests.inc({ code: '500' });
  for (const value of [0.05, 0.5, 0.5, 5]) seconds.observe(value);
  const server = createServer((_, response) => {
    void registry.metrics().then((page) => {
      response.setHeader('content-type', registry.contentType);
      response.end(page);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics` };
}

describe('a target of prom-client', () => {
  it('is scraped, and found to be gone', async () => {
    const { server, url } = await promClientPage();
    const target = { ...newTarget, id: 'shop', url, job: 'prom', intervalSeconds: 1, timeoutSeconds: 1 };
    await pipe.call('settings.change', { targets: [target] });
    const up = () => valuesOf('up{job="prom"}');
    await expect.poll(up, { timeout: 40_000, interval: 200 }).toEqual({ prom: '1' });
    expect(await valuesOf('sum by (job) (shop_requests_total)')).toEqual({ prom: '42' });
    expect(await valuesOf('shop_requests_total{code="500"}')).toEqual({ prom: '1' });
    expect(await valuesOf('shop_request_seconds_bucket{le="1"}')).toEqual({ prom: '3' });
    expect((await api('metadata?metric=shop_request_seconds')).data).toMatchObject({
      shop_request_seconds: [{ type: 'histogram', help: 'Durations.' }],
    });
    server.closeAllConnections();
    server.close();
    await expect.poll(up, { timeout: 40_000, interval: 200 }).toEqual({ prom: '0' });
    // Stale with the first scrape that failed.
    expect(await valuesOf('shop_requests_total')).toEqual({});
  });
});

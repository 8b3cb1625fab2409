// Kronk end to end: its debug server is fetched, its traces come over gRPC after it has probed the port, its stdout is
// followed, and one chat request is one session of all of these.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ROOT_CONTEXT, trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statsvizDashboard } from '../../src/contract/dashboards/built-in/statsviz.ts';
import { hasData } from '../../src/contract/dashboards/panels.ts';
import { runId, type RunId, type TraceId } from '../../src/contract/ids.ts';
import type { GoProfile } from '../../src/contract/profiles/captures.ts';
import { defaultSettings } from '../../src/contract/runs.ts';
import { newTarget } from '../../src/contract/scrape.ts';
import type { SessionId } from '../../src/contract/sessions.ts';
import { statsvizConfig, statsvizPlots } from '../../src/contract/statsviz-plots.ts';
import { askAnnotations } from '../../src/renderer/features/dashboards/model/ask-annotations.ts';
import { askPanel } from '../../src/renderer/features/dashboards/model/ask-panel.ts';
import { askVariables } from '../../src/renderer/features/dashboards/model/ask-variables.ts';
import { FakeKronk } from '../support/systems/kronk-server.ts';
import { kronkBanner, kronkRequestLines, kronkServerLine } from '../support/systems/kronk-logs.ts';
import { startProfileServer } from '../support/systems/profile-server.ts';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';

const folder = tempFolder();
const kronk = new FakeKronk();
const stdout = join(folder.path, 'kronk.log');
const signal = new AbortController().signal;
let address: string;
let program: Program;
let pipe: PipeClient;
let run: RunId;

beforeAll(async () => {
  address = await kronk.listen();
  writeFileSync(stdout, kronkBanner);
  const web = { service: 'kronk', paused: false, auth: { kind: 'none' }, headers: [] };
  const collectors = [
    { kind: 'statsviz', id: 'plots', name: 'plots', url: `${address}/debug/statsviz`, ...web },
    {
      kind: 'health',
      id: 'health',
      name: 'health',
      url: address,
      paths: ['/v1/liveness', '/v1/readiness'],
      intervalSeconds: 1,
      ...web,
    },
    {
      kind: 'log-files',
      id: 'logs',
      name: 'logs',
      service: 'kronk',
      paused: false,
      path: stdout,
      format: 'auto',
      fromStart: true,
    },
  ];
  const target = {
    ...newTarget,
    id: 'b',
    job: 'kronk',
    url: `${address}/metrics`,
    intervalSeconds: 0.3,
    timeoutSeconds: 0.3,
  };
  writeFileSync(
    join(folder.path, 'settings.json'),
    JSON.stringify({ ...defaultSettings, targets: [target], collectors }),
  );
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
  run = (await pipe.call('runs.list', {})).find(({ state }) => state === 'live')?.id ?? runId('');
});

afterAll(async () => {
  pipe.close();
  await program.stop();
  await kronk.close();
  folder.remove();
});

const poll = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 40_000, interval: 100 });
const count = async (query: string): Promise<number> => {
  const now = Date.now();
  const { result } = await pipe.call('metrics.query', { run, query, start: now, end: now, step: 0, maxSeries: 100 });
  return result.kind === 'vector' ? result.values.length : -1;
};
const records = (where: string) => pipe.call('logs.list', { run, where, order: 'oldest', limit: 100 });

it('is well by 200 and by a bare 204; series of a model that is unloaded end', async () => {
  await poll(() => count('{"health.up", job="kronk"} == 1')).toBe(2);
  await poll(() => count('vram_total_bytes{model_id!=""}')).toBe(1);
  await poll(() => count('rate(requests{job="kronk"}[1m])')).toBe(1);
  kronk.loaded = false;
  await poll(() => count('vram_total_bytes')).toBe(0);
  await poll(() => count('up{job="kronk"} == 1')).toBe(1);
  expect(await count('histogram_quantile(0.9, model_request_ttft_seconds_bucket)')).toBe(1);
});

it('every plot of the Go runtime is drawn from the description that was stored, with marks of collections', async () => {
  await poll(async () => kronk.connections).toBe(1);
  const began = Date.now() - 20_000;
  // All heat maps count something in the last seconds.
  const more = Object.fromEntries(
    ['stopping-pauses-other', 'total-pauses-other'].map((name) => [name, Array.from({ length: 81 }, () => 0)]),
  );
  for (let at = 0; at <= 20; at++)
    kronk.second((at % 3) as 0 | 1 | 2, began + 1000 * at, {
      ...more,
      ...Object.fromEntries(Object.keys(more).map((name) => [name, more[name]?.map((_, i) => (i === 20 ? at : 0))])),
      lastgc: [began + 1000 * (at - (at % 5)) + 100],
      unknown: [1],
    });
  await poll(async () => (await records('event = go.gc')).rows).toBe(5);
  const [sequence = -1] = (await records(`event = "${statsvizConfig}"`)).sequence;
  const { attributes, resource } = await pipe.call('logs.record', { run, sequence });
  const plots = statsvizPlots(attributes.find(({ key }) => key === statsvizConfig)?.value);
  expect(plots).toHaveLength(25);
  expect(resource.attributes).toContainEqual({ key: 'service.instance.id', value: new URL(address).host });
  const program_ = { instance: new URL(address).host, service: 'kronk' };
  const dashboard = statsvizDashboard(plots, [program_], program_);
  const range = { from: began, to: began + 21_000 };
  const variables = await askVariables(pipe, { run, dashboard, wanted: {}, range }, signal);
  const values = new Map(variables.map(({ variable, value }) => [variable.name, value]));
  const without: string[] = [];
  for (const panel of dashboard.panels.filter(hasData)) {
    const asked = { run, panel, values, range, width: 600, dashboard: 'x' };
    const { frames, histograms } = await askPanel(pipe, asked, signal);
    const drawn = frames.some(({ fields }) =>
      fields.some(({ kind, values: some }) => kind === 'number' && some.some((value) => value !== undefined)),
    );
    if (!drawn && !(histograms?.cells.bucketCount.some((one) => one > 0) ?? false)) without.push(panel.title);
  }
  expect(without).toEqual([]);
  const { marks } = await askAnnotations(
    pipe,
    { run, annotations: dashboard.annotations ?? [], values, range, dashboard: 'x' },
    signal,
  );
  expect(marks.map(({ time }) => time - began)).toEqual([100, 5100, 10_100, 15_100, 20_100]);
});

async function probe(): Promise<void> {
  const [host = '', port = ''] = (program.ready.otlp_grpc ?? '').split(':');
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), host, () => socket.end());
    socket.once('close', () => resolve()).once('error', reject);
  });
}

it('probes of the port are no problem; of two spans of one name both are kept; failures and durations are found', async () => {
  for (let i = 0; i < 3; i++) await probe();
  const exporter = new OTLPTraceExporter({ url: `http://${program.ready.otlp_grpc}` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'kronk' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('');
  const begin = (name: string, parent: Span | undefined, attributes = {}): Span =>
    tracer.startSpan(name, { attributes }, parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent));
  const outer = begin('POST /v1/chat/completions', undefined);
  const inner = begin('POST /v1/chat/completions', outer);
  const request = begin('process-request', inner, { id: 'chatcmpl-1', slot: 0, request_status: 'error' });
  const prefill = begin('prefill', request, { slot: 0, ttft: '412.3ms' });
  prefill.recordException(new Error('no memory slot'));
  for (const span of [prefill, request, inner, outer]) span.end();
  await provider.forceFlush();
  const traceId = outer.spanContext().traceId as TraceId;
  const columns = await pipe.call('trace.get', { run, traceId });
  expect(Array.from(columns.name, (name) => columns.names[name])).toEqual([
    'POST /v1/chat/completions',
    'POST /v1/chat/completions',
    'process-request',
    'prefill',
  ]);
  expect([...columns.depth]).toEqual([0, 1, 2, 3]);
  // One by its attribute, one by its exception; neither has a status.
  expect([columns.errors, ...columns.status]).toEqual([2, 0, 0, 0, 0]);
  const found = async (where: string): Promise<number> =>
    (await pipe.call('traces.list', { run, filter: { where }, offset: 0, limit: 10 })).total;
  expect([await found('ttft > 400ms'), await found('ttft > 413ms'), await found('error')]).toEqual([1, 0, 1]);
  // A machine that is busy may miss one of the many scrapes, which says nothing about the probes.
  const problems = (await pipe.call('problems.list', {})).filter(({ code }) => code !== 'scrape-failed');
  expect(problems.map(({ subject, message }) => `${subject}: ${message}`)).toEqual([]);
  await provider.shutdown();
});

it('its lines are records among the banner; a UUID and zeros link to nothing; four stages are a timeline', async () => {
  const began = Date.now() - 5000;
  const hex = '4bf92f3577b34da6a3ce929d0e0e4736';
  const uuid = '0d9e1c1e-6b1f-4f6a-9a67-2f6f31c1f7aa';
  appendFileSync(
    stdout,
    [
      kronkServerLine(began, 'startup'),
      ...kronkRequestLines(began, 'chatcmpl-2', uuid),
      ...kronkRequestLines(began + 2000, 'chatcmpl-3', hex, 'timeout'),
      '',
    ].join('\n'),
  );
  await poll(async () => (await records('"request completed"')).rows).toBe(2);
  const lines = await records('log.service = KRONK');
  expect(lines.rows).toBe(23);
  const linked = Array.from({ length: lines.rows }, (_, row) => lines.traceIds.subarray(16 * row, 16 * row + 16));
  expect(linked.filter((id) => Buffer.from(id).toString('hex') === hex)).toHaveLength(11);
  expect(linked.filter((id) => id.every((byte) => byte === 0))).toHaveLength(12);
  expect((await records('queue_wait > 39ms')).rows).toBe(2);
  expect((await records('statuscode = ok')).rows).toBe(2);
  expect((await records('"KRONK 1.31.9"')).rows).toBe(1);

  for (const [session, end, errors] of [
    ['chatcmpl-2', 1200, 0],
    // Its stage timed out, which is logged as INFO.
    ['chatcmpl-3', 1200, 1],
  ] as const) {
    const timeline = await pipe.call('sessions.timeline', {
      run,
      session: session as SessionId,
      lanes: 'stage',
      limit: 1000,
    });
    expect(timeline.session.errors).toBe(errors);
    const bars = Array.from({ length: timeline.items }, (_, i) => i)
      .filter((i) => timeline.shape[i] === 1)
      .map((i) => [timeline.texts[timeline.name[i] ?? 0], Math.round((timeline.duration[i] ?? 0) / 1e6)]);
    expect(bars).toEqual([
      ['admit-request', 1],
      ['prepare-model-work', 20],
      ['schedule-job', 40],
      ['execute-in-slot', end],
    ]);
  }
});

it('its profiles are captured: CPU, heap and goroutines into the run, an execution trace kept and explained', async () => {
  const fixtures = join(import.meta.dirname, '../fixtures/profiles');
  const read = (path: string): Uint8Array => readFileSync(join(fixtures, path));
  const debug = await startProfileServer({
    profiles: {
      profile: read('pprof/go1.23/go_cpu.pb.gz'),
      heap: read('pprof/go1.23/go_heap.pb.gz'),
      goroutine: read('pprof/go1.23/go_goroutine.pb.gz'),
      'goroutine?debug=2': read('goroutine_debug2.txt'),
      // Its header is all that is looked at.
      trace: new TextEncoder().encode('go 1.23 trace\0\0\0'),
      mutex: new TextEncoder().encode('this is no profile'),
    },
  });
  const capture = (profile: GoProfile, seconds = 0) =>
    pipe.call('captures.start', {
      order: {
        url: debug.url,
        service: 'kronk',
        subject: { kind: 'go', profile, seconds, collectGarbage: false },
        auth: { kind: 'none' },
        headers: [],
        everySeconds: 0,
      },
    });
  for (const profile of ['heap', 'goroutine', 'mutex'] as const) await capture(profile);
  await capture('cpu', 2);
  await capture('trace', 1);
  await poll(async () => (await pipe.call('captures.list', {})).every(({ endedAt }) => endedAt !== undefined)).toBe(
    true,
  );
  const ended = await pipe.call('captures.list', {});
  expect(ended.filter(({ state }) => state === 'failed').map(({ order: { subject } }) => subject)).toMatchObject([
    { profile: 'mutex' },
  ]);
  expect(ended.find(({ state }) => state === 'failed')?.failure?.reason).toContain('is no profile that is known');

  const { profiles } = await pipe.call('profiles.list', { run, text: '', offset: 0, limit: 10 });
  expect(profiles.map(({ kind }) => kind).toSorted()).toEqual([
    'cpu',
    'execution-trace',
    'goroutines',
    'goroutines',
    'heap',
  ]);
  expect(profiles.every(({ services }) => services.join() === 'kronk')).toBe(true);
  expect(profiles.find(({ kind }) => kind === 'execution-trace')?.unshown).toContain('go tool trace');
  const cpu = profiles.find(({ kind }) => kind === 'cpu');
  const opened = await pipe.call('profiles.open', { run, profile: cpu?.profile ?? 0 });
  expect(opened.kind === 'shown' && opened.parts[0]?.sampleTypes.map(({ type }) => type)).toEqual(['samples', 'cpu']);
  await debug.close();
});

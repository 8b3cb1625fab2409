import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { LogItem, RecordGroup } from '../../../src/contract/otlp-records.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanosOfMillis, type UnixNanos } from '../../../src/contract/time.ts';
import { createCollectors, type Collectors } from '../../../src/main/collect/collectors.ts';
import { openKeptPlaces } from '../../../src/main/collect/kept-places.ts';
import { collectorKinds } from '../../../src/main/collect/kinds.ts';
import type { SuperviseParts } from '../../../src/main/collect/supervise.ts';
import { fakePipeline, FakeStreamkit } from '../../support/systems/streamkit-server.ts';

let server: FakeStreamkit;
let collectors: Collectors;
let parts: SuperviseParts;
let groups: RecordGroup[];
let problems: ProblemReport[];

beforeEach(() => {
  server = new FakeStreamkit();
  groups = [];
  problems = [];
  parts = {
    store: async (some) => {
      groups.push(...some);
      return { stored: some.reduce((sum, { items }) => sum + items.length, 0), lost: 0, why: '' };
    },
    report: (problem) => void problems.push(problem),
    now: () => unixNanosOfMillis(Date.now()),
    onStatus: () => undefined,
  };
  collectors = createCollectors(collectorKinds, parts);
});
afterEach(async () => {
  await collectors.close();
  await server.close();
});

const source = (url: string): Collector => ({
  kind: 'streamkit',
  id: 'one',
  name: 'skit',
  service: '',
  paused: false,
  url,
  auth: { kind: 'none' },
  headers: [],
});

const events = (): LogItem[] => groups.flatMap((group) => (group.signal === 'logs' ? group.items : []));
const named = (name: string): LogItem[] => events().filter(({ eventName }) => eventName === name);
const attribute = (item: LogItem | undefined, key: string): unknown =>
  item?.attributes.find((one) => one.key === key)?.value;
async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(5);
}
const live = (): boolean => collectors.statuses[0]?.state === 'live';

test('asks for sessions and pipelines, then hears everything, at the time at which it was sent', async () => {
  server.create('s1', 'demo');
  await collectors.use([source(await server.listen())]);
  await until(() => named('streamkit.pipeline').length === 1);
  const micros = 1_767_891_308_123_456;
  server.telemetry('s1', 'openai_processor', micros, {
    event_type: 'llm.request',
    correlation_id: 'turn-17-1',
    turn_id: 'turn-17-1',
    span_id: '6a2e',
    model: 'gpt-x',
    status: 'error',
    latency_ms: 842,
    correlation: null,
    node_id: 'what a script says',
  });
  server.telemetry('s1', 'script', micros, { event_type: 'weather.forecast', error: null });
  server.event('nodestatechanged', {
    session_id: 's1',
    node_id: 'mic',
    state: { Failed: { reason: 'device lost' } },
    timestamp: '2026-01-08T16:55:08.1234567Z',
  });
  for (const received of [10, 25])
    server.event('nodestatsupdated', {
      session_id: 's1',
      node_id: 'mic',
      stats: { received, sent: 9, discarded: 0, errored: 1, duration_secs: received },
      timestamp: new Date().toISOString(),
    });
  server.destroy('s1');
  await until(() => named('session.end').length === 1 && groups.some(({ signal }) => signal === 'metrics'));
  expect(server.asked).toEqual(['listsessions', 'getpipeline']);
  expect(server.origins).toEqual([undefined]);
  expect(events().map(({ eventName }) => eventName)).toEqual([
    'session.start',
    'streamkit.pipeline',
    'node.state',
    'node.state',
    'llm.request',
    'weather.forecast',
    'node.state',
    'session.end',
  ]);
  const [request] = named('llm.request');
  expect(request).toMatchObject({ time: BigInt(micros) * 1000n, severity: 17, body: 'gpt-x' });
  expect(Object.fromEntries(request?.attributes.map(({ key, value }) => [key, value]) ?? [])).toEqual({
    'session.id': 's1',
    node_id: 'openai_processor',
    correlation_id: 'turn-17-1',
    turn_id: 'turn-17-1',
    span_id: '6a2e',
    model: 'gpt-x',
    status: 'error',
    latency_ms: 842n,
    'data.node_id': 'what a script says',
    type_id: 'core::telemetry/event@1',
  });
  expect(named('weather.forecast')[0]?.severity).toBe(9);
  const [mic, stt, failed] = named('node.state');
  expect([mic, stt].map((item) => [attribute(item, 'node_id'), item?.body, item?.severity])).toEqual([
    ['mic', 'Running', 9],
    ['stt', 'Recovering: model is loading', 13],
  ]);
  expect(attribute(stt, 'details')).toEqual({ attempt: 2n });
  expect(failed).toMatchObject({
    time: 1_767_891_308_123_456_700n,
    severity: 17,
    body: 'Failed: device lost',
  });
  expect(attribute(named('streamkit.pipeline')[0], 'streamkit.pipeline')).toEqual({
    ...fakePipeline,
    name: undefined,
    nodes: {
      mic: { ...fakePipeline.nodes.mic, params: undefined },
      stt: {
        ...fakePipeline.nodes.stt,
        state: { Recovering: { reason: 'model is loading', details: { attempt: 2n } } },
      },
    },
  });
  const received = groups.flatMap((group) =>
    group.signal === 'metrics' ? group.items.filter(({ name }) => name === 'streamkit.node.packets.received') : [],
  );
  expect(received.map((metric) => metric.kind === 'sum' && metric.points[0]?.value)).toEqual([10, 25]);
  expect(new Set(received.map((metric) => metric.points[0]?.start)).size).toBe(1);
});

test('after a lost connection the state is rebuilt and the gap told; what was gone meanwhile has ended', async () => {
  await collectors.use([source(`${await server.listen()}/base/`)]);
  await until(live);
  server.create('stays');
  server.create('goes');
  await until(() => named('session.start').length === 2);
  server.cut();
  server.sessions.delete('goes');
  server.create('new', null, new Date(Date.now() - 60_000));
  await until(() => named('otterscope.gap').length === 3 && live());
  expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^the connection to 127.* was cut/)]);
  expect(named('otterscope.gap').map((item) => attribute(item, 'session.id'))).toEqual(['stays', 'goes', 'new']);
  expect(Number(attribute(named('otterscope.gap')[2], 'gap.seconds'))).toBeGreaterThan(60);
  expect(Number(attribute(named('otterscope.gap')[0], 'gap.seconds'))).toBeGreaterThan(0.5);
  expect(named('session.end').map((item) => attribute(item, 'session.id'))).toEqual(['goes']);
  expect(named('session.start').map((item) => attribute(item, 'session.id'))).toEqual(['stays', 'goes', 'new']);
});

test('after the death of its worker a session goes on where it was, with a gap of that time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-skit-'));
  const path = join(folder, 'places.json');
  const worker = (brokenOffAt: UnixNanos | undefined): Collectors =>
    createCollectors(
      collectorKinds,
      parts,
      openKeptPlaces(path, (words) => expect.fail(words), { engine: 'e', brokenOffAt }),
    );
  server.create('s1', null, new Date(Date.now() - 3_600_000));
  const one = source(await server.listen());
  const first = worker(undefined);
  await first.use([one]);
  server.create('gone');
  await until(() => existsSync(path) && readFileSync(path, 'utf8').includes('gone'));
  const left = readFileSync(path, 'utf8');
  await first.close();
  writeFileSync(path, left);
  groups = [];
  server.sessions.delete('gone');
  collectors = worker(unixNanosOfMillis(Date.now() - 2000));
  await collectors.use([one]);
  await until(() => named('streamkit.pipeline').length === 1);
  expect(named('session.start')).toEqual([]);
  expect(named('otterscope.gap').map((item) => attribute(item, 'session.id'))).toEqual(['s1', 'gone']);
  expect(Number(attribute(named('otterscope.gap')[0], 'gap.seconds'))).toBeLessThan(3600);
  expect(named('session.end').map((item) => attribute(item, 'session.id'))).toEqual(['gone']);
  rmSync(folder, { recursive: true });
});

test('asks for the pipeline of a session that appears, and again when it has changed', async () => {
  await collectors.use([source(await server.listen())]);
  await until(live);
  server.create('s1');
  for (const node of ['mic', 'stt'])
    server.event('nodeadded', { session_id: 's1', node_id: node, kind: 'x', params: {} });
  await until(() => named('streamkit.pipeline').length === 1);
  expect(attribute(named('streamkit.pipeline')[0], 'session.id')).toBe('s1');
  // States are heard, and not told again.
  expect(named('node.state')).toEqual([]);
  server.event('connectionremoved', { session_id: 's1' });
  await until(() => named('streamkit.pipeline').length === 2);
  server.create('short');
  server.destroy('short');
  server.event('nodeadded', { session_id: 's1', node_id: 'tts', kind: 'x', params: {} });
  await until(() => named('streamkit.pipeline').length === 3);
  expect(server.asked.filter((action) => action === 'getpipeline')).toHaveLength(3);
});

test('a pause is a gap too; a session without a pipeline does not keep the others from being heard', async () => {
  server.failing = 'getpipeline';
  server.create('s1');
  const one = source(await server.listen());
  await collectors.use([one]);
  await until(() => live() && collectors.statuses[0]?.note !== '');
  expect(collectors.statuses[0]?.note).toBe('no pipeline of session s1: it answered: Permission denied');
  const before = named('otterscope.gap').length;
  await collectors.use([{ ...one, paused: true }]);
  await collectors.use([{ ...one, name: 'renamed' }]);
  await until(() => named('otterscope.gap').length > before);
  expect(named('session.start')).toHaveLength(1);
});

test('loses nothing of a flood, and garbage neither stops it nor goes unsaid', async () => {
  server.create('s1');
  await collectors.use([source(await server.listen())]);
  await until(live);
  const count = 20_000;
  for (let i = 0; i < count; i++) {
    if (i === 100) server.raw('{"type":"event","payl');
    if (i === 200) server.raw('[1,2]');
    server.telemetry('s1', 'tap', 1_767_891_308_000_000 + i, { event_type: 'audio.level', rms: 0.1, peak: 0.2, i });
  }
  await until(() => named('audio.level').length === count);
  expect(named('audio.level').every((item, i) => attribute(item, 'i') === BigInt(i))).toBe(true);
  expect(collectors.statuses[0]).toMatchObject({ state: 'live', lost: 2 });
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['collect-lost']));
});

test.each([
  [[403, 'WebSocket Origin not allowed'] as const, /answered with HTTP status 403: WebSocket Origin not allowed/],
  [[401, ''] as const, /answered with HTTP status 401/],
  [[501, 'not built in'] as const, /answered with HTTP status 501: not built in/],
])('a server that refuses with %s is quoted', async (refuses, words) => {
  server.refuses = refuses;
  await collectors.use([source(await server.listen())]);
  await until(() => collectors.statuses[0]?.state === 'waiting');
  expect(collectors.statuses[0]?.failure?.reason).toMatch(words);
});

test('an error as an answer, a frame that is too large, and nobody there are said in words', async () => {
  server.failing = 'listsessions';
  const url = await server.listen();
  await collectors.use([source(url)]);
  await until(() => collectors.statuses[0]?.state === 'waiting');
  expect(collectors.statuses[0]?.failure?.reason).toBe('it answered: Permission denied');
  server.failing = undefined;
  collectors.retry('one');
  await until(live);
  server.raw(`{"type":"event","payload":{"event":"x","v":"${'x'.repeat(17 * 1024 ** 2)}"}}`);
  await until(() => collectors.statuses[0]?.failure !== undefined);
  expect(collectors.statuses[0]?.failure?.reason).toMatch(/sent a frame larger than 16 MiB/);
  await collectors.use([source('http://127.0.0.1:9')]);
  await until(
    () => collectors.statuses[0]?.state === 'waiting' && collectors.statuses[0].failure?.reason !== undefined,
  );
  expect(collectors.statuses[0]?.failure?.reason).toMatch(/nothing listens on 127\.0\.0\.1:9/);
});

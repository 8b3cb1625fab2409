import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { LogItem, RecordGroup } from '../../../src/contract/otlp-records.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createCollectors, type Collectors } from '../../../src/main/collect/collectors.ts';
import { collectorKinds } from '../../../src/main/collect/kinds.ts';
import { readUpdate } from '../../../src/main/collect/tokio-console/read-update.ts';
import { FakeTokioConsole, framesIn, taskUpdate } from '../../support/systems/tokio-console.ts';

let server: FakeTokioConsole;
let collectors: Collectors;
let groups: RecordGroup[];
let problems: ProblemReport[];
let clock: () => bigint;

beforeEach(() => {
  server = new FakeTokioConsole();
  groups = [];
  problems = [];
  clock = now;
  collectors = createCollectors(collectorKinds, {
    store: async (some) => {
      groups.push(...some);
      return { stored: some.reduce((sum, { items }) => sum + items.length, 0), lost: 0, why: '' };
    },
    report: (problem) => void problems.push(problem),
    now: () => unixNanos(clock()),
    onStatus: () => undefined,
  });
});
afterEach(async () => {
  await collectors.close();
  await server.close();
});

const source = (url: string): Collector => ({
  kind: 'tokio-console',
  id: 'one',
  name: 'skit',
  service: '',
  paused: false,
  url,
  auth: { kind: 'bearer', token: 'secret' },
  headers: [],
});
const events = (name: string): LogItem[] =>
  groups.flatMap((group) => (group.signal === 'logs' ? group.items.filter(({ eventName }) => eventName === name) : []));
const facts = (item: LogItem | undefined): Record<string, unknown> =>
  Object.fromEntries(item?.attributes.map(({ key, value }) => [key, value]) ?? []);
const metric = (name: string): unknown[] =>
  groups.flatMap((group) =>
    group.signal === 'metrics'
      ? group.items
          .filter((one) => one.name === name)
          .flatMap(({ points }) => points.map((point) => 'value' in point && point.value))
      : [],
  );
async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(5);
}
const now = (): bigint => BigInt(Date.now()) * 1_000_000n;
const capture = framesIn(
  gunzipSync(readFileSync(new URL('../../fixtures/tokio-console/console-subscriber-0.5.bin.gz', import.meta.url))),
);
/** When the capture was made. */
const captured = readUpdate(capture[0] as Uint8Array, new Map()).now;

test('tells of each task of a real program once as a whole, then of its changed numbers, and of resources by place', async () => {
  clock = () => captured;
  server.first = capture.slice(0, 1);
  await collectors.use([source(await server.listen())]);
  await until(() => events('tokio.resources').length === 1 && collectors.statuses[0]?.state === 'live');
  const tasks = events('tokio.task').map(facts);
  const named = (name: string) => tasks.find((one) => one['task.name'] === name);
  expect(named('ten-percent-busy')).toMatchObject({
    'task.kind': 'task',
    'task.target': 'tokio::task',
    'task.location': 'src/main.rs:19:45',
    'task.ended_ns': 0n,
    'task.self_wakes': 0n,
  });
  expect(named('boxed-future')).toMatchObject({ 'task.original_size_bytes': 20_240n, 'task.size_bytes': 8n });
  expect(named('blocking-reader')).toMatchObject({ 'task.kind': 'blocking', 'task.polls': 1n, 'task.busy_ns': 0n });
  expect(named('self-waker')?.['task.self_wakes']).toBeGreaterThan(0n);
  expect(tasks.filter((one) => one['task.ended_ns'] !== 0n).length).toBeGreaterThan(0);
  const resources = facts(events('tokio.resources')[0]);
  expect(resources['resource.type']).toContain('Mutex');
  await until(() => server.asked.length === 2);
  expect(server.asked.map(({ path }) => path.split('/').at(-1))).toEqual(['WatchUpdates', 'WatchState']);
  expect(server.asked[0]?.headers).toMatchObject({ authorization: 'Bearer secret', te: 'trailers' });
  expect(server.asked[0]?.headers['origin']).toBeUndefined();

  server.send(capture[1] as Uint8Array);
  server.send(capture[2] as Uint8Array);
  await until(() => events('tokio.stats').length === 1);
  const ids = events('tokio.task').map(
    (item) => `${String(facts(item)['tokio.span_id'])} ${String(facts(item)['task.created_ns'])}`,
  );
  // The program sends what has ended twice.
  expect(new Set(ids).size).toBe(ids.length);
  const changed = facts(events('tokio.stats')[0]);
  const spans = changed['tokio.span_id'] as bigint[];
  const polls = changed['task.polls'] as bigint[];
  const busy = spans.indexOf(named('ten-percent-busy')?.['tokio.span_id'] as bigint);
  expect(polls[busy]).toBeGreaterThan(named('ten-percent-busy')?.['task.polls'] as bigint);
});

test('counts states, keeps what was told over a reconnect, and tells what the program dropped', async () => {
  const start = now() - 10_000_000_000n;
  const lives = {
    id: 1,
    name: 'lives',
    created: start,
    polls: 3,
    busy: 5n,
    pollStarted: start + 1n,
    pollEnded: start + 2n,
  };
  const runs = { id: 2, created: start, polls: 1, pollStarted: start + 1n };
  const ready = {
    id: 3,
    created: start,
    polls: 1,
    pollStarted: start + 1n,
    pollEnded: start + 2n,
    lastWake: start + 9n,
  };
  const over = { id: 4, created: start, dropped: start + 1_000_000_000n, polls: 2, busy: 7n };
  server.first = [taskUpdate(now(), [lives, runs, ready, over], { dropped: 12 })];
  server.state = 'paused';
  const url = await server.listen();
  await collectors.use([source(url)]);
  await until(() => metric('tokio.tasks').length === 3 && (collectors.statuses[0]?.note ?? '') !== '');
  expect(metric('tokio.tasks')).toEqual([1, 1, 1]);
  expect(metric('tokio.tasks.ended')).toEqual([1]);
  expect(events('tokio.task')).toHaveLength(4);
  expect(events('tokio.task').map(({ body }) => body)).toContain('task ended after 1.00 s, 2 polls, busy for 7 ns');
  expect(collectors.statuses[0]).toMatchObject({
    lost: 12,
    note: 'paused by a console that is connected to the program',
  });
  expect(problems.map(({ code }) => code)).toEqual(['collect-lost']);

  await server.close();
  await until(() => collectors.statuses[0]?.state === 'waiting');
  expect(events('tokio.disconnected')).toHaveLength(1);
  const again = new FakeTokioConsole();
  again.first = server.first;
  again.state = 'unimplemented';
  await again.listen(Number(new URL(url).port));
  server = again;
  collectors.retry('one');
  await until(() => events('tokio.task').length >= 7);
  expect(events('tokio.connected')).toHaveLength(2);
  expect(events('tokio.task')).toHaveLength(7);
  expect(collectors.statuses[0]).toMatchObject({ state: 'live', failure: undefined });
});

test('says in words why there is nothing to follow', async () => {
  const reason = async (): Promise<string> => {
    await until(() => collectors.statuses[0]?.failure !== undefined);
    const { failure } = collectors.statuses[0] ?? {};
    await collectors.use([]);
    return `${failure?.reason} ${failure?.advice}`;
  };
  const url = await server.listen();
  server.refuses = [16, 'who are you?'];
  await collectors.use([source(url)]);
  expect(await reason()).toBe('the server refused with gRPC status 16: who are you? Give the source a token.');
  server.refuses = [12, ''];
  await collectors.use([source(url)]);
  expect(await reason()).toMatch(/^the server refused with gRPC status 12 Is this console-subscriber\?/);
  server.refuses = undefined;

  server.first = [Uint8Array.of(0xff, 0xff)];
  await collectors.use([source(url)]);
  expect(await reason()).toMatch(/^a message was no protobuf of console-subscriber/);
  server.first = [];
  await until(() => server.watchers === 0);
  await collectors.use([source(url)]);
  await until(() => server.watchers === 1);
  server.sendRaw(Uint8Array.of(0, 0x7f, 0xff, 0xff, 0xff));
  expect(await reason()).toMatch(/sent a message larger than 16 MiB/);
  await until(() => server.watchers === 0);

  const plain = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume();
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  await collectors.use([source(`http://127.0.0.1:${(plain.address() as AddressInfo).port}`)]);
  expect(await reason()).toMatch(/does not speak HTTP\/2|broke/);
  await new Promise((resolve) => plain.close(resolve));
});

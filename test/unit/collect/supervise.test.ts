import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { RecordGroup } from '../../../src/contract/otlp-records.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { createCollectors } from '../../../src/main/collect/collectors.ts';
import { CollectFailure, type CollectorKinds } from '../../../src/main/collect/collector.ts';
import { collectorKinds } from '../../../src/main/collect/kinds.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve).closeAllConnections());
});

const source = (url: string, change: Partial<Collector> = {}): Collector =>
  ({
    kind: 'health',
    id: 'one',
    name: 'kronk',
    service: '',
    paused: false,
    url,
    auth: { kind: 'none' },
    headers: [],
    paths: ['/v1/liveness', '/v1/readiness'],
    intervalSeconds: 0.05,
    ...change,
  }) as Collector;

function setUp(kinds: CollectorKinds = collectorKinds) {
  const groups: RecordGroup[] = [];
  const problems: ProblemReport[] = [];
  const collectors = createCollectors(kinds, {
    store: async (some) => {
      groups.push(...some);
      return { stored: some.reduce((sum, { items }) => sum + items.length, 0), lost: 0, why: '' };
    },
    report: (problem) => void problems.push(problem),
    now: () => unixNanosOfMillis(Date.now()),
    onStatus: () => undefined,
  });
  const events = () =>
    groups.flatMap((group) =>
      group.signal === 'logs' ? group.items.map(({ eventName, body }) => `${eventName}: ${String(body)}`) : [],
    );
  return { collectors, problems, events };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(10);
}

test('tells of each change of health once, takes 204 for well, and sends no Origin', async () => {
  let ready = 503;
  const origins: unknown[] = [];
  const server = createServer((request, response) => {
    origins.push(request.headers.origin);
    if (request.url === '/v1/liveness') response.writeHead(200).end('{"status":"up"}');
    else response.writeHead(ready).end();
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { collectors, events } = setUp();
  await collectors.use([source(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)]);
  await until(() => events().length === 2);
  await delay(150);
  expect(events()).toEqual([
    'health.up: /v1/liveness answers 200 {"status":"up"}',
    'health.down: /v1/readiness answers 503',
  ]);
  expect(collectors.statuses[0]).toMatchObject({ state: 'live', note: '/v1/readiness answers 503' });
  ready = 204;
  await until(() => events().length === 3);
  expect(events()[2]).toBe('health.up: /v1/readiness answers 204');
  await collectors.close();
  expect(new Set(origins)).toEqual(new Set([undefined]));
});

test('a source that cannot be reached is told of once, tried again with growing pauses, and at once when asked to', async () => {
  let tries = 0;
  const { collectors, problems } = setUp({
    health: async () => {
      tries += 1;
      throw new CollectFailure('nothing listens there', 'Start it.');
    },
  });
  await collectors.use([source('http://127.0.0.1:1')]);
  await until(() => collectors.statuses[0]?.state === 'waiting');
  expect(collectors.statuses[0]).toMatchObject({
    failures: 1,
    failure: { reason: 'nothing listens there', advice: 'Start it.' },
  });
  collectors.retry('one');
  await until(() => tries === 2 && collectors.statuses[0]?.state === 'waiting');
  const { since, nextAt } = collectors.statuses[0] ?? { since: 0, nextAt: 0 };
  expect(nextAt - since).toBe(2000);
  expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'collect-failed: nothing listens there. Start it.',
  ]);
  await collectors.close();
});

test('an edited source begins anew, a paused one rests, one that is gone ends, and one that cannot be used says why', async () => {
  const alive = new Set<string>();
  const { collectors } = setUp({
    health: async ({ collector, connected, signal }) => {
      alive.add(collector.name);
      connected();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      alive.delete(collector.name);
      return 'again';
    },
  });
  await collectors.use([source('http://a', { name: 'first' }), source('nowhere', { id: 'two' })]);
  await until(() => alive.has('first'));
  expect(collectors.statuses[1]).toMatchObject({
    state: 'unusable',
    failure: { reason: '"nowhere" is no http or https address, such as http://127.0.0.1:4545' },
  });
  await collectors.use([source('http://a', { name: 'second' })]);
  await until(() => alive.has('second'));
  expect([...alive]).toEqual(['second']);
  await collectors.use([source('http://a', { name: 'second', paused: true })]);
  expect(alive.size).toBe(0);
  expect(collectors.statuses.map(({ state }) => state)).toEqual(['paused']);
  await collectors.use([]);
  expect(collectors.statuses).toEqual([]);
});

test('a trial says what it found or why not, and stores nothing', async () => {
  const { collectors, events } = setUp({
    health: async ({ connected, emit, signal }) => {
      connected([{ name: 'version', value: '1.2' }]);
      await emit([]);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return 'again';
    },
    omnirt: async () => {
      throw new CollectFailure('it answered with HTTP status 401', 'Give it a key.');
    },
  });
  expect(await collectors.try(source('http://a'))).toEqual({
    kind: 'reached',
    records: 0,
    facts: [{ name: 'version', value: '1.2' }],
    note: '',
  });
  const { paths: _, intervalSeconds: __, ...web } = source('http://a') as Extract<Collector, { kind: 'health' }>;
  expect(await collectors.try({ ...web, kind: 'omnirt', jobs: [] })).toEqual({
    kind: 'failed',
    reason: 'it answered with HTTP status 401',
    advice: 'Give it a key.',
  });
  expect(await collectors.try({ ...web, kind: 'streamkit' })).toMatchObject({
    kind: 'failed',
    reason: 'this program cannot fetch such a source',
  });
  expect(events()).toEqual([]);
});

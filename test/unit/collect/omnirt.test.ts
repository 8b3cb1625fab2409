// Jobs of OmniRT, followed: replays are counted off, keep-alives are nothing, the end is confirmed by asking the job.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { RecordGroup } from '../../../src/contract/otlp-records.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import type { TargetAuth } from '../../../src/contract/scrape.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { createCollectors, type Collectors } from '../../../src/main/collect/collectors.ts';
import { collectorKinds } from '../../../src/main/collect/kinds.ts';
import { readForeign } from '../../support/read-foreign.ts';
import { FakeOmnirt, runReport } from '../../support/systems/omnirt.ts';

const at = 1_782_000_000_000;
const trace = '5433e0f1d2c3b4a5968778695a4b3c2d';
let server: FakeOmnirt;
let url: string;
let collectors: Collectors;
let groups: RecordGroup[];
let problems: ProblemReport[];

beforeEach(async () => {
  server = new FakeOmnirt();
  url = await server.listen();
  groups = [];
  problems = [];
  collectors = createCollectors(collectorKinds, {
    store: async (some) => {
      groups.push(...some);
      return { stored: some.reduce((sum, { items }) => sum + items.length, 0), lost: 0, why: '' };
    },
    report: (problem) => void problems.push(problem),
    now: () => unixNanosOfMillis(Date.now()),
    onStatus: () => undefined,
  });
});
afterEach(async () => {
  await collectors.close();
  await server.close();
});

function use(jobs: readonly string[], auth: TargetAuth = { kind: 'none' }): Promise<void> {
  const source: Collector = {
    kind: 'omnirt',
    id: 'o',
    name: 'omni',
    service: '',
    paused: false,
    url,
    auth,
    headers: [],
    jobs,
  };
  return collectors.use([source]);
}

const events = () => groups.flatMap((group) => (group.signal === 'logs' ? group.items : []));
const names = () => events().map(({ eventName }) => eventName);
const spans = () => groups.flatMap((group) => (group.signal === 'traces' ? group.items : []));
const status = () => collectors.statuses[0];
const soon = { timeout: 40_000, interval: 20 };

test('a job is followed to its end: each event once over broken streams, its spans, its report', async () => {
  server.enqueue('j-1', trace, at);
  await use(['j-1']);
  await expect.poll(names, soon).toEqual(['session.start', 'job_enqueued']);
  server.start('j-1', at + 5);
  server.event('j-1', 'denoise', 'stage_start', at + 12, { model: 'sdxl-base-1.0' });
  await expect.poll(names, soon).toContain('denoise.stage_start');
  server.cut();
  server.event('j-1', 'denoise', 'stage_progress', at + 200, { step: 1, timestep: 981 });
  server.event('j-1', 'denoise', 'stage_end', at + 500, { model: 'sdxl-base-1.0', elapsed_ms: 488.1 });
  await expect.poll(names, soon).toContain('denoise.stage_end');
  server.event('j-1', 'export', 'stage_start', at + 510);
  // The stream ends without the last event.
  server.finish('j-1', at + 600, runReport('j-1', trace, at), false);
  await expect.poll(() => status()?.state, soon).toBe('ended');
  expect(names()).toEqual([
    'session.start',
    'job_enqueued',
    'job_started',
    'denoise.stage_start',
    'denoise.stage_progress',
    'denoise.stage_end',
    'export.stage_start',
    'job_finished',
    'omnirt.run_report',
    'session.end',
  ]);
  expect(events()[5]).toMatchObject({
    time: BigInt(at + 500) * 1_000_000n,
    traceId: trace,
    attributes: [
      { key: 'omnirt.job_id', value: 'j-1' },
      { key: 'stage', value: 'denoise' },
      { key: 'model', value: 'sdxl-base-1.0' },
      { key: 'elapsed_ms', value: 488.1 },
    ],
  });
  const report = events().find(({ eventName }) => eventName === 'omnirt.run_report')?.attributes[2]?.value;
  expect(report).toMatchObject({ timings: { denoise_loop_ms: 488.1 }, artifacts: [{ data_b64_length: 12n }] });
  expect(spans()).toMatchObject([
    { name: 'denoise.stage_start', traceId: trace, statusMessage: 'ok', end: BigInt(at + 500) * 1_000_000n },
    { name: 'export.stage_start', start: BigInt(at + 510) * 1_000_000n, end: BigInt(at + 510) * 1_000_000n },
  ]);
  expect(problems.filter(({ code }) => code === 'collect-lost')).toEqual([]);
  // What the server says of the job, kept as a file, gives the same events.
  const file = readForeign(new Uint8Array(await (await fetch(`${url}/v1/jobs/j-1`)).arrayBuffer()));
  expect(file.logs).toMatchObject(
    events().map(({ eventName, time, traceId }) => ({ eventName, time: String(time), traceId })),
  );
});

test('a job that is over already is read at once, though its stream never ends; a second job takes nothing twice', async () => {
  server.enqueue('j-1', trace, at);
  server.fail('j-1', at + 50, 'CUDA out of memory');
  await use(['j-1']);
  await expect.poll(() => status()?.state, soon).toBe('ended');
  expect(server.asked).not.toContain('/v1/jobs/j-1/events');
  expect(names()).toEqual(['session.start', 'job_enqueued', 'job_failed', 'omnirt.run_report', 'session.end']);
  expect(events()[3]).toMatchObject({ severity: 17, body: 'CUDA out of memory' });
  server.enqueue('j-2', trace, at + 100);
  await use(['j-1', 'j-2']);
  await expect.poll(names, soon).toHaveLength(7);
  // Nobody tells of this one: the silent stream is left when the job says that it is over.
  server.fail('j-2', at + 200, 'no such model');
  await expect.poll(() => status()?.state, soon).toBe('ended');
  expect(names().filter((name) => name === 'session.end')).toHaveLength(2);
});

test.each([
  [[401, 'application/json', '{"detail":"no"}'], /answered \/v1\/jobs\/j-1 with HTTP status 401: \{"detail":"no"\}$/],
  [[501, 'text/plain', ''], /with HTTP status 501$/],
  [[200, 'text/html', '<html>'], /with something else than a JSON object: <html>$/],
] as const)('what is no such answer is told: %j', async (broken, words) => {
  server.broken = broken;
  await use(['j-1']);
  await expect.poll(() => status()?.failure?.reason, soon).toMatch(words);
  expect(events()).toEqual([]);
});

test('a key is sent as a token; a job that is not known, and a server that is gone, are told', async () => {
  server.key = 'secret';
  server.enqueue('j-1', trace, at);
  await use(['j-1', 'j-9'], { kind: 'bearer', token: 'secret' });
  await expect.poll(names, soon).toEqual(['session.start', 'job_enqueued']);
  server.fail('j-1', at + 50, 'x');
  await expect.poll(() => status()?.failure?.reason, soon).toBe('it does not know job j-9');
  await server.close();
  collectors.retry('o');
  await expect.poll(() => status()?.failure?.reason, soon).toMatch(/^nothing listens on 127/);
});

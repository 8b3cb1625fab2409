// A voice session of a StreamKit server, heard over its control WebSocket, as the timeline shows it: what belongs together is
// one bar, what is open closes or is endless, what is missing is said.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runId, type RunId } from '../../src/contract/ids.ts';
import { defaultSettings } from '../../src/contract/runs.ts';
import {
  ItemFlag,
  ItemShape,
  type SessionId,
  type SessionListAnswer,
  type SessionTimeline,
} from '../../src/contract/sessions.ts';
import type { TaskListAnswer } from '../../src/contract/tasks.ts';
import type { UnixNanos } from '../../src/contract/time.ts';
import { FakeStreamkit } from '../support/systems/streamkit-server.ts';
import { FakeTokioConsole, taskUpdate } from '../support/systems/tokio-console.ts';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';

const folder = tempFolder();
const skit = new FakeStreamkit();
const tasks = new FakeTokioConsole();
const session = '0b1c6e0a-3f0e-4c53-9d6f-6f2b7a1f9a10' as SessionId;
/** Unix microseconds at which the session began to speak. */
const began = Date.now() * 1000 - 60_000_000;
let program: Program;
let pipe: PipeClient;
let run: RunId;

beforeAll(async () => {
  const url = await skit.listen();
  const tasksUrl = await tasks.listen();
  const collector = {
    kind: 'streamkit',
    id: 'skit',
    name: 'voice',
    service: '',
    paused: false,
    url,
    auth: { kind: 'none' },
    headers: [],
  } as const;
  writeFileSync(
    join(folder.path, 'settings.json'),
    JSON.stringify({
      ...defaultSettings,
      collectors: [collector, { ...collector, kind: 'tokio-console', id: 'tasks', name: 'skit', url: tasksUrl }],
    }),
  );
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
  run = (await pipe.call('runs.list', {})).find(({ state }) => state === 'live')?.id ?? runId('');
  await until(async () => (await pipe.call('collectors.list', {}))[0]?.state === 'live');
  skit.create(session, 'demo', new Date(began / 1000 - 100));
  await until(async () => (await list()).total === 1);
});

afterAll(async () => {
  pipe.close();
  await program.stop();
  await skit.close();
  await tasks.close();
  folder.remove();
});

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await wait(50);
}

function say(millis: number, node: string, data: Readonly<Record<string, unknown>>): void {
  skit.telemetry(session, node, began + millis * 1000, data);
}

/** One text per item: name, shape, start and length in milliseconds, lane, turn. */
function linesOf(timeline: SessionTimeline): string[] {
  const text = (index: number | undefined): string => timeline.texts[index ?? 0] ?? '';
  const shape = Object.fromEntries(Object.entries(ItemShape).map(([name, value]) => [value, name]));
  const origin = Number(timeline.origin - BigInt(began) * 1000n) / 1e6;
  return Array.from(timeline.name, (name, i) =>
    [
      text(name),
      shape[timeline.shape[i] ?? 0],
      Math.round((timeline.start[i] ?? 0) / 1e6 + origin),
      Math.round((timeline.duration[i] ?? 0) / 1e6),
      timeline.lanes[timeline.lane[i] ?? 0]?.name,
      text(timeline.turn[i]),
    ].join(' '),
  );
}

const list = (): Promise<SessionListAnswer> =>
  pipe.call('sessions.list', { run, text: '', order: 'last', descending: true, offset: 0, limit: 10 });
const timeline = (): Promise<SessionTimeline> =>
  pipe.call('sessions.timeline', { run, session, lanes: 'node', limit: 1000 });
async function once(done: (found: SessionTimeline) => boolean): Promise<SessionTimeline> {
  for (;;) {
    const found = await timeline();
    if (done(found)) return found;
    await wait(50);
  }
}

it('pairs by span, by segment and by order, in lanes of the nodes', { timeout: 120_000 }, async () => {
  const llm = { correlation_id: 'turn-17-1', turn_id: 'turn-17-1', span_id: '6a2e', model: 'gpt-x' };
  say(0, 'whisper', { event_type: 'vad.speech_start', segment_id: 'seg-0-1', start_time_ms: 120 });
  say(5, 'whisper', { event_type: 'vad.speech_start', segment_id: 'seg-5-2', start_time_ms: 125 });
  say(700, 'whisper', { event_type: 'vad.speech_end', segment_id: 'seg-0-1', end_time_ms: 820, reason: 'silence' });
  say(900, 'whisper', { event_type: 'vad.speech_end', segment_id: 'seg-5-2', end_time_ms: 1025, reason: 'silence' });
  say(1000, 'script', { event_type: 'llm.request.start', ...llm });
  say(1900, 'script', { event_type: 'llm.request', ...llm, status: 'success', output_chars: 120, latency_ms: 842 });
  say(2000, 'kokoro', { event_type: 'tts.start', text_length: 5, text_preview: `${'y'.repeat(100)}...[truncated]` });
  say(2100, 'kokoro', { event_type: 'tts.start', text_length: 6, text_preview: 'second' });
  say(2300, 'kokoro', { event_type: 'tts.done', text_length: 5, latency_ms: 290, text_preview: 'first' });
  say(2600, 'kokoro', { event_type: 'tts.done', text_length: 6, latency_ms: 480, text_preview: 'second' });
  say(3000, 'script', { event_type: 'weather.geocode.start', span_id: 'never', correlation_id: 'never' });
  say(4000, 'tap', { event_type: 'telemetry.health', dropped_due_to_full: 3, dropped_due_to_rate_limit: 4 });
  skit.event('nodestatechanged', {
    session_id: session,
    node_id: 'kokoro',
    state: { Failed: { reason: 'no voice' } },
    timestamp: new Date(began / 1000 + 5000).toISOString(),
  });
  // When the pipeline is asked for is the collector's affair, and its answer an item too.
  const own = (all: readonly string[]) => all.filter((line) => !line.startsWith('streamkit.pipeline'));
  const found = await once((one) => own(linesOf(one)).length >= 9);
  const lines = linesOf(found);
  expect(own(lines)).toEqual([
    'session open -100 0 skit ',
    'vad.speech bar 0 700 whisper ',
    'vad.speech bar 5 895 whisper ',
    'llm.request bar 1000 842 script turn-17-1',
    'tts bar 2000 290 kokoro ',
    'tts bar 2100 480 kokoro ',
    'weather.geocode open 3000 0 script ',
    'telemetry.health tick 4000 0 tap ',
    'node.state tick 5000 0 kokoro ',
  ]);
  const flag = (line: RegExp): number => found.flags[lines.findIndex((one) => line.test(one))] ?? 0;
  expect(flag(/^node\.state/) & ItemFlag.error).toBe(ItemFlag.error);
  expect(flag(/^tts bar 2000/) & ItemFlag.truncated).toBe(ItemFlag.truncated);
  expect(flag(/^telemetry\.health/) & ItemFlag.loss).toBe(ItemFlag.loss);
  expect(found.losses.map(({ count }) => count)).toEqual([7]);
});

it('a gap after a lost connection is shown; what is open at the end has no end', { timeout: 120_000 }, async () => {
  skit.cut();
  await until(async () => (await pipe.call('collectors.list', {}))[0]?.state === 'waiting');
  const [status] = await pipe.call('collectors.list', {});
  expect(status?.failure?.reason).toMatch(/^the connection to 127\.0\.0\.1:\d+ was cut$/);
  await until(async () => (await pipe.call('collectors.list', {}))[0]?.state === 'live');
  const gap = await once(({ losses }) => losses.length === 2);
  expect(gap.losses[1]?.why).toMatch(/^not connected for \d+\.\d s; what was sent meanwhile is missing$/);
  const at = gap.flags.findIndex((flags) => (flags & ItemFlag.gap) !== 0);
  expect(gap.duration[at]).toBeGreaterThan(0.5e9);
  expect(linesOf(gap)).toContain('weather.geocode open 3000 0 script ');

  skit.destroy(session);
  const ended = await once((found) => found.session.state === 'ended');
  expect(linesOf(ended)).toContain('weather.geocode endless 3000 0 script ');
  const { sessions } = await list();
  expect(sessions).toMatchObject([{ id: session, services: ['skit'], state: 'ended', errors: 1 }]);
});

it('follows the tasks of its runtime: a table as of now and as of before', async () => {
  const ask = (more: { readonly at?: UnixNanos } = {}): Promise<TaskListAnswer> =>
    pipe.call('tasks.list', {
      run,
      service: 'skit',
      text: '',
      shown: 'all',
      order: 'id',
      descending: false,
      limit: 10,
      ...more,
    });
  const told = async (done: (answer: TaskListAnswer) => boolean): Promise<TaskListAnswer> => {
    for (;;) {
      const answer = await ask();
      if (done(answer)) return answer;
      await wait(50);
    }
  };
  const start = BigInt(Date.now()) * 1_000_000n;
  const after = (millis: number): bigint => start + BigInt(millis) * 1_000_000n;
  const mixer = { id: 1, name: 'mixer', created: start, polls: 1, pollStarted: after(1) };
  await until(async () => tasks.watchers === 1);
  tasks.send(taskUpdate(after(1500), [mixer]));
  const first = await told(({ total }) => total === 1);
  expect(first.tasks[0]).toMatchObject({
    name: 'mixer',
    state: 'running',
    warnings: ['never-yielded'],
    busy: 1_499_000_000n,
  });
  const yielded = { ...mixer, polls: 2, wakes: 4, selfWakes: 3, busy: 1_600_000_000n, pollEnded: after(1700) };
  tasks.send(taskUpdate(after(2500), [yielded], { isNew: false, dropped: 3 }));
  const second = await told(({ tasks: [task] }) => task?.polls === 2);
  expect(second.tasks[0]).toMatchObject({ state: 'idle', warnings: ['self-wakes'], idle: 900_000_000n });
  expect((await ask({ at: first.at })).tasks[0]).toMatchObject({ state: 'running', polls: 1 });
  // Statuses are told every now and then.
  await until(async () => (await pipe.call('collectors.list', {})).find(({ id }) => id === 'tasks')?.lost === 3);
});

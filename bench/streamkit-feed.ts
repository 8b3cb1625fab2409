// 5,000 events a second for a minute over StreamKit's control socket: whether all of them are in the run at the end, how far
// behind the feed the collector ever was, and what it costs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultSettings } from '../src/contract/runs.ts';
import { FakeStreamkit } from '../test/support/systems/streamkit-server.ts';
import { openPipe } from '../test/headless/kit/pipe-client.ts';
import { benchFolder, startEngine } from './lib/engine.ts';
import { round } from './lib/statistics.ts';

const perSecond = 5000;
const perTick = 50;
const sessions = 20;
const nodes = ['whisper', 'script', 'kokoro', 'tap', 'mixer'];

export async function benchStreamkitFeed(seconds: number): Promise<Record<string, unknown>> {
  const skit = new FakeStreamkit();
  const ids = Array.from({ length: sessions }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`);
  for (const id of ids) skit.create(id);
  const url = await skit.listen();
  const folder = benchFolder();
  const source = { kind: 'streamkit', id: 'skit', name: 'skit', service: '', paused: false, url, headers: [] } as const;
  const settings = { ...defaultSettings, collectors: [{ ...source, auth: { kind: 'none' } }] };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  const engine = await startEngine({ folder });
  const pipe = await openPipe(engine.ready);
  const status = async () => (await pipe.call('collectors.list', {}))[0];
  const run = (await pipe.call('runs.list', {})).find(({ state }) => state === 'live');
  if (run === undefined) throw new Error('there is no live run');
  const eventsOfSessions = async (): Promise<number> => {
    const request = { run: run.id, text: '', order: 'id', descending: false, offset: 0, limit: 1000 } as const;
    return (await pipe.call('sessions.list', request)).sessions.reduce((sum, { events }) => sum + events, 0);
  };
  while ((await status())?.state !== 'live') await wait(50);
  // What is told of sessions at the beginning.
  await wait(3000);
  const before = (await status())?.records ?? 0;
  const eventsBefore = await eventsOfSessions();

  const cpuBefore = engine.cpuMillis();
  const began = performance.now();
  let sent = 0;
  let mostBehind = 0;
  let peakRss = 0;
  for (let tick = 1; sent < seconds * perSecond; tick++) {
    const rest = began + (tick * 1000 * perTick) / perSecond - performance.now();
    if (rest > 0) await wait(rest);
    for (let i = 0; i < perTick; i++) send(skit, ids, sent++);
    mostBehind = Math.max(mostBehind, skit.unsentBytes);
    if (tick % 100 === 0) peakRss = Math.max(peakRss, engine.rssBytes());
  }
  const sending = performance.now() - began;
  while (((await status())?.records ?? 0) - before < sent && performance.now() - began < sending + 30_000)
    await wait(20);
  const behind = performance.now() - began - sending;
  const cpu = engine.cpuMillis() - cpuBefore;
  const end = await status();
  const eventsAfter = await eventsOfSessions();
  pipe.close();
  await engine.stop();
  engine.remove();
  await skit.close();
  const result = {
    seconds: round(sending / 1000, 1),
    eventsSent: sent,
    eventsPerSecond: Math.round(sent / (sending / 1000)),
    recordsStored: (end?.records ?? 0) - before,
    eventsOfSessions: eventsAfter - eventsBefore,
    lost: end?.lost ?? -1,
    mostKilobytesUnread: round(mostBehind / 1000, 1),
    storedMillisAfterTheLast: Math.round(behind),
    cpuPercentOfOneCore: round((100 * cpu) / sending, 1),
    peakRssMegabytes: Math.round(peakRss / 1024 ** 2),
  };
  console.log(JSON.stringify(result));
  return result;
}

function send(skit: FakeStreamkit, ids: readonly string[], number: number): void {
  const session = ids[number % ids.length] ?? '';
  const node = nodes[number % nodes.length] ?? '';
  const turn = { turn_id: `turn-${Math.floor(number / 400)}`, correlation_id: `turn-${Math.floor(number / 400)}-1` };
  const data =
    number % 4 === 0
      ? { event_type: 'llm.request.start', ...turn, span_id: `span-${number}`, model: 'gpt-x' }
      : number % 4 === 1
        ? {
            event_type: 'llm.request',
            ...turn,
            span_id: `span-${number - 1}`,
            model: 'gpt-x',
            latency_ms: number % 900,
          }
        : number % 4 === 2
          ? { event_type: 'audio.level', rms: 0.13, peak: 0.4, sample_count: 960, sample_rate: 48_000, channels: 1 }
          : {
              event_type: 'stt.result',
              ...turn,
              text_preview: `what was said in sentence ${number}`,
              segment_count: 2,
            };
  skit.telemetry(session, node, Date.now() * 1000, data);
}

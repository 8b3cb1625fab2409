// Following Llama Stack's trace_store.db: how long a store of 100,000 spans takes to be in the run, how soon a new row is
// there, and what the server's commits cost with and without somebody following (it commits span by span at full speed).
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultSettings } from '../src/contract/runs.ts';
import { agentTurn, FakeLlamaStack } from '../test/support/systems/llama-stack.ts';
import { openPipe } from '../test/headless/kit/pipe-client.ts';
import { benchFolder, startEngine, type RunningEngine } from './lib/engine.ts';
import { median, round } from './lib/statistics.ts';

const spans = 100_000;
const writing = 10_000;

export async function benchLlamaStack(): Promise<Record<string, unknown>> {
  const folder = benchFolder();
  const path = join(folder, 'trace_store.db');
  const store = new FakeLlamaStack(path);
  const turns = Math.floor(spans / 3);
  const began = Date.now() - turns * 1000;
  for (let turn = 0; turn < turns; turn += 1000)
    store.fill(Array.from({ length: 1000 }, (_, i) => agentTurn(turn + i, began + (turn + i) * 1000)).flat());
  const alone = await writeSpans(path, turns + 2_000_000);
  const source = { kind: 'llama-stack', id: 'bench', name: 'bench', service: '', paused: false, path } as const;
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...defaultSettings, collectors: [source] }));
  const stored = Number(store.count());
  const engine = await startEngine({ folder });
  const opening = performance.now();
  await reached(engine, stored);
  const openMillis = performance.now() - opening;
  const seen: number[] = [];
  for (let i = 0; i < 10; i++) {
    await wait(600 + 37 * i);
    const written = performance.now();
    store.end(agentTurn(3_000_000 + i, Date.now())[0] ?? fail());
    await reached(engine, stored + i + 1);
    seen.push(performance.now() - written);
  }
  const followed = await writeSpans(path, turns + 4_000_000);
  await reached(engine, Number(store.count()));
  store.close();
  await engine.stop();
  engine.remove();
  const result = {
    spans: stored,
    openMillis: Math.round(openMillis),
    newRowMillisMedian: Math.round(median(seen)),
    newRowMillisWorst: Math.round(Math.max(...seen)),
    commitAlone: alone,
    commitFollowed: followed,
  };
  console.log(JSON.stringify(result));
  return result;
}

/** Resolves when the run has so many spans. */
async function reached(engine: RunningEngine, wanted: number): Promise<void> {
  const pipe = await openPipe(engine.ready);
  for (;;) {
    const [newest] = await pipe.call('runs.list', {});
    if ((newest?.spans ?? 0) >= wanted) break;
    await wait(10);
  }
  pipe.close();
}

interface Latency {
  readonly commits: number;
  readonly medianMillis: number;
  readonly p99Millis: number;
  readonly worstMillis: number;
}

/** In a process of its own, as the server is one. */
async function writeSpans(path: string, from: number): Promise<Latency> {
  const child = fork(join(import.meta.dirname, '../test/support/systems/llama-stack-child.ts'), [
    path,
    String(from),
    String(writing),
  ]);
  const latencies = await new Promise<readonly number[]>((resolve) =>
    child.once('message', (all) => resolve(all as number[])),
  );
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0, 3);
  return { commits: sorted.length, medianMillis: at(0.5), p99Millis: at(0.99), worstMillis: at(1) };
}

function fail(): never {
  throw new Error('no span');
}

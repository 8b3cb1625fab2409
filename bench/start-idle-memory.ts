// Start to ready (warm disk), CPU while idle with the UI open, and memory after a million spans.
import { startEngine } from './lib/engine.ts';
import { load } from './lib/load.ts';
import { openUi } from './lib/page.ts';
import { median, round } from './lib/statistics.ts';

export async function benchStartIdleMemory(): Promise<Record<string, unknown>> {
  const starts: number[] = [];
  for (let i = 0; i < 7; i++) {
    const engine = await startEngine();
    starts.push(engine.startMillis);
    await engine.stop();
    engine.remove();
  }
  const engine = await startEngine();
  const emptyRss = engine.rssBytes();
  await load({
    target: engine.ready.otlp_grpc,
    transport: 'grpc',
    encoding: 'protobuf',
    signal: 'traces',
    gzip: false,
    requests: 1954,
    warmup: 0,
    itemsPerRequest: 512,
    inFlight: 8,
    seed: 5,
  });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const afterMillion = engine.rssBytes();
  const page = await openUi(engine.ready.ui, engine.ready.token);
  await page.goto(`${engine.ready.ui}/traces`);
  await page.locator('[role="row"][aria-rowindex="2"]').waitFor();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const withPage = engine.rssBytes();
  const cpuBefore = engine.cpuMillis();
  const seconds = 20;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const idle = (engine.cpuMillis() - cpuBefore) / (seconds * 10);
  await page.context().browser()?.close();
  await engine.stop();
  engine.remove();
  const result = {
    startToReadyMillis: Math.round(median(starts)),
    startToReadyMillisWorst: Math.round(Math.max(...starts)),
    idleCpuPercentOfOneCore: round(idle, 2),
    emptyRssMegabytes: Math.round(emptyRss / 1e6),
    rssMegabytesAfterMillionSpans: Math.round(afterMillion / 1e6),
    rssMegabytesWithTracesPageOpen: Math.round(withPage / 1e6),
  };
  console.log(JSON.stringify(result));
  return result;
}

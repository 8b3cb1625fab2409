// Imports one file into a run of its own through the built engine, as `imports.start` begins it, and measures that.
import { statSync } from 'node:fs';
import { openPipe, type PipeClient } from '../../test/headless/kit/pipe-client.ts';
import type { ImportInfo } from '../../src/contract/imports.ts';
import { startEngine } from './engine.ts';
import { round } from './statistics.ts';

export interface WrittenFile {
  readonly path: string;
  /** That are in it. */
  readonly spans: number;
}

async function imported(pipe: PipeClient, path: string): Promise<ImportInfo> {
  const [begun] = await pipe.call('imports.start', { paths: [path], into: 'new' });
  for (;;) {
    const one = (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id);
    if (one?.endedAt !== undefined) return one;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export interface MeasuredImport {
  readonly itemsPerSecond: number;
  /** By the processor time of the whole engine: says the same on a busy machine. */
  readonly itemsPerCpuSecond: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly peakRssMegabytes: number;
}

/** A fresh engine each time; the memory is that of the whole process. */
export async function measureImport({ path, spans }: WrittenFile): Promise<MeasuredImport> {
  const engine = await startEngine();
  const pipe = await openPipe(engine.ready);
  let peak = engine.rssBytes();
  const cpu = engine.cpuMillis();
  const sampling = setInterval(() => (peak = Math.max(peak, engine.rssBytes())), 50);
  const info = await imported(pipe, path);
  clearInterval(sampling);
  const cpuSeconds = (engine.cpuMillis() - cpu) / 1000;
  pipe.close();
  await engine.stop();
  engine.remove();
  if (info.state !== 'done' || info.spans !== spans) throw new Error(`not whole: ${JSON.stringify(info)}`);
  const seconds = ((info.endedAt ?? 0) - info.startedAt) / 1000;
  return {
    itemsPerSecond: Math.round(spans / seconds),
    itemsPerCpuSecond: Math.round(spans / cpuSeconds),
    seconds: round(seconds),
    megabytes: Math.round(statSync(path).size / 1e6),
    peakRssMegabytes: Math.round(peak / 1e6),
  };
}

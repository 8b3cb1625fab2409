// Orders one load from a generator process and waits for what came of it.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { percentile, round } from './statistics.ts';

export interface LoadOrder {
  readonly target: string;
  readonly transport: 'grpc' | 'http';
  readonly encoding: 'protobuf' | 'json';
  readonly signal: 'traces' | 'logs' | 'metrics';
  readonly gzip: boolean;
  readonly requests: number;
  /** Requests sent before anything is counted, so that the receiver's code is compiled. */
  readonly warmup: number;
  readonly itemsPerRequest: number;
  readonly inFlight: number;
  /** Open loop at this rate; closed loop with `inFlight` lanes when it is left out. */
  readonly requestsPerSecond?: number;
  readonly seed: number;
}

export interface LoadAnswer {
  readonly kind: 'done';
  readonly items: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly bytesPerItem: number;
}

export interface LoadResult {
  readonly itemsPerSecond: number;
  readonly p50Millis: number;
  readonly p99Millis: number;
  readonly items: number;
  readonly wireBytesPerItem: number;
}

/** `whileRunning` is called every 100 ms from the first request to the last answer, `whenWarm` once after the warm-up. */
export function load(
  order: LoadOrder,
  whileRunning: () => void = () => undefined,
  whenWarm: () => void = () => undefined,
): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, '../generator.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let sampling: NodeJS.Timeout | undefined;
    child.on('message', (message: LoadAnswer | { kind: 'made' } | { kind: 'warm' }) => {
      if (message.kind === 'made') {
        sampling = setInterval(whileRunning, 100);
        child.send({ kind: 'go' });
        return;
      }
      if (message.kind === 'warm') return whenWarm();
      resolve({
        itemsPerSecond: Math.round(message.items / message.seconds),
        p50Millis: round(percentile(message.latencies, 50)),
        p99Millis: round(percentile(message.latencies, 99)),
        items: message.items,
        wireBytesPerItem: round(message.bytesPerItem),
      });
    });
    child.on('exit', (code) => {
      clearInterval(sampling);
      if (code !== 0) reject(new Error(`the generator ended with ${code}`));
    });
    child.send(order);
  });
}

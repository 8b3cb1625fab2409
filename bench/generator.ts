// The load, in a process of its own. Makes all bodies first, then sends them and reports what the receiver acknowledged.
// Asked over IPC by bench/lib/load.ts.
import { gzipSync } from 'node:zlib';
import { metricRequests } from './lib/metric-requests.ts';
import { jsonTraceRequests, logRequests, traceRequests } from './lib/requests.ts';
import { grpcExporter, httpExporter, type Exporter } from './lib/send.ts';
import type { LoadAnswer, LoadOrder } from './lib/load.ts';

function bodies(order: LoadOrder): Uint8Array[] {
  const all = makerOf(order)(order.warmup + order.requests, order.itemsPerRequest, order.seed);
  return order.gzip ? all.map((body) => gzipSync(body, { level: 1 })) : all;
}

function makerOf({ signal, encoding }: LoadOrder): (count: number, items: number, seed: number) => Uint8Array[] {
  if (signal === 'metrics') return metricRequests;
  if (signal === 'logs') return logRequests;
  return encoding === 'json' ? jsonTraceRequests : traceRequests;
}

function exporter(order: LoadOrder): Exporter {
  const options = {
    target: order.target,
    signal: order.signal,
    ...(order.gzip ? { compression: 'gzip' as const } : {}),
  };
  return order.transport === 'grpc'
    ? grpcExporter(options)
    : httpExporter({ ...options, json: order.encoding === 'json' });
}

async function closedLoop(
  send: (body: Uint8Array) => Promise<void>,
  all: readonly Uint8Array[],
  inFlight: number,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let body = all[next++]; body !== undefined; body = all[next++]) await send(body);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

/** Sends on schedule whatever the answers do; a request's latency counts from its scheduled time. */
async function openLoop(
  send: (body: Uint8Array, due: number) => Promise<void>,
  all: readonly Uint8Array[],
  perSecond: number,
): Promise<void> {
  const began = performance.now();
  const pending: Promise<void>[] = [];
  for (const [i, body] of all.entries()) {
    const due = began + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    pending.push(send(body, due));
  }
  await Promise.all(pending);
}

async function carryOut(order: LoadOrder): Promise<LoadAnswer> {
  const all = bodies(order);
  const target = exporter(order);
  const latencies: number[] = [];
  const send = async (body: Uint8Array, due = performance.now()): Promise<void> => {
    await target.send(body);
    latencies.push(performance.now() - due);
  };
  process.send?.({ kind: 'made' });
  await new Promise((resolve) => process.once('message', resolve));
  await closedLoop(send, all.splice(0, order.warmup), order.inFlight);
  latencies.length = 0;
  process.send?.({ kind: 'warm' });
  const began = performance.now();
  if (order.requestsPerSecond === undefined) await closedLoop(send, all, order.inFlight);
  else await openLoop(send, all, order.requestsPerSecond);
  const seconds = (performance.now() - began) / 1000;
  target.close();
  const bytes = all.reduce((sum, body) => sum + body.length, 0);
  return {
    kind: 'done',
    items: order.requests * order.itemsPerRequest,
    seconds,
    latencies,
    bytesPerItem: bytes / (order.requests * order.itemsPerRequest),
  };
}

process.once('message', (order: LoadOrder) => {
  carryOut(order).then(
    (answer) => process.send?.(answer, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

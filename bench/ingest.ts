// Ingest through the ports of the built engine, acknowledged after commit, the generator in a process of its own.
// Beside it in the same run: the straightforward store that a first version would have, and the ceiling of raw inserts.
import { statSync } from 'node:fs';
import { startEngine } from './lib/engine.ts';
import { load, type LoadOrder, type LoadResult } from './lib/load.ts';
import { median, round } from './lib/statistics.ts';
import { rawInsertsPerSecond } from './peers/raw-inserts.ts';
import { startStraightforward } from './peers/straightforward.ts';

/** 500 of metrics. */
const itemsPerRequest = 512;
const pointsPerRequest = 500;
/** Enough that the receiver always has work. */
const inFlight = 16;

interface Case {
  readonly name: string;
  readonly order: Pick<LoadOrder, 'transport' | 'encoding' | 'signal' | 'gzip'>;
  readonly requests: number;
  readonly bar?: number;
}

const cases: readonly Case[] = [
  {
    name: 'traces gRPC protobuf',
    order: { transport: 'grpc', encoding: 'protobuf', signal: 'traces', gzip: false },
    requests: 1200,
    bar: 120_000,
  },
  {
    name: 'traces HTTP protobuf',
    order: { transport: 'http', encoding: 'protobuf', signal: 'traces', gzip: false },
    requests: 1200,
    bar: 140_000,
  },
  {
    name: 'traces HTTP JSON',
    order: { transport: 'http', encoding: 'json', signal: 'traces', gzip: false },
    requests: 300,
    bar: 60_000,
  },
  {
    name: 'traces gRPC gzip',
    order: { transport: 'grpc', encoding: 'protobuf', signal: 'traces', gzip: true },
    requests: 1000,
  },
  {
    name: 'traces HTTP gzip',
    order: { transport: 'http', encoding: 'protobuf', signal: 'traces', gzip: true },
    requests: 1000,
  },
  {
    name: 'logs gRPC protobuf',
    order: { transport: 'grpc', encoding: 'protobuf', signal: 'logs', gzip: false },
    requests: 1500,
    bar: 200_000,
  },
  {
    name: 'metrics gRPC protobuf',
    order: { transport: 'grpc', encoding: 'protobuf', signal: 'metrics', gzip: false },
    requests: 2400,
    bar: 300_000,
  },
  {
    name: 'metrics HTTP protobuf',
    order: { transport: 'http', encoding: 'protobuf', signal: 'metrics', gzip: false },
    requests: 2400,
    bar: 300_000,
  },
];

const target = (order: Case['order'], ready: { otlp_grpc: string; otlp_http: string }): string =>
  order.transport === 'grpc' ? ready.otlp_grpc : ready.otlp_http;

interface CaseRun extends LoadResult {
  readonly diskBytesPerItem: number;
  readonly peakRssMegabytes: number;
}

async function once(one: Case, seed: number, paced?: number): Promise<CaseRun> {
  const engine = await startEngine();
  let peak = 0;
  const items = one.order.signal === 'metrics' ? pointsPerRequest : itemsPerRequest;
  const result = await load(
    {
      ...one.order,
      target: target(one.order, engine.ready),
      requests: paced === undefined ? one.requests : Math.min(one.requests, Math.round((paced / items) * 8)),
      warmup: 150,
      itemsPerRequest: items,
      inFlight,
      seed,
      ...(paced === undefined ? {} : { requestsPerSecond: paced / items }),
    },
    () => (peak = Math.max(peak, engine.rssBytes())),
  );
  await engine.stop();
  const size = statSync(engine.ready.run).size;
  engine.remove();
  return {
    ...result,
    diskBytesPerItem: round(size / (result.items + 150 * items)),
    peakRssMegabytes: Math.round(peak / 1e6),
  };
}

/** Medians of `rounds` runs per case, half-load latency, and the two peers. */
export async function benchIngest(rounds = 3): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  const rates = new Map<string, number>();
  for (const one of cases) {
    const runs: CaseRun[] = [];
    for (let turn = 0; turn < rounds; turn++) runs.push(await once(one, 1 + turn * 100_000));
    const rate = median(runs.map((run) => run.itemsPerSecond));
    rates.set(one.name, rate);
    const half: CaseRun[] = [];
    for (let turn = 0; turn < rounds; turn++) half.push(await once(one, 900_000 + turn * 10_000, rate / 2));
    results[one.name] = {
      itemsPerSecond: rate,
      ...(one.bar === undefined ? {} : { bar: one.bar }),
      p99MillisAtHalfLoad: median(half.map((run) => run.p99Millis)),
      p50MillisAtHalfLoad: median(half.map((run) => run.p50Millis)),
      diskBytesPerItem: median(runs.map((run) => run.diskBytesPerItem)),
      wireBytesPerItem: median(runs.map((run) => run.wireBytesPerItem)),
      peakRssMegabytes: median(runs.map((run) => run.peakRssMegabytes)),
    };
    console.log(one.name, JSON.stringify(results[one.name]));
  }
  const grpc = rates.get('traces gRPC protobuf') ?? Number.NaN;
  const straightforward = await straightforwardRate();
  const raw = rawInsertsPerSecond(600 * itemsPerRequest, itemsPerRequest);
  results['ratios'] = {
    straightforwardSpansPerSecond: straightforward,
    timesStraightforward: round(grpc / straightforward, 2),
    rawInsertsPerSecond: raw,
    shareOfRawInserts: round(grpc / raw, 2),
    gzipShareOfPlainGrpc: round((rates.get('traces gRPC gzip') ?? 0) / grpc, 2),
    gzipShareOfPlainHttp: round((rates.get('traces HTTP gzip') ?? 0) / (rates.get('traces HTTP protobuf') ?? 1), 2),
  };
  console.log('ratios', JSON.stringify(results['ratios']));
  return results;
}

async function straightforwardRate(): Promise<number> {
  const peer = await startStraightforward();
  const result = await load({
    target: peer.target,
    transport: 'grpc',
    encoding: 'protobuf',
    signal: 'traces',
    gzip: false,
    requests: 1200,
    warmup: 150,
    itemsPerRequest,
    inFlight,
    seed: 1,
  });
  await peer.stop();
  return result.itemsPerSecond;
}

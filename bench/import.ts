// Files in: OTLP JSON lines and length-prefixed protobuf of about 1 GB into a run of their own, through the built engine as
// `imports.start` begins it; its rate beside that of the protobuf port in the same run, and the most memory it needed.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPipe, type PipeClient } from '../test/headless/kit/pipe-client.ts';
import { makeTraceRequestJson, payloadStart } from '../test/support/otlp-payloads.ts';
import type { ImportInfo } from '../src/contract/imports.ts';
import { startEngine } from './lib/engine.ts';
import { load } from './lib/load.ts';
import { traceRequests } from './lib/requests.ts';
import { round } from './lib/statistics.ts';

const fileBytes = 1_000_000_000;
const spansPerRequest = 512;

interface Written {
  readonly path: string;
  readonly spans: number;
}

/** Requests until the file has `bytes`; `frame` puts one into the file's form. */
function writeFile(
  path: string,
  bytes: number,
  make: (seed: number) => Uint8Array,
  frame: (request: Uint8Array) => Uint8Array,
): Written {
  const file = openSync(path, 'w');
  let spans = 0;
  for (let written = 0, seed = 1; written < bytes; seed++) {
    written += writeSync(file, frame(make(seed)));
    spans += spansPerRequest;
  }
  closeSync(file);
  return { path, spans };
}

const withBreak = (request: Uint8Array): Uint8Array => Buffer.concat([request, Buffer.from('\n')]);

function withLength(request: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(request.length);
  return Buffer.concat([length, request]);
}

const templates = 64;

/** Distinct requests from a few: every copy has other trace ids, written over the first eight digits of each. */
function stamped(make: (seed: number) => Uint8Array): (seed: number) => Uint8Array {
  const made = Array.from({ length: templates }, (_, i) => {
    const bytes = Buffer.from(make(i + 1));
    const places: number[] = [];
    for (let at = bytes.indexOf('"traceId":"'); at >= 0; at = bytes.indexOf('"traceId":"', at + 1))
      places.push(at + 11);
    return { bytes, places };
  });
  return (seed) => {
    const { bytes, places } = made[seed % templates] as (typeof made)[number];
    const stamp = Math.floor(seed / templates)
      .toString(16)
      .padStart(8, '0');
    for (const at of places) bytes.write(stamp, at, 'latin1');
    return bytes;
  };
}

const json = stamped((seed) => makeTraceRequestJson({ seed, spans: spansPerRequest, startNanos: payloadStart }));

/** The protobuf requests of the ingest bench, made by the hundred. */
function protobufRequests(): (seed: number) => Uint8Array {
  const block = 640;
  let made: Uint8Array[] = [];
  return (seed) => {
    if ((seed - 1) % block === 0) made = traceRequests(block, spansPerRequest, seed);
    return made[(seed - 1) % block] as Uint8Array;
  };
}

async function imported(pipe: PipeClient, path: string): Promise<ImportInfo> {
  const [begun] = await pipe.call('imports.start', { paths: [path], into: 'new' });
  for (;;) {
    const one = (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id);
    if (one?.endedAt !== undefined) return one;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Measured {
  readonly itemsPerSecond: number;
  /** By the processor time of the whole engine: says the same on a busy machine. */
  readonly itemsPerCpuSecond: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly peakRssMegabytes: number;
}

/** A fresh engine each time; the memory is that of the whole process. */
async function measure({ path, spans }: Written): Promise<Measured> {
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

async function portRate(): Promise<Pick<Measured, 'itemsPerSecond' | 'itemsPerCpuSecond'>> {
  const engine = await startEngine();
  let cpu = 0;
  const { itemsPerSecond, items } = await load(
    {
      target: engine.ready.otlp_grpc,
      transport: 'grpc',
      encoding: 'protobuf',
      signal: 'traces',
      gzip: false,
      requests: 1000,
      warmup: 150,
      itemsPerRequest: spansPerRequest,
      inFlight: 16,
      seed: 1,
    },
    () => undefined,
    () => (cpu = engine.cpuMillis()),
  );
  const itemsPerCpuSecond = Math.round((1000 * items) / (engine.cpuMillis() - cpu));
  await engine.stop();
  engine.remove();
  return { itemsPerSecond, itemsPerCpuSecond };
}

export async function benchImport(bytes = fileBytes): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-import-'));
  try {
    const results: Record<string, unknown> = {};
    const port = await portRate();
    results['protobuf port'] = port;
    console.log('protobuf port', JSON.stringify(port));
    const lines = writeFile(join(folder, 'lines.jsonl'), bytes, json, withBreak);
    const linesResult = await measure(lines);
    rmSync(lines.path);
    results['OTLP JSON lines'] = { ...linesResult, bar: 46_000, memoryBarMegabytes: 300 };
    console.log('OTLP JSON lines', JSON.stringify(results['OTLP JSON lines']));
    const lengths = writeFile(join(folder, 'lengths.bin'), bytes, protobufRequests(), withLength);
    const lengthsResult = await measure(lengths);
    results['length-prefixed protobuf'] = { ...lengthsResult, memoryBarMegabytes: 300 };
    console.log('length-prefixed protobuf', JSON.stringify(results['length-prefixed protobuf']));
    const share = (one: Measured): Record<string, number> => ({
      wall: round(one.itemsPerSecond / port.itemsPerSecond, 2),
      processor: round(one.itemsPerCpuSecond / port.itemsPerCpuSecond, 2),
    });
    results['shareOfPort'] = { jsonLines: share(linesResult), lengthPrefixed: share(lengthsResult), bar: 0.33 };
    console.log('share of the port', JSON.stringify(results['shareOfPort']));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

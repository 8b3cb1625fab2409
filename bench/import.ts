// Files in: OTLP JSON lines and length-prefixed protobuf of about 1 GB into a run of their own, through the built engine as
// `imports.start` begins it; its rate beside that of the protobuf port in the same run, and the most memory it needed.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPipe, type PipeClient } from '../test/headless/kit/pipe-client.ts';
import { makeTraceRequest, makeTraceRequestJson, payloadStart } from '../test/support/otlp-payloads.ts';
import type { ImportInfo } from '../src/contract/imports.ts';
import { startEngine } from './lib/engine.ts';
import { load } from './lib/load.ts';
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

const startAt = (seed: number): bigint => payloadStart + BigInt(seed) * 5_000_000n;
const json = (seed: number): Uint8Array =>
  makeTraceRequestJson({ seed, spans: spansPerRequest, startNanos: startAt(seed) });
const protobuf = (seed: number): Uint8Array =>
  makeTraceRequest({ seed, spans: spansPerRequest, startNanos: startAt(seed) });

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
  readonly seconds: number;
  readonly megabytes: number;
  readonly peakRssMegabytes: number;
}

/** A fresh engine each time; the memory is that of the whole process. */
async function measure({ path, spans }: Written): Promise<Measured> {
  const engine = await startEngine();
  const pipe = await openPipe(engine.ready);
  let peak = engine.rssBytes();
  const sampling = setInterval(() => (peak = Math.max(peak, engine.rssBytes())), 50);
  const info = await imported(pipe, path);
  clearInterval(sampling);
  pipe.close();
  await engine.stop();
  engine.remove();
  if (info.state !== 'done' || info.spans !== spans) throw new Error(`not whole: ${JSON.stringify(info)}`);
  const seconds = ((info.endedAt ?? 0) - info.startedAt) / 1000;
  return {
    itemsPerSecond: Math.round(spans / seconds),
    seconds: round(seconds),
    megabytes: Math.round(statSync(path).size / 1e6),
    peakRssMegabytes: Math.round(peak / 1e6),
  };
}

async function portRate(): Promise<number> {
  const engine = await startEngine();
  const { itemsPerSecond } = await load({
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
  });
  await engine.stop();
  engine.remove();
  return itemsPerSecond;
}

export async function benchImport(bytes = fileBytes): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-import-'));
  try {
    const results: Record<string, unknown> = {};
    const port = await portRate();
    results['protobuf port'] = { itemsPerSecond: port };
    const lines = writeFile(join(folder, 'lines.jsonl'), bytes, json, withBreak);
    const linesResult = await measure(lines);
    rmSync(lines.path);
    results['OTLP JSON lines'] = { ...linesResult, bar: 46_000, memoryBarMegabytes: 300 };
    console.log('OTLP JSON lines', JSON.stringify(results['OTLP JSON lines']));
    const lengths = writeFile(join(folder, 'lengths.bin'), bytes, protobuf, withLength);
    const lengthsResult = await measure(lengths);
    results['length-prefixed protobuf'] = { ...lengthsResult, memoryBarMegabytes: 300 };
    console.log('length-prefixed protobuf', JSON.stringify(results['length-prefixed protobuf']));
    results['shareOfPort'] = {
      jsonLines: round(linesResult.itemsPerSecond / port, 2),
      lengthPrefixed: round(lengthsResult.itemsPerSecond / port, 2),
      bar: 0.33,
    };
    console.log('share of the port', JSON.stringify(results['shareOfPort']));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

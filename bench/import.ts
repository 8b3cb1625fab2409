// Files in: OTLP JSON lines and length-prefixed protobuf of about 1 GB into a run of their own, through the built engine as
// `imports.start` begins it; its rate beside that of the protobuf port in the same run, and the most memory it needed.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTraceRequestJson, payloadStart } from '../test/support/otlp-payloads.ts';
import { startEngine } from './lib/engine.ts';
import { load } from './lib/load.ts';
import { measureImport, type MeasuredImport, type WrittenFile } from './lib/measure-import.ts';
import { traceRequests } from './lib/requests.ts';
import { round } from './lib/statistics.ts';

const fileBytes = 1_000_000_000;
const spansPerRequest = 512;

/** Requests until the file has `bytes`; `frame` puts one into the file's form. */
function writeFile(
  path: string,
  bytes: number,
  make: (seed: number) => Uint8Array,
  frame: (request: Uint8Array) => Uint8Array,
): WrittenFile {
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

async function portRate(): Promise<Pick<MeasuredImport, 'itemsPerSecond' | 'itemsPerCpuSecond'>> {
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
    const linesResult = await measureImport(lines);
    rmSync(lines.path);
    results['OTLP JSON lines'] = { ...linesResult, bar: 46_000, memoryBarMegabytes: 300 };
    console.log('OTLP JSON lines', JSON.stringify(results['OTLP JSON lines']));
    const lengths = writeFile(join(folder, 'lengths.bin'), bytes, protobufRequests(), withLength);
    const lengthsResult = await measureImport(lengths);
    results['length-prefixed protobuf'] = { ...lengthsResult, memoryBarMegabytes: 300 };
    console.log('length-prefixed protobuf', JSON.stringify(results['length-prefixed protobuf']));
    const share = (one: MeasuredImport): Record<string, number> => ({
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

// Receiving alone: requests of 512 spans (about 290 KB) into a sink that drops them, ours and @grpc/grpc-js as a peer.
// The server runs in a process of its own and tells its CPU time; the load comes from this process over loopback,
// with plain node:http2 and node:http clients, the same for both servers.
// Run: node bench/receive.ts [seconds]
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type ClientHttp2Session } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { unixNanosOfMillis } from '../src/contract/time.ts';
import { startReceivers } from '../src/main/receive/receivers.ts';

const spans = 512;
const spanBytes = 570;
const concurrency = 8;
const connections = 4;
const path = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

type Peer = 'ours' | 'grpc-js';
interface Ready {
  readonly grpc: number;
  readonly http: number;
}

if (process.argv[2] === 'serve') await serve(process.argv[3] === 'grpc-js' ? 'grpc-js' : 'ours');
else await main(Number(process.argv[2] ?? '4'));

async function serve(peer: Peer): Promise<void> {
  const ready = peer === 'ours' ? await serveOurs() : await servePeer();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ micros: user + system, rss: process.memoryUsage().rss });
  });
  process.send?.(ready);
}

async function serveOurs(): Promise<Ready> {
  const loopback = { host: '127.0.0.1', port: 0 };
  const receivers = await startReceivers(
    {
      grpc: loopback,
      http: loopback,
      clock: { now: () => unixNanosOfMillis(Date.now()), elapsed: () => performance.now() },
    },
    () => Promise.resolve({ kind: 'stored', accepted: spans, rejected: 0, ignored: 0, message: '', rejections: [] }),
    { onRecord: () => undefined, onProblem: (problem) => console.error(problem.message), onEndpoints: () => undefined },
  );
  const { grpc, http } = receivers.endpoints();
  return { grpc: grpc.kind === 'listening' ? grpc.port : 0, http: http.kind === 'listening' ? http.port : 0 };
}

function servePeer(): Promise<Ready> {
  const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
  const same = (value: Buffer): Buffer => value;
  const method = {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  } as const;
  server.addService(
    { Export: method },
    { Export: (_call: unknown, done: (error: null, value: Buffer) => void) => done(null, Buffer.alloc(0)) },
  );
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve({ grpc: port, http: 0 }) : reject(error),
    );
  });
}

/** Text that compresses about as well as telemetry does. */
function payload(): Buffer {
  const bytes = Buffer.alloc(spans * spanBytes);
  for (let i = 0; i < bytes.length; i++) bytes[i] = i % 7 === 0 ? (i * 2654435761) >>> 24 : 97 + ((i >>> 2) % 23);
  return bytes;
}

type Send = () => Promise<void>;

function grpcSends(port: number, bytes: Buffer, encoding: string): { readonly send: Send; readonly close: () => void } {
  const frame = Buffer.concat([Buffer.from([encoding === 'identity' ? 0 : 1]), Buffer.alloc(4), bytes]);
  frame.writeUInt32BE(bytes.length, 1);
  const sessions: ClientHttp2Session[] = Array.from({ length: connections }, () => connect(`http://127.0.0.1:${port}`));
  let turn = 0;
  const headers = {
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    'grpc-encoding': encoding,
  };
  const send = () =>
    new Promise<void>((resolve, reject) => {
      const stream = (sessions[turn++ % connections] as ClientHttp2Session).request(headers);
      let status: unknown = 'none';
      stream.on('response', (head) => (status = head['grpc-status'] ?? status));
      stream.on('trailers', (trailers) => (status = trailers['grpc-status']));
      stream.on('close', () =>
        String(status) === '0' ? resolve() : reject(new Error(`grpc-status ${String(status)}`)),
      );
      stream.on('error', reject);
      stream.resume();
      stream.end(frame);
    });
  return { send, close: () => sessions.forEach((session) => session.destroy()) };
}

function httpSends(port: number, bytes: Buffer, encoding: string): { readonly send: Send; readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = {
    'content-type': 'application/x-protobuf',
    'content-length': bytes.length,
    'content-encoding': encoding,
  };
  const send = () =>
    new Promise<void>((resolve, reject) => {
      const call = request(
        { host: '127.0.0.1', port, path: '/v1/traces', method: 'POST', agent, headers },
        (response) => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
          );
        },
      );
      call.on('error', reject);
      call.end(bytes);
    });
  return { send, close: () => agent.destroy() };
}

interface Usage {
  readonly micros: number;
  readonly rss: number;
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const [usage] = (await once(child, 'message')) as [Usage];
  return usage;
}

async function measure(name: string, child: ChildProcess, send: Send, seconds: number): Promise<void> {
  const until = async (end: number): Promise<number[]> => {
    const times: number[] = [];
    const loop = async () => {
      while (performance.now() < end) {
        const start = performance.now();
        await send();
        times.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, loop));
    return times;
  };
  await until(performance.now() + 1000);
  const before = await usageOf(child);
  const start = performance.now();
  const times = (await until(start + seconds * 1000)).sort((a, b) => a - b);
  const elapsed = (performance.now() - start) / 1000;
  const after = await usageOf(child);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  const perSpan = (after.micros - before.micros) / (times.length * spans);
  const rate = times.length / elapsed;
  console.log(
    [
      name.padEnd(22),
      `${rate.toFixed(0).padStart(6)} requests/s`,
      `${Math.round((rate * spans) / 1000)
        .toString()
        .padStart(6)}k spans/s`,
      `${perSpan.toFixed(3)} server CPU µs/span`,
      `p50 ${at(0.5)} ms`,
      `p99 ${at(0.99)} ms`,
      `RSS ${Math.round(after.rss / 1e6)} MB`,
    ].join('  '),
  );
}

async function main(seconds: number): Promise<void> {
  const bytes = payload();
  const zipped = gzipSync(bytes);
  console.log(
    `${spans} spans, ${bytes.length} bytes a request, gzip ${zipped.length}; ${concurrency} requests in flight on ${connections} connections`,
  );
  for (const peer of ['grpc-js', 'ours', 'grpc-js', 'ours'] as const) {
    const child = fork(fileURLToPath(import.meta.url), ['serve', peer]);
    const [ready] = (await once(child, 'message')) as [Ready];
    const plain = grpcSends(ready.grpc, bytes, 'identity');
    await measure(`gRPC ${peer}`, child, plain.send, seconds);
    plain.close();
    const gzip = grpcSends(ready.grpc, zipped, 'gzip');
    await measure(`gRPC gzip ${peer}`, child, gzip.send, seconds);
    gzip.close();
    if (ready.http > 0) {
      const http = httpSends(ready.http, bytes, 'identity');
      await measure('HTTP ours', child, http.send, seconds);
      http.close();
      const httpGzip = httpSends(ready.http, zipped, 'gzip');
      await measure('HTTP gzip ours', child, httpGzip.send, seconds);
      httpGzip.close();
    }
    child.kill();
  }
}

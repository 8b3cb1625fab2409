// The Instrument service of console-subscriber (console-api 0.9): gRPC over cleartext HTTP/2, a first message with all that
// is, then what changed, to every watcher; other methods are answered with UNIMPLEMENTED.
import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { ProtoWriter } from '../proto-writer.ts';

const service = '/rs.tokio.console.instrument.Instrument';

export class FakeTokioConsole {
  /** What a watcher is sent at once. */
  first: readonly Uint8Array[] = [];
  /** Answer to WatchState; console-api before 0.9 does not know it. */
  state: 'live' | 'paused' | 'unimplemented' = 'live';
  /** Instead of updates: trailers with this status and message. */
  refuses: readonly [code: number, message: string] | undefined;
  readonly asked: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[] = [];
  readonly #server: Http2Server = createServer();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #watchers = new Set<ServerHttp2Stream>();

  constructor() {
    this.#server.on('session', (session) => {
      this.#sessions.add(session);
      session.on('close', () => this.#sessions.delete(session));
      session.on('error', () => undefined);
    });
    this.#server.on('stream', (stream, headers) => {
      stream.on('error', () => undefined);
      stream.resume();
      const path = String(headers[':path']);
      this.asked.push({ path, headers });
      if (path === `${service}/WatchUpdates` && this.refuses === undefined) return this.#watch(stream);
      if (path === `${service}/WatchState` && this.state !== 'unimplemented') {
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
        stream.write(frame(new ProtoWriter().varint(1, this.state === 'paused' ? 1 : 0).finish()));
        return undefined;
      }
      const [code, message] = this.refuses ?? [12, ''];
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          'grpc-status': code,
          'grpc-message': encodeURIComponent(message),
        },
        { endStream: true },
      );
      return undefined;
    });
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  send(update: Uint8Array): void {
    for (const stream of this.#watchers) stream.write(frame(update));
  }

  /** Bytes that are no frame, to every watcher. */
  sendRaw(bytes: Uint8Array): void {
    for (const stream of this.#watchers) stream.write(bytes);
  }

  /** As when the program ends. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const session of this.#sessions) session.destroy();
    await closed;
  }

  #watch(stream: ServerHttp2Stream): void {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
    for (const update of this.first) stream.write(frame(update));
    this.#watchers.add(stream);
    stream.on('close', () => this.#watchers.delete(stream));
  }
}

function frame(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** Messages of a capture: each with the five bytes that gRPC puts before it. */
export function framesIn(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 5 + view.getUint32(at + 1);
    frames.push(bytes.subarray(at + 5, end));
    at = end;
  }
  return frames;
}

export interface FakeTask {
  readonly id: number;
  readonly name?: string;
  readonly created: bigint;
  readonly dropped?: bigint;
  readonly polls?: number;
  readonly wakes?: number;
  readonly selfWakes?: number;
  readonly busy?: bigint;
  readonly lastWake?: bigint;
  readonly pollStarted?: bigint;
  readonly pollEnded?: bigint;
}

/** One Update about tasks. `isNew`: tasks are introduced, with names as texts. */
export function taskUpdate(
  now: bigint,
  tasks: readonly FakeTask[],
  { isNew = true, dropped = 0 }: { readonly isNew?: boolean; readonly dropped?: number } = {},
): Uint8Array {
  const update = new ProtoWriter();
  for (const { id, name } of isNew ? tasks : []) {
    const task = new ProtoWriter().bytes(1, new ProtoWriter().varint(1, id).finish());
    if (name !== undefined) task.bytes(4, new ProtoWriter().text(1, 'task.name').text(4, name).finish());
    update.bytes(1, task.finish());
  }
  for (const task of tasks) update.bytes(3, new ProtoWriter().varint(1, task.id).bytes(2, statsOf(task)).finish());
  if (dropped > 0) update.varint(4, dropped);
  return new ProtoWriter().bytes(1, timeOf(now)).bytes(2, update.finish()).finish();
}

function statsOf(task: FakeTask): Uint8Array {
  const { created, dropped, polls = 0, wakes = 0, selfWakes = 0, busy = 0n, lastWake, pollStarted, pollEnded } = task;
  const pollStats = new ProtoWriter().varint(1, polls);
  if (pollStarted !== undefined) pollStats.bytes(4, timeOf(pollStarted));
  if (pollEnded !== undefined) pollStats.bytes(5, timeOf(pollEnded));
  pollStats.bytes(6, timeOf(busy));
  const stats = new ProtoWriter().bytes(1, timeOf(created));
  if (dropped !== undefined) stats.bytes(2, timeOf(dropped));
  stats
    .varint(3, wakes)
    .varint(4, wakes + 1)
    .varint(5, wakes);
  if (lastWake !== undefined) stats.bytes(6, timeOf(lastWake));
  return stats.bytes(7, pollStats.finish()).varint(8, selfWakes).finish();
}

/** Timestamp or Duration. */
function timeOf(nanos: bigint): Uint8Array {
  return new ProtoWriter()
    .varint(1, nanos / 1_000_000_000n)
    .varint(2, nanos % 1_000_000_000n)
    .finish();
}

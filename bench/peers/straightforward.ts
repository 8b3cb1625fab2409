// What a first version usually does, kept to be measured beside the product: @grpc/grpc-js and protobufjs objects on one
// thread, attributes as JSON text, a row and six indexes per span, one transaction per request, acknowledged after commit.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import Database from 'better-sqlite3';
import protobuf from 'protobufjs';

interface Keyed {
  readonly key: string;
  readonly value?: Readonly<Record<string, unknown>>;
}
interface Span {
  readonly traceId: Buffer;
  readonly spanId: Buffer;
  readonly parentSpanId: Buffer;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: protobuf.Long;
  readonly endTimeUnixNano: protobuf.Long;
  readonly attributes: readonly Keyed[];
  readonly events: readonly {
    readonly name: string;
    readonly timeUnixNano: protobuf.Long;
    readonly attributes: readonly Keyed[];
  }[];
  readonly status?: { readonly code: number };
}
interface Request {
  readonly resourceSpans: readonly {
    readonly resource?: { readonly attributes: readonly Keyed[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const plain = (attributes: readonly Keyed[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map((one) => [one.key, String(Object.values(one.value ?? {})[0])]));

function openStore(path: string): (request: Request) => void {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`CREATE TABLE spans (trace_id BLOB, span_id BLOB, parent_id BLOB, service TEXT, name TEXT, kind INTEGER, start_ns INTEGER,
    duration_ns INTEGER, status INTEGER, attributes TEXT, events TEXT, resource TEXT)`);
  for (const column of ['trace_id', 'start_ns', 'service', 'name', 'duration_ns', 'status'])
    db.exec(`CREATE INDEX spans_${column} ON spans (${column})`);
  const insert = db.prepare('INSERT INTO spans VALUES (?,?,?,?,?,?,?,?,?,?,?,?)');
  return db.transaction((request: Request) => {
    for (const group of request.resourceSpans) {
      const resource = plain(group.resource?.attributes ?? []);
      const resourceText = JSON.stringify(resource);
      for (const scope of group.scopeSpans) {
        for (const span of scope.spans) {
          const start = BigInt(span.startTimeUnixNano.toString());
          const events = span.events.map((one) => ({
            name: one.name,
            time: one.timeUnixNano.toString(),
            attributes: plain(one.attributes),
          }));
          insert.run(
            span.traceId,
            span.spanId,
            Buffer.from(span.parentSpanId),
            resource['service.name'],
            span.name,
            span.kind,
            start,
            BigInt(span.endTimeUnixNano.toString()) - start,
            span.status?.code ?? 0,
            JSON.stringify(plain(span.attributes)),
            JSON.stringify(events),
            resourceText,
          );
        }
      }
    }
  });
}

/** Runs in the child process: serves until it is killed. */
async function serve(folder: string): Promise<void> {
  const protos = join(import.meta.dirname, '../../src/main/receive/proto');
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(protos, target);
  await root.load('opentelemetry/proto/collector/trace/v1/trace_service.proto');
  const type = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest');
  const store = openStore(join(folder, 'straightforward.db'));
  const server = new Server({ 'grpc.max_receive_message_length': 64 << 20 });
  const method = {
    path: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
    requestStream: false,
    responseStream: false,
    requestDeserialize: (bytes: Buffer): Request => type.decode(bytes) as unknown as Request,
    requestSerialize: (): Buffer => Buffer.alloc(0),
    responseSerialize: (): Buffer => Buffer.alloc(0),
    responseDeserialize: (): Request => ({ resourceSpans: [] }),
  };
  server.addService(
    { export: method },
    {
      export: (call: ServerUnaryCall<Request, unknown>, answer: sendUnaryData<unknown>) => {
        try {
          store(call.request);
          answer(null, {});
        } catch (cause) {
          console.error(cause);
          answer({ code: 13, details: String(cause) });
        }
      },
    },
  );
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.send?.(`127.0.0.1:${port}`);
  });
}

export async function startStraightforward(): Promise<{ readonly target: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-straightforward-'));
  const child = fork(import.meta.filename, ['serve', folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const target = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`the straightforward server ended with ${code}`)));
  });
  return {
    target,
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

if (process.argv[2] === 'serve' && process.argv[3] !== undefined) await serve(process.argv[3]);

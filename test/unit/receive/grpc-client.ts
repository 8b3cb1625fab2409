// The real @grpc/grpc-js as a client that sends and receives raw bytes.
import {
  Client,
  credentials,
  Metadata,
  type ClientUnaryCall,
  type ServiceError,
  type StatusObject,
} from '@grpc/grpc-js';

export interface GrpcAnswer {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
  readonly message: Buffer | undefined;
}

export interface GrpcClient {
  call(path: string, bytes: Uint8Array, metadata?: Readonly<Record<string, string>>): Promise<GrpcAnswer>;
  /** For calls that the test cancels. */
  open(
    path: string,
    bytes: Uint8Array,
    deadlineMillis?: number,
  ): { readonly call: ClientUnaryCall; readonly answer: Promise<GrpcAnswer> };
  readonly raw: Client;
  close(): void;
}

export const identity = (value: Buffer): Buffer => value;
export const exportPath = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

/** @param options grpc-js channel options, e.g. `'grpc.default_compression_algorithm': 2` for gzip */
export function grpcClient(target: string, options: Readonly<Record<string, string | number>> = {}): GrpcClient {
  const raw = new Client(target, credentials.createInsecure(), {
    'grpc.enable_retries': 0,
    'grpc.max_send_message_length': -1,
    ...options,
  });
  const open: GrpcClient['open'] = (path, bytes, deadlineMillis = 10_000) =>
    openCall(path, bytes, new Metadata(), deadlineMillis);
  const openCall = (path: string, bytes: Uint8Array, metadata: Metadata, deadlineMillis: number) => {
    let resolveCall: (answer: GrpcAnswer) => void = () => undefined;
    const answer = new Promise<GrpcAnswer>((resolve) => (resolveCall = resolve));
    let message: Buffer | undefined;
    const call = raw.makeUnaryRequest(
      path,
      identity,
      identity,
      Buffer.from(bytes),
      metadata,
      { deadline: Date.now() + deadlineMillis },
      (_error: ServiceError | null, value?: Buffer) => {
        message = value;
      },
    );
    call.on('status', (status: StatusObject) => {
      setImmediate(() =>
        resolveCall({ code: status.code, details: status.details, metadata: status.metadata, message }),
      );
    });
    return { call, answer };
  };
  return {
    raw,
    open,
    call(path, bytes, entries = {}) {
      const metadata = new Metadata();
      for (const [key, value] of Object.entries(entries)) metadata.set(key, value);
      return openCall(path, bytes, metadata, 10_000).answer;
    },
    close: () => raw.close(),
  };
}

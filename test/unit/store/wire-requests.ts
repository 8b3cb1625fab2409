// The same telemetry in every form in which a request can come over the wire, and how a writer takes it.
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { BodyFormat, Encoding, Payload } from '../../../src/contract/ingest.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import type { RunWriter } from '../../../src/main/store/writer-face.ts';
import { jsonOf, logsType, tracesType } from '../../support/otlp-oracle.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { batchOf } from './journal-decoder.ts';

export interface WireRequest {
  readonly signal: 'traces' | 'logs';
  readonly encoding: Encoding;
  readonly compression: BodyFormat;
  /** The request in protobuf, for the oracle. */
  readonly protobuf: Uint8Array;
  /** As it is decoded, and as it came. */
  readonly bytes: Uint8Array;
  readonly packed: Uint8Array;
}

const packers: readonly (readonly [BodyFormat, (bytes: Uint8Array) => Uint8Array])[] = [
  ['identity', (bytes) => bytes],
  ['gzip', (bytes) => gzipSync(bytes)],
  ['zstd', (bytes) => zstdCompressSync(bytes)],
  ['deflate', (bytes) => deflateSync(bytes)],
  // Without the zlib header, as some senders do it.
  ['deflate-raw', (bytes) => deflateRawSync(bytes)],
];

/** Traces and logs, in protobuf and JSON, by every compression. */
export function wireRequests(): WireRequest[] {
  const random = seededRandom(99);
  const kinds = [
    ['traces', tracesType, randomTraces],
    ['logs', logsType, randomLogs],
  ] as const;
  return kinds.flatMap(([signal, type, make]) =>
    (['protobuf', 'json'] as const).flatMap((encoding) =>
      packers.flatMap(([compression, pack]) =>
        Array.from({ length: 3 }, () => {
          const message = make(random);
          const protobuf = type.encode(type.fromObject(message)).finish();
          const bytes = encoding === 'protobuf' ? protobuf : jsonOf(message);
          return { signal, encoding, compression, protobuf, bytes, packed: pack(bytes) };
        }),
      ),
    ),
  );
}

export function sendWire(
  writer: RunWriter,
  { signal, encoding, compression, bytes, packed }: WireRequest,
): Promise<void> {
  const payload: Payload = {
    signal,
    encoding,
    transport: 'http',
    bytes,
    sender: { id: 'pid:1', address: '127.0.0.1' },
    receivedAt: unixNanos(1n),
    ...(compression === 'identity' ? {} : { compressed: { compression, bytes: packed } }),
  };
  return writer.append(payload, batchOf(bytes, signal, encoding));
}

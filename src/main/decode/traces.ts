// Door of the traces decoder: an OTLP ExportTraceServiceRequest, protobuf or JSON, to a SpanBatch.
import type { Encoding } from '../../contract/ingest.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { jsonTracesReader } from './json/traces-request.ts';
import { plainBytes } from './plain-bytes.ts';
import { protobufTracesReader } from './protobuf/traces-request.ts';
import type { DecodeFailure, Result } from './result.ts';
import { makeSpanBatch } from './span-batch.ts';

export interface TracesDecoder {
  /** The batch is valid until the next call on the same decoder; its slices may point into `bytes`. Never throws. */
  decode(bytes: Uint8Array, encoding: Encoding): Result<SpanBatch, DecodeFailure>;
}

/**
 * Makes a decoder that owns one reusable batch.
 *
 * Structure that cannot be read (truncated, malformed, a wrong wire type on a known field) fails the whole request.
 * A span is rejected, and the rest kept, when its trace or span id is missing, all zero or not 16 and 8 bytes, its parent
 * id is neither empty nor 8 bytes, a value nests deeper than 32 (the outermost counts as 1), a text, bytes value, array or
 * map is longer than 4 MiB, or it has more than 65,535 attributes, events or links.
 * Kept as they are: invalid UTF-8 (read with replacement characters later), NaN and infinities, every time from 0 to
 * 2^64-1, an end before its start. Kinds and status codes that OTLP does not know become 0.
 * Left out with an entry in `rejections` that `rejectedCount` does not count: resource and scope values that break a
 * limit, links whose ids have a wrong length, and in JSON names of kinds and status codes that OTLP does not know and
 * groups of another signal beside the spans. A JSON request with nothing but another signal's groups fails.
 * Instrumentation libraries (OTLP before 0.19) are read as scopes where a resource has no scopes.
 * A request may hold 8,388,608 rows of one kind (attributes, events, ...): more fails it.
 */
export function createTracesDecoder(): TracesDecoder {
  const batch = makeSpanBatch();
  const protobuf = protobufTracesReader(batch);
  const json = jsonTracesReader(batch);
  return {
    decode: (bytes, encoding) => (encoding === 'json' ? json(bytes) : protobuf(plainBytes(bytes))),
  };
}

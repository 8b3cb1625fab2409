// A file of any known format through its reader, in pieces of a chosen size, to plain dumps of what it hands on.
import { zstdDecompressSync } from 'node:zlib';
import { headBytes } from '../../src/main/decode/foreign/foreign-format.ts';
import { sniffFormat } from '../../src/main/decode/foreign/formats.ts';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createMetricsDecoder } from '../../src/main/decode/metrics.ts';
import { DecodeFault } from '../../src/main/decode/result.ts';
import type { Signal } from '../../src/contract/ingest.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { encodeOtlpProtobuf } from '../../src/main/encode/otlp-protobuf.ts';
import { dumpLogs, dumpSpans, type Dump } from './batch-dump.ts';
import { dumpMetrics } from './metric-dump.ts';

export interface ReadFile {
  readonly format: string | undefined;
  readonly spans: readonly Dump[];
  readonly logs: readonly Dump[];
  readonly points: readonly Dump[];
  /** Places of requests with profiles, where there are any. */
  readonly profiles?: readonly string[];
  /** `reason (first place) count` */
  readonly skipped: readonly string[];
  /** Why it could not be read on. */
  readonly fault: string | undefined;
  readonly settled: number;
}

/** `finish` false: the file may grow. */
export function readForeign(bytes: Uint8Array, pieceSize = bytes.length, finish = true): ReadFile {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  const metrics = createMetricsDecoder();
  const read = { spans: [] as Dump[], logs: [] as Dump[], points: [] as Dump[] };
  const profiles: string[] = [];
  const skipped = new Map<string, { first: string; count: number }>();
  const skip = (reason: string, place: string, count = 1): void => {
    const known = skipped.get(reason);
    if (known === undefined) skipped.set(reason, { first: place, count });
    else known.count += count;
  };
  const take = (signal: Signal, encoding: 'json' | 'protobuf', request: Uint8Array, place: string): void => {
    if (signal === 'profiles') return void profiles.push(place);
    const result = { traces, logs, metrics }[signal].decode(request, encoding);
    if (result.kind === 'failed')
      return skip(`unreadable: ${result.failure.reason}`, `${place}, ${result.failure.field}`);
    for (const one of result.value.rejections) skip(one.reason, `${place}, ${one.field}`);
    if (result.value.signal === 'traces') read.spans.push(...dumpSpans(result.value));
    else if (result.value.signal === 'metrics') read.points.push(...dumpMetrics(result.value));
    else read.logs.push(...dumpLogs(result.value));
  };
  const { head, format } = sniffFormat(bytes.subarray(0, headBytes));
  const done = (fault: string | undefined, settled: number): ReadFile => ({
    format: format?.id,
    ...read,
    ...(profiles.length === 0 ? {} : { profiles }),
    skipped: [...skipped].map(([reason, { first, count }]) => `${reason} (${first}) ${count}`),
    fault,
    settled,
  });
  if (format === undefined) return done(undefined, 0);
  const reader = format.open(
    head,
    {
      request: take,
      group: (group) => take(group.signal, 'protobuf', encodeOtlpProtobuf([group]), 'group'),
      skip,
    },
    {
      text: (part) => new TextDecoder().decode(part),
      find: (part, text, from) => Buffer.from(part).indexOf(text, from, 'latin1'),
      unzstd: (part, most) => zstdDecompressSync(part, { maxOutputLength: most }),
    },
  );
  try {
    for (let pass = 1; pass <= format.passes; pass++) {
      try {
        for (let at = 0; at < bytes.length; at += pieceSize) {
          // The piece's memory is used for something else as soon as the reader has returned.
          const piece = bytes.slice(at, at + pieceSize);
          reader.write(piece);
          piece.fill(0xaa);
        }
      } catch (fault) {
        if (pass === format.passes) {
          reader.end();
          throw fault;
        }
      }
      if (finish) reader.end();
    }
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    return done(`${fault.message} at ${fault.offset}`, reader.settled);
  }
  return done(undefined, reader.settled);
}

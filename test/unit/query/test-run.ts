// A real run file for the tests of query/: spans as plain objects go through OTLP bytes, the decoder and the writer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOfHex, runId, type SpanId, type TraceId } from '../../../src/contract/ids.ts';
import type { Encoding, Transport } from '../../../src/contract/ingest.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import type { Attribute, AttributeValue } from '../../../src/contract/values.ts';
import { createLogsDecoder } from '../../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { createQueries, type RunQueries } from '../../../src/main/query/index.ts';
import { openRunReader, type StoreReader } from '../../../src/main/store/reader.ts';
import type { DecodeJournal } from '../../../src/main/store/reader-face.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';
import type { RunWriter } from '../../../src/main/store/writer-face.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';

export interface TestEvent {
  readonly time: bigint;
  readonly name: string;
  readonly attributes?: readonly Attribute[];
}

export interface TestLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes?: readonly Attribute[];
}

export interface TestSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** '' for a root. */
  readonly parentId: string;
  readonly name: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly kind?: number;
  readonly status?: number;
  readonly message?: string;
  readonly traceState?: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly TestEvent[];
  readonly links?: readonly TestLink[];
  /** Attributes of the resource; with `service.name`. */
  readonly resource: readonly Attribute[];
  readonly scope?: { readonly name: string; readonly version?: string; readonly attributes?: readonly Attribute[] };
}

export const run = runId('test');
export const alive = (): void => undefined;
export const traceHex = (number: number | string): TraceId => number.toString(16).padStart(32, '0') as TraceId;
export const spanHex = (number: number | string): SpanId => number.toString(16).padStart(16, '0') as SpanId;

export function attributes(values: Readonly<Record<string, AttributeValue>>): Attribute[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

function writeValue(writer: ProtoWriter, value: AttributeValue): void {
  if (typeof value === 'string') writer.text(1, value);
  else if (typeof value === 'boolean') writer.varint(2, value ? 1 : 0);
  else if (typeof value === 'bigint') writer.varint(3, value);
  else if (typeof value === 'number') writer.double(4, value);
  else if (value instanceof Uint8Array) writer.bytes(7, value);
  else if (Array.isArray(value))
    writer.message(5, (list) =>
      value.forEach((item: AttributeValue) => list.message(1, (any) => writeValue(any, item))),
    );
  else if (value !== undefined)
    writer.message(6, (map) => writeAttributes(map, 1, attributes(value as Record<string, AttributeValue>)));
}

function writeAttributes(writer: ProtoWriter, field: number, list: readonly Attribute[]): void {
  for (const { key, value } of list) {
    writer.message(field, (pair) => pair.text(1, key).message(2, (any) => writeValue(any, value)));
  }
}

const id = (text: string): Uint8Array => bytesOfHex(text) as Uint8Array;

function writeSpan(writer: ProtoWriter, span: TestSpan): void {
  writer
    .bytes(1, id(span.traceId))
    .bytes(2, id(span.spanId))
    .text(3, span.traceState ?? '');
  if (span.parentId !== '') writer.bytes(4, id(span.parentId));
  writer
    .text(5, span.name)
    .varint(6, span.kind ?? 1)
    .fixed64(7, span.start)
    .fixed64(8, span.end);
  writeAttributes(writer, 9, span.attributes ?? []);
  for (const event of span.events ?? []) {
    writer.message(11, (body) => {
      body.fixed64(1, event.time).text(2, event.name);
      writeAttributes(body, 3, event.attributes ?? []);
    });
  }
  for (const link of span.links ?? []) {
    writer.message(13, (body) => {
      body.bytes(1, id(link.traceId)).bytes(2, id(link.spanId));
      writeAttributes(body, 4, link.attributes ?? []);
    });
  }
  writer.message(15, (status) => status.text(2, span.message ?? '').varint(3, span.status ?? 0));
}

/** One resource_spans per span, so that any mixture can be written. */
export function requestOf(spans: readonly TestSpan[]): Uint8Array {
  const request = new ProtoWriter();
  for (const span of spans) {
    request.message(1, (group) => {
      group.message(1, (resource) => writeAttributes(resource, 1, span.resource));
      group.message(2, (scope) => {
        scope.message(1, (body) => {
          body.text(1, span.scope?.name ?? '').text(2, span.scope?.version ?? '');
          writeAttributes(body, 3, span.scope?.attributes ?? []);
        });
        scope.message(2, (body) => writeSpan(body, span));
      });
    });
  }
  return request.finish();
}

export function journalDecoder(): DecodeJournal {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  return ({ signal, encoding, bytes }) => {
    const result = signal === 'traces' ? traces.decode(bytes, encoding) : logs.decode(bytes, encoding);
    return result.kind === 'ok' ? result.value : undefined;
  };
}

export class TestRun {
  readonly #folder = mkdtempSync(join(tmpdir(), 'otterscope-query-'));
  readonly #decoder = createTracesDecoder();
  readonly #logsDecoder = createLogsDecoder();
  #writer: RunWriter;
  #reader: StoreReader | undefined;
  #queries: RunQueries | undefined;

  constructor() {
    this.#writer = this.#openWriter();
  }

  get reader(): StoreReader {
    return (this.#reader ??= openRunReader(this.#path, { decodeJournal: journalDecoder() }));
  }

  get queries(): RunQueries {
    return (this.#queries ??= createQueries(this.reader));
  }

  async add(spans: readonly TestSpan[]): Promise<void> {
    await this.addBytes(requestOf(spans));
  }

  async addBytes(bytes: Uint8Array, encoding: Encoding = 'protobuf', transport: Transport = 'grpc'): Promise<void> {
    await this.#store('traces', this.#decoder.decode(bytes, encoding), { bytes, encoding, transport });
  }

  /** An ExportLogsServiceRequest in protobuf. */
  async addLogBytes(bytes: Uint8Array): Promise<void> {
    const decoded = this.#logsDecoder.decode(bytes, 'protobuf');
    await this.#store('logs', decoded, { bytes, encoding: 'protobuf', transport: 'grpc' });
  }

  async #store(
    signal: 'traces' | 'logs',
    decoded: ReturnType<ReturnType<typeof createTracesDecoder | typeof createLogsDecoder>['decode']>,
    { bytes, encoding, transport }: { bytes: Uint8Array; encoding: Encoding; transport: Transport },
  ): Promise<void> {
    if (decoded.kind !== 'ok') throw new Error(`the test request does not decode: ${decoded.failure.reason}`);
    if (decoded.value.rejectedCount > 0) throw new Error(`rejected: ${decoded.value.rejections[0]?.reason ?? ''}`);
    const sender = { id: 'pid:1', address: '127.0.0.1' };
    const stored = this.#writer.append(
      { signal, encoding, transport, bytes, sender, receivedAt: unixNanos(0n) },
      decoded.value,
    );
    this.#writer.flush();
    await stored;
  }

  /** Everything so far goes into a block. The reader is opened anew. */
  seal(): void {
    this.#reader?.close();
    this.#reader = undefined;
    this.#queries = undefined;
    this.#writer.close();
    this.#writer = this.#openWriter();
  }

  remove(): void {
    this.#reader?.close();
    this.#writer.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #path(): string {
    return join(this.#folder, 'test.otter');
  }

  #openWriter(): RunWriter {
    return openRunWriter(this.#path, {
      create: { id: run, name: 'test', startedAt: unixNanos(0n), host: 'test', appVersion: '0' },
      durability: 'normal',
      maxRunBytes: 0,
      decodeJournal: journalDecoder(),
    });
  }
}

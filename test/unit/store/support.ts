// Shared by the store's tests: a temporary folder, writers and readers over it, and the canonical dump of a block.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { hex, runId } from '../../../src/contract/ids.ts';
import type { Payload, Signal } from '../../../src/contract/ingest.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import type { Attribute } from '../../../src/contract/values.ts';
import { openRunReader, type RunReaderOptions, type StoreReader } from '../../../src/main/store/reader.ts';
import type { LogBlock } from '../../../src/main/store/log-block.ts';
import type { SpanBlock } from '../../../src/main/store/span-block.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';
import type { RunWriter, RunWriterOptions } from '../../../src/main/store/writer-face.ts';
import { batchOf, journalDecoder } from './journal-decoder.ts';

/** A folder that goes away when the test is finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** No WAL beside it, and none asked for: bytes 18 and 19 of an SQLite file are 1 with a rollback journal, 2 with a WAL. */
export function isPlainFile(path: string): boolean {
  const file = readFileSync(path);
  return !existsSync(`${path}-wal`) && file[18] === 1 && file[19] === 1;
}

export function openWriter(path: string, options: Partial<RunWriterOptions> = {}): RunWriter {
  const writer = openRunWriter(path, {
    create: { id: runId('test'), name: 'test', startedAt: unixNanos(1n), host: 'host', appVersion: '0.0.0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: journalDecoder(),
    ...options,
  });
  onTestFinished(() => writer.close());
  return writer;
}

export function openReader(path: string, options: Partial<RunReaderOptions> = {}): StoreReader {
  const reader = openRunReader(path, { decodeJournal: journalDecoder(), ...options });
  onTestFinished(() => {
    if (reader.db.open) reader.close();
  });
  return reader;
}

export function payloadOf(
  bytes: Uint8Array,
  signal: Signal,
  sender = 'pid:1',
  encoding: 'protobuf' | 'json' = 'protobuf',
): Payload {
  return {
    signal,
    encoding,
    transport: 'grpc',
    bytes,
    sender: { id: sender, address: '127.0.0.1' },
    receivedAt: unixNanos(1_000n),
  };
}

/** Decodes and appends one protobuf request. */
export function send(
  writer: RunWriter,
  bytes: Uint8Array,
  signal: 'traces' | 'logs' = 'traces',
  sender = 'pid:1',
): Promise<void> {
  return writer.append(payloadOf(bytes, signal, sender), batchOf(bytes, signal));
}

/** All blocks of a reader, the head last. */
export function allSpanBlocks(reader: StoreReader): SpanBlock[] {
  return [...reader.spanBlocks().map(({ block }) => reader.openSpanBlock(block)), reader.headSpans()];
}

export function allLogBlocks(reader: StoreReader): LogBlock[] {
  return [...reader.logBlocks().map(({ block }) => reader.openLogBlock(block)), reader.headLogs()];
}

const plain = (attributes: readonly Attribute[]): string[] =>
  attributes
    .map(
      ({ key, value }) =>
        `${key}=${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner instanceof Uint8Array ? hex(inner) : Object.is(inner, -0) ? '-0' : inner))}`,
    )
    .sort();

/** One text per span, with everything that was sent about it; attribute order does not matter. */
export function dumpSpans(reader: StoreReader, block: SpanBlock): string[] {
  return Array.from({ length: block.count }, (_, row) => {
    const text = (ids: Uint32Array, i: number): string => block.strings.text(ids[i] as number);
    const { events, links } = block;
    const resource = reader.resource(block.resource[row] as number);
    const scope = reader.scope(block.scope[row] as number);
    const inRow = (first: Uint32Array): number[] =>
      Array.from(
        { length: (first[row + 1] as number) - (first[row] as number) },
        (_unused, i) => (first[row] as number) + i,
      );
    return JSON.stringify({
      trace: hex(block.traceIds, 16 * (block.trace[row] as number), 16),
      span: hex(block.spanIds, 8 * row, 8),
      parent: hex(block.parentIds, 8 * row, 8),
      start: String(block.start[row]),
      end: String(block.end[row]),
      name: text(block.name, row),
      kind: block.kind[row],
      status: [block.statusCode[row], text(block.statusMessage, row)],
      state: text(block.traceState, row),
      flags: block.flags[row],
      dropped: [block.droppedAttributes[row], block.droppedEvents[row], block.droppedLinks[row]],
      attributes: plain(block.attributesOf(row)),
      events: inRow(events.first).map((i) => [
        String(events.time[i]),
        text(events.name, i),
        events.dropped[i],
        plain(events.attributesOf(i)),
      ]),
      links: inRow(links.first).map((i) => [
        hex(links.traceIds, 16 * i, 16),
        hex(links.spanIds, 8 * i, 8),
        text(links.traceState, i),
        links.flags[i],
        links.dropped[i],
        plain(links.attributesOf(i)),
      ]),
      resource: [
        resource.service,
        resource.sender,
        resource.schemaUrl,
        resource.droppedAttributes,
        plain(resource.attributes),
      ],
      scope: [scope.name, scope.version, scope.schemaUrl, scope.droppedAttributes, plain(scope.attributes)],
    });
  });
}

export function dumpLogs(reader: StoreReader, block: LogBlock): string[] {
  return Array.from({ length: block.count }, (_, row) =>
    JSON.stringify({
      time: String(block.time[row]),
      observed: String(block.observed[row]),
      severity: [block.severity[row], block.strings.text(block.severityText[row] as number)],
      body: plain([{ key: 'body', value: block.bodyOf(row) }]),
      event: block.strings.text(block.eventName[row] as number),
      trace: hex(block.traceIds, 16 * (block.trace[row] as number), 16),
      span: hex(block.spanIds, 8 * row, 8),
      flags: block.flags[row],
      dropped: block.droppedAttributes[row],
      attributes: plain(block.attributesOf(row)),
      service: reader.resource(block.resource[row] as number).service,
      scope: reader.scope(block.scope[row] as number).name,
    }),
  );
}

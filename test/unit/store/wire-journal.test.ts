// Requests are kept as they came over the wire, compressed or not, in protobuf or JSON; after a crash they are read,
// and written on, as if nothing had happened.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { decodeOracle, logsType, oracleLogs, oracleSpans, tracesType } from '../../support/otlp-oracle.ts';
import { canonical, dumpLogBlock, dumpSpanBlock } from './block-dump.ts';
import { startChild } from './child.ts';
import { allLogBlocks, allSpanBlocks, openReader, openWriter, temporaryFolder } from './support.ts';
import { sendWire, wireRequests } from './wire-requests.ts';

const requests = wireRequests();

function expectedOf(times: number): { spans: string[]; logs: string[] } {
  const of = (signal: 'traces' | 'logs'): Uint8Array[] =>
    Array.from({ length: times }, () =>
      requests.filter((one) => one.signal === signal).map(({ protobuf }) => protobuf),
    ).flat();
  return {
    spans: canonical(of('traces').flatMap((bytes) => oracleSpans(decodeOracle(tracesType, bytes)))),
    logs: canonical(of('logs').flatMap((bytes) => oracleLogs(decodeOracle(logsType, bytes)))),
  };
}

function stored(path: string): { spans: string[]; logs: string[] } {
  const reader = openReader(path);
  const spans = canonical(allSpanBlocks(reader).flatMap((block) => dumpSpanBlock(reader, block)));
  const logs = canonical(allLogBlocks(reader).flatMap((block) => dumpLogBlock(reader, block)));
  reader.close();
  return { spans, logs };
}

test(
  'every encoding and compression survives a killed writer, a reopening, and a clean end',
  { timeout: 120_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    const child = startChild('wire-child.ts', [path]);
    expect(await child.printed('stored')).toContain('stored');
    await child.kill();

    const once = expectedOf(1);
    expect(once.spans.length).toBeGreaterThan(50);
    expect(stored(path)).toEqual(once);
    const reader = openReader(path);
    const kinds = reader.db.prepare('SELECT DISTINCT encoding, compression FROM journal').all();
    expect(kinds).toHaveLength(10);
    expect(reader.spanBlocks()).toHaveLength(0);
    reader.close();

    const writer = openWriter(path);
    expect(stored(path)).toEqual(once);
    for (const request of requests) await sendWire(writer, request);
    expect(stored(path)).toEqual(expectedOf(2));
    writer.close();
    expect(stored(path)).toEqual(expectedOf(2));
  },
);

test('a journal row that was damaged, or promises less than it has, is said to be damaged', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const zipped = requests.find(
    ({ signal, compression, bytes }) => signal === 'traces' && compression === 'zstd' && bytes.length > 500,
  );
  if (zipped === undefined) throw new Error('no request to damage');
  await sendWire(writer, zipped);
  for (const damage of ['bytes = zeroblob(40)', 'raw_bytes = 20', 'items = items + 1']) {
    expect(() => withDamage(path, damage)).toThrow(/damaged|does not decode/);
  }
});

/** Reads the head of a copy of the run that was damaged. */
function withDamage(path: string, damage: string): number {
  const copy = join(temporaryFolder(), 'copy.otter');
  for (const part of ['', '-wal']) copyFileSync(`${path}${part}`, `${copy}${part}`);
  const writable = new Database(copy);
  writable.exec(`UPDATE journal SET ${damage}`);
  writable.close();
  return openReader(copy).headSpans().count;
}

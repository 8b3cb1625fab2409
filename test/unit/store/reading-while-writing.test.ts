// Whatever the writer does between two refreshes, a reader neither loses nor doubles a span.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { allSpanBlocks, openReader, openWriter, send, temporaryFolder } from './support.ts';

const count = (reader: ReturnType<typeof openReader>): number =>
  allSpanBlocks(reader).reduce((sum, block) => sum + block.count, 0);

test(
  'a snapshot stays what it was while blocks are sealed, and the next refresh sees everything once',
  { timeout: 40_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    const writer = openWriter(path);
    const reader = openReader(path, { holdMillis: 60_000 });
    let sent = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const before = reader.refresh();
      const seen = seed % 2 === 0 ? count(reader) : undefined;
      if (seen !== undefined) expect(seen).toBe(sent);
      await send(writer, makeTraceRequest({ seed, spans: 1900 }));
      // Still the old snapshot: the block that may have been sealed meanwhile is not in it.
      expect(count(reader)).toBe(sent);
      sent += 1900;
      expect(reader.refresh()).toBeGreaterThan(before);
      expect(count(reader)).toBe(sent);
      expect(reader.db.prepare('SELECT sum(spans) FROM traces').pluck().get()).toBe(sent);
    }
    expect(reader.spanBlocks().length).toBe(2);
  },
);

test('the blocks and rows of one trace are found by its id', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let seed = 1; seed <= 5; seed++) await send(writer, makeTraceRequest({ seed, spans: 2000 }));
  const reader = openReader(path);
  const wanted = reader.db.prepare('SELECT trace_id, spans FROM traces ORDER BY trace_no').raw().all() as [
    Buffer,
    number,
  ][];
  for (const [id, spans] of wanted.filter((_, i) => i % 20 === 0)) {
    const blocks = [...reader.blocksOfTrace(id).map((block) => reader.openSpanBlock(block)), reader.headSpans()];
    expect(blocks.reduce((sum, block) => sum + block.rowsOfTrace(id).length, 0)).toBe(spans);
  }
});

test('alive() runs inside SQL and stops it', () => {
  const path = join(temporaryFolder(), 'run.otter');
  openWriter(path).close();
  let calls = 0;
  const reader = openReader(path, {
    alive: () => {
      if (++calls > 3) throw new Error('given up');
    },
  });
  expect(() =>
    reader.db
      .prepare(
        'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT sum(i) FROM n WHERE alive()',
      )
      .get(),
  ).toThrow('given up');
});

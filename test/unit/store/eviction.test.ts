// A run at its size cap loses its oldest blocks, with their counts, and a reader that looks on stays whole.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTraceRequest, payloadStart } from '../../support/otlp-payloads.ts';
import { allSpanBlocks, openReader, openWriter, send, temporaryFolder } from './support.ts';

test('the oldest blocks go, counts follow, and what is left is still read', { timeout: 30_000 }, async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const evictions: { spans: number; logs: number }[] = [];
  const writer = openWriter(path, { maxRunBytes: 1_500_000, onEvicted: (evicted) => evictions.push(evicted) });
  const reader = openReader(path);
  let sent = 0;
  for (let seed = 1; seed <= 24; seed++, sent += 2048) {
    await send(
      writer,
      makeTraceRequest({ seed, spans: 2048, startNanos: payloadStart + BigInt(seed) * 1_000_000_000n }),
    );
    reader.refresh();
    const evicted = evictions.reduce((sum, { spans }) => sum + spans, 0);
    const seen = allSpanBlocks(reader).reduce((sum, block) => sum + block.count, 0);
    expect(seen).toBe(sent + 2048 - evicted);
    expect(reader.db.prepare('SELECT sum(spans) FROM traces').pluck().get()).toBe(seen);
    expect(reader.db.prepare('SELECT sum(spans) FROM trace_services').pluck().get()).toBe(seen);
    expect(reader.db.prepare('SELECT sum(spans) FROM services').pluck().get()).toBe(seen);
    expect(reader.db.prepare('SELECT sum(spans) FROM operations').pluck().get()).toBe(seen);
    const failed = allSpanBlocks(reader).reduce(
      (sum, block) => sum + block.failed.reduce((errors, one) => errors + one, 0),
      0,
    );
    for (const table of ['traces', 'trace_services', 'services'])
      expect(reader.db.prepare(`SELECT sum(errors) FROM ${table}`).pluck().get()).toBe(failed);
  }
  expect(evictions.length).toBeGreaterThan(1);
  const fact = (key: string): unknown => reader.db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key);
  expect(fact('evicted_spans')).toBe(evictions.reduce((sum, { spans }) => sum + spans, 0));
  expect(fact('traces')).toBe(reader.db.prepare('SELECT count(*) FROM traces').pluck().get());
  const blocks = reader.spanBlocks().map(({ block }) => block);
  expect(Math.min(...blocks)).toBeGreaterThan(1);
  expect(
    reader.db
      .prepare('SELECT count(*) FROM trace_blocks WHERE block < ?')
      .pluck()
      .get(Math.min(...blocks)),
  ).toBe(0);
});

test(
  'a reader in the middle of a question keeps the blocks that are evicted under it, until it looks again',
  { timeout: 40_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    const writer = openWriter(path);
    const request = (seed: number): Promise<void> =>
      send(writer, makeTraceRequest({ seed, spans: 8192, startNanos: payloadStart + BigInt(seed) * 10_000_000_000n }));
    for (let seed = 1; seed <= 4; seed++) await request(seed);
    const reader = openReader(path, { holdMillis: 60_000 });
    const before = reader.spanBlocks().map(({ block }) => block);
    expect(before).toHaveLength(4);
    const oldest = Math.min(...before);
    const traces = reader.db.prepare('SELECT count(*) FROM traces').pluck();
    const had = traces.get();

    writer.setMaxRunBytes(1);
    for (let seed = 5; seed <= 6; seed++) await request(seed);
    // Opened for the first time now, after the writer has deleted it.
    expect(reader.openSpanBlock(oldest).start).toHaveLength(8192);
    expect(
      reader
        .spanBlocks()
        .find(({ block }) => block === oldest)
        ?.mayContain('no such text'),
    ).toBe(false);
    expect(traces.get()).toBe(had);

    reader.refresh();
    const after = reader.spanBlocks().map(({ block }) => block);
    expect(after).not.toContain(oldest);
    expect(() => reader.openSpanBlock(oldest)).toThrow(/evicted/);
    const seen = after.reduce((sum, block) => sum + reader.openSpanBlock(block).count, reader.headSpans().count);
    expect(reader.db.prepare('SELECT sum(spans) FROM traces').pluck().get()).toBe(seen);
  },
);

// What opened blocks hold in memory is known without reading, and bounded.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { ByteCache } from '../../../src/main/store/byte-cache.ts';
import { openSpanBlock } from '../../../src/main/store/open-span-block.ts';
import type { AttributeColumn } from '../../../src/main/store/span-block.ts';
import { storedColumns } from '../../../src/main/store/stored-columns.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';
import { wildRequest } from './wild-spans.ts';

test('a block counts what it has decoded, events and links and their attributes too, and reads nothing for it', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await send(writer, makeTraceRequest({ seed: 1, spans: 400 }));
  const links = Array.from({ length: 50 }, (_, i) => i + 2);
  await send(writer, wildRequest([{ trace: 1, span: 1, service: 's', name: 'n', start: 5n, end: 6n, links }]));
  writer.close();
  const { db } = openReader(path);
  const columns = storedColumns(db, 1);
  const read: string[] = [];
  const block = openSpanBlock(401, (name) => {
    read.push(name);
    return columns(name);
  });
  expect([block.heldBytes, read]).toEqual([0, []]);
  let expected = 0;
  const grows = (bytes: number, what: string): void => {
    expected += bytes;
    expect(block.heldBytes, what).toBeGreaterThanOrEqual(expected);
  };
  grows(block.start.byteLength, 'start');
  const { events } = block;
  expect(events.count).toBeGreaterThan(100);
  expect(block.links.count).toBe(50);
  grows(events.first.byteLength + events.time.byteLength + events.name.byteLength, 'events');
  grows(block.links.first.byteLength + block.links.traceIds.byteLength + block.links.spanIds.byteLength, 'links');
  const sizeOf = (column: AttributeColumn | undefined): number =>
    column === undefined ? 0 : column.rows.byteLength + column.kinds.byteLength + column.words.byteLength;
  for (const owners of [block, events, block.links]) {
    for (const key of owners.attributeKeys)
      grows(sizeOf(owners.attributeColumn(block.strings.text(key))), block.strings.text(key));
  }
  const before = read.length;
  expect(block.heldBytes).toBeGreaterThan(0);
  expect(read).toHaveLength(before);
});

test('entries that grew after they went in make room at the next turn, whoever is asked for', () => {
  const cache = new ByteCache<string, { bytes: number }>(100, ({ bytes }) => bytes);
  let made = 0;
  const get = (key: string): { bytes: number } =>
    cache.get(key, () => {
      made += 1;
      return { bytes: 10 };
    });
  const [a, b] = [get('a'), get('b')];
  a.bytes = 90;
  b.bytes = 90;
  expect(get('b')).toBe(b);
  expect(get('a')).toBe(a);
  expect(made).toBe(2);
  a.bytes = 200;
  get('b');
  expect(made).toBe(2);
  get('a');
  expect(made).toBe(3);
});

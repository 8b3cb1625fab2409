// Columns whose numbers do not fit one another end in run-corrupt, not in an endless loop or an answer out of nothing.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import { readArray, readAttributes, readMap } from '../../../src/main/store/any-value.ts';
import type { ColumnSource } from '../../../src/main/store/attribute-set.ts';
import { openSpanBlock } from '../../../src/main/store/open-span-block.ts';
import { BlockStrings, SliceTable } from '../../../src/main/store/string-table.ts';
import { columnStatement, storedColumns } from '../../../src/main/store/stored-columns.ts';
import { tracesType } from '../../support/otlp-oracle.ts';
import { randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';

/** The columns of a sealed block of random spans, by name. */
async function columnsOfBlock(): Promise<{ count: number; columns: ReadonlyMap<string, Uint8Array> }> {
  const random = seededRandom(5);
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let i = 0; i < 10; i++)
    await send(writer, tracesType.encode(tracesType.fromObject(randomTraces(random))).finish());
  writer.close();
  const reader = openReader(path);
  const { block, count } = reader.spanBlocks()[0] ?? { block: 0, count: 0 };
  const names = reader.db
    .prepare("SELECT name FROM block_columns WHERE block = ? AND name <> 'filter'")
    .pluck()
    .all(block) as string[];
  const column = storedColumns(reader.db, block, columnStatement(reader.db));
  return { count, columns: new Map(names.map((name) => [name, Uint8Array.from(column(name) ?? [])])) };
}

function readAll(count: number, column: ColumnSource): void {
  const block = openSpanBlock(count, column);
  const { events, links } = block;
  for (let row = 0; row < count; row++)
    expect([block.attributesOf(row), block.strings.text(block.name[row] as number), block.resource[row]]).toHaveLength(
      3,
    );
  for (let event = 0; event < events.count; event++) events.attributesOf(event);
  for (let link = 0; link < links.count; link++) links.attributesOf(link);
  block.rowsOfTrace(block.traceIds.subarray(0, 16));
  block.attributeColumn('no.such.key');
  expect([
    block.parentIds.length,
    block.start.length,
    block.end.length,
    block.failed.length,
    block.arrival.length,
  ]).toEqual([8 * count, count, count, count, count]);
}

test('counts of events and links that do not add up', async () => {
  const { count, columns } = await columnsOfBlock();
  readAll(count, (name) => columns.get(name));
  for (const broken of ['events', 'links']) {
    const bytes = Uint8Array.from(columns.get(broken) ?? []);
    // All rows have two billion: the code of one value for all, and the value.
    bytes.set([0, 0, 0, 0, 0x80], 4);
    expect(() => readAll(count, (name) => (name === broken ? bytes : columns.get(name)))).toThrow(ContractError);
  }
});

test('columns that end too early', async () => {
  const { count, columns } = await columnsOfBlock();
  for (const [broken, bytes] of columns) {
    if (broken === 'text-filter' || bytes.length < 2) continue;
    const cut = bytes.subarray(0, bytes.length >> 1);
    expect(() => readAll(count, (name) => (name === broken ? cut : columns.get(name))), broken).toThrow(ContractError);
  }
});

test('a request that is not there', async () => {
  const { count, columns } = await columnsOfBlock();
  const beyond = Uint8Array.of(0, count & 255, count >> 8, 0, 0);
  expect(() => readAll(count, (name) => (name === 'arrival' ? beyond : columns.get(name)))).toThrow(ContractError);
});

test('numbers of rows and slices that no memory could hold', async () => {
  const { count, columns } = await columnsOfBlock();
  // The number, then one value for all: a few bytes that stand for any number of rows.
  const many = Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0, 0);
  for (const broken of ['blobs', 'strings', 'traces', 'events', 'links', 'attr:keys', 'event:keys', 'keys'])
    expect(() => readAll(count, (name) => (name === broken ? many : columns.get(name))), broken).toThrow(ContractError);
  expect(() => new SliceTable(many)).toThrow(ContractError);
});

test('lengths of texts that add up to more than 32 bits', () => {
  // Three texts: one of 2^31 bytes, one of 2^31, one of 2; modulo 2^32 that is two bytes.
  const column = Uint8Array.of(3, 0, 0, 0, 4, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0x80, 0x80, 0, 0x61, 0x62);
  expect(() => new BlockStrings(column).containing('ab')).toThrow(ContractError);
});

test('nested values with numbers and lengths that do not end', () => {
  const endless = new Uint8Array(1 << 20).fill(0xff);
  const tooLong = Uint8Array.of(0x0a, 0xff, 0xff, 0x7f, 0x0a);
  const group = Uint8Array.of(0x0b, 0x08, 1);
  for (const bytes of [endless, tooLong, group, Uint8Array.of(0x0f), Uint8Array.of(0x0a)])
    for (const read of [readArray, readMap, readAttributes]) expect(() => read(bytes)).toThrow(ContractError);
});

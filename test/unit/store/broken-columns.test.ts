// Columns whose numbers do not fit one another end in run-corrupt, not in an endless loop or an answer out of nothing.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import type { ColumnSource } from '../../../src/main/store/attribute-set.ts';
import { openSpanBlock } from '../../../src/main/store/open-span-block.ts';
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
  expect([block.parentIds.length, block.start.length, block.end.length, block.failed.length]).toEqual([
    8 * count,
    count,
    count,
    count,
  ]);
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

// Started by read-only.test.ts: gives up the rights of root, if it has them, and prints what it can read of each run
// (spans, or the code of the error), and what writing, renaming and deleting say.
import { writeSync } from 'node:fs';
import { ContractError } from '../../../src/contract/errors.ts';
import { runId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { openRunCatalog } from '../../../src/main/store/run-catalog.ts';
import { openRunReader } from '../../../src/main/store/reader.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';
import { journalDecoder } from './journal-decoder.ts';

const data = process.argv[2];
if (data === undefined) throw new Error('which folder?');
if (process.getuid?.() === 0) process.setuid?.(65_534);

function outcome(action: () => unknown): unknown {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof ContractError) return cause.code;
    throw cause;
  }
}

const catalog = openRunCatalog(data);
const runs = catalog.list(undefined).map(({ id, spans, trouble }) => {
  const path = catalog.pathOf(id);
  const read = outcome(() => {
    const reader = openRunReader(path, { decodeJournal: journalDecoder() });
    const count = reader
      .spanBlocks()
      .reduce((sum, block) => sum + reader.openSpanBlock(block.block).start.length, reader.headSpans().count);
    reader.close();
    return count;
  });
  const write = outcome(() =>
    openRunWriter(path, {
      id: runId(id),
      name: id,
      startedAt: unixNanos(1n),
      host: 'h',
      appVersion: '0',
      durability: 'normal',
      maxRunBytes: 0,
      decodeJournal: journalDecoder(),
    }),
  );
  return {
    id,
    spans,
    trouble: trouble ?? '',
    read,
    write,
    rename: outcome(() => catalog.rename(id, 'x').name),
    delete: outcome(() => catalog.delete(id)),
  };
});
writeSync(1, `${JSON.stringify(runs)}\n`);

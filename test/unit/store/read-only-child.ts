// Started by read-only.test.ts: gives up the rights of root, if it has them, and prints what it can read of each run
// (spans, or the code of the error), and what writing into it says. It ends without closing what it read.
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../../src/contract/errors.ts';
import { describeRun } from '../../../src/main/engine/describe-run.ts';
import { renameRun, tidyRun } from '../../../src/main/engine/past-run.ts';
import { openRunReader } from '../../../src/main/store/reader.ts';
import { journalDecoder } from './journal-decoder.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
if (process.getuid?.() === 0) process.setuid?.(65_534);

function outcome(action: () => unknown): unknown {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof ContractError) return cause.code;
    throw cause;
  }
}

const runs = readdirSync(folder)
  .filter((name) => name.endsWith('.otter'))
  .map((file) => {
    const path = join(folder, file);
    const read = outcome(() => {
      const reader = openRunReader(path, { decodeJournal: journalDecoder() });
      return reader
        .spanBlocks()
        .reduce((sum, block) => sum + reader.openSpanBlock(block.block).start.length, reader.headSpans().count);
    });
    return {
      file,
      described: outcome(() => describeRun(path).spans),
      read,
      tidy: outcome(() => tidyRun(path)),
      rename: outcome(() => renameRun(path, 'x')),
    };
  });
writeSync(1, `${JSON.stringify(runs)}\n`);

// Addresses of log records hold when older records are evicted, and nothing is kept about these.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createQueries } from '../../../../src/main/query/index.ts';
import { LogSearches } from '../../../../src/main/query/logs/log-matches.ts';
import { logRange } from '../../../../src/main/query/logs/log-range.ts';
import { LogRun } from '../../../../src/main/query/logs/log-run.ts';
import { scanLogs } from '../../../../src/main/query/logs/log-scan.ts';
import { openReader, openWriter, send, temporaryFolder } from '../../store/support.ts';
import { alive, run } from '../test-run.ts';
import { logRequest, logStart, testLog } from './log-samples.ts';

it('a record keeps its address, an evicted one is told to be', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path, { maxRunBytes: 1_000_000 });
  const each = 2048;
  const filler = 'x'.repeat(40);
  for (let request = 0; request < 28; request++) {
    const logs = Array.from({ length: each }, (_, i) => {
      const sequence = each * request + i;
      // Does not compress well.
      const noise = Array.from({ length: 4 }, (_unused, k) =>
        ((sequence * 2654435761 + k * 40503) % 4294967296).toString(36),
      );
      return testLog({ time: logStart + BigInt(sequence), body: `record ${sequence} ${noise.join('')}${filler}` });
    });
    await send(writer, logRequest(logs), 'logs');
  }
  const reader = openReader(path);
  const logs = new LogRun(reader);
  logs.refresh();
  const blocks = reader.logBlocks().map(({ block }) => block);
  const kept = new Map([[Math.min(...blocks) - 1, 5]]);
  const everything = { run: logs, matches: new LogSearches(logs).of(''), range: logRange({}), alive };
  scanLogs(
    everything,
    kept,
    (part) => part.count,
    () => undefined,
  );
  expect([...kept.keys()].toSorted((a, b) => a - b)).toEqual(blocks.toSorted((a, b) => a - b));

  const { methods } = createQueries(reader);
  const end = 28 * each;
  const oldest = reader.logBlocks().reduce((least, { first }) => Math.min(least, first), end);
  expect(oldest).toBeGreaterThan(0);
  const all = methods['logs.list']({ run, where: '', order: 'oldest', limit: 1 }, alive);
  expect([all.sequence[0], all.total]).toEqual([oldest, end - oldest]);
  for (const sequence of [oldest, oldest + 1, oldest + 8191, oldest + 8192, end - 3000, end - 1]) {
    const { body } = methods['logs.record']({ run, sequence }, alive);
    expect(body).toContain(`record ${sequence} `);
  }
  expect(() => methods['logs.record']({ run, sequence: oldest - 1 }, alive)).toThrow(/evicted/);
  expect(() => methods['logs.record']({ run, sequence: end }, alive)).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  const tail = methods['logs.tail']({ run, where: '', after: 0, limit: 10 }, alive);
  expect([tail.next, tail.skipped]).toEqual([end, end - oldest - 10]);
});

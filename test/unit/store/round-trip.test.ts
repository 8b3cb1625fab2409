// What goes in comes out: through the journal's tail and through sealed blocks, in all three forms a run file has.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeLogRequest, makeTraceRequest } from '../../support/otlp-payloads.ts';
import {
  allLogBlocks,
  allSpanBlocks,
  dumpLogs,
  dumpSpans,
  openReader,
  openWriter,
  send,
  temporaryFolder,
} from './support.ts';

test('spans read the same from the head of a live run, from its sealed block, and from the closed file', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let seed = 1; seed <= 8; seed++) await send(writer, makeTraceRequest({ seed, spans: 200 }));
  const live = openReader(path);
  expect(live.spanBlocks()).toHaveLength(0);
  const before = allSpanBlocks(live)
    .flatMap((block) => dumpSpans(live, block))
    .toSorted();
  expect(before).toHaveLength(1600);
  live.close();
  writer.close();
  const closed = openReader(path);
  expect(closed.spanBlocks()).toHaveLength(1);
  expect(closed.headSpans().count).toBe(0);
  const after = allSpanBlocks(closed)
    .flatMap((block) => dumpSpans(closed, block))
    .toSorted();
  expect(after).toEqual(before);
});

test('logs read the same from the head and from the sealed block', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let seed = 1; seed <= 4; seed++) await send(writer, makeLogRequest({ seed, records: 200 }), 'logs');
  const live = openReader(path);
  const before = allLogBlocks(live).flatMap((block) => dumpLogs(live, block));
  expect(before).toHaveLength(800);
  live.close();
  writer.close();
  const closed = openReader(path);
  expect(closed.logBlocks()).toHaveLength(1);
  expect(allLogBlocks(closed).flatMap((block) => dumpLogs(closed, block))).toEqual(before);
});

// A killed writer loses nothing that it acknowledged, and the file can be read and written on as it is.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { allSpanBlocks, openReader, openWriter, send, temporaryFolder } from './support.ts';

/** Runs the child until it has acknowledged `enough` requests, kills it, and answers how many it acknowledged. */
async function killedAfter(path: string, enough: number): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('crash-child.ts', import.meta.url)), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split('\n').length > enough) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return text.split('\n').length - 1;
}

test(
  'everything acknowledged before SIGKILL is read, in blocks or in the journal, and the run goes on',
  { timeout: 40_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    // 400 spans a request: 30 of them leave one sealed block and a journal behind.
    const acknowledged = await killedAfter(path, 30);
    expect(acknowledged).toBeGreaterThanOrEqual(30);
    const reader = openReader(path);
    const spans = allSpanBlocks(reader).reduce((sum, block) => sum + block.count, 0);
    expect(reader.spanBlocks().length).toBeGreaterThanOrEqual(1);
    // One request may have been committed without its acknowledgement having been printed.
    expect([acknowledged * 400, (acknowledged + 1) * 400]).toContain(spans);
    expect(reader.db.prepare('SELECT sum(spans) FROM traces').pluck().get()).toBe(spans);
    reader.close();

    const writer = openWriter(path);
    await send(writer, makeTraceRequest({ seed: 100_000, spans: 10 }));
    writer.close();
    const after = openReader(path);
    expect(after.headSpans().count).toBe(0);
    expect(allSpanBlocks(after).reduce((sum, block) => sum + block.count, 0)).toBe(spans + 10);
    expect(after.db.prepare('SELECT sum(spans) FROM traces').pluck().get()).toBe(spans + 10);
    expect(after.db.prepare('SELECT sum(spans) FROM services').pluck().get()).toBe(spans + 10);
  },
);

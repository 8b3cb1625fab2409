// Imports that are watched, cancelled or killed while they run, and uploads from a browser.
import { existsSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, line, listed, mixed, newFolder, started } from './kit/imports.ts';
import { openPipe } from './kit/pipe-client.ts';
import { serve } from './kit/program.ts';
import { makeTraceRequestJson } from '../support/otlp-payloads.ts';
import type { ImportInfo } from '../../src/contract/imports.ts';
import { runId } from '../../src/contract/ids.ts';

/** A file that takes a while, so that something can happen to it meanwhile. */
function largeFile(path: string): void {
  const requests = [1, 2, 3, 4].map((seed) => line(makeTraceRequestJson({ seed, spans: 2000 })));
  for (let i = 0; i < 25; i++) writeFileSync(path, Buffer.concat(requests), { flag: 'a' });
}

describe('an import under way', () => {
  it('is cancelled without leaving its run; nobody deletes that run meanwhile', async () => {
    const data = newFolder();
    const file = join(data, 'large.jsonl');
    largeFile(file);
    const { pipe } = await started(data);
    const [begun] = await pipe.call('imports.start', { paths: [file], into: 'new' });
    const now = async (): Promise<ImportInfo | undefined> =>
      (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id);
    await expect.poll(async () => (await now())?.run, { timeout: 40_000, interval: 5 }).toBeDefined();
    const { run: made = runId('') } = (await now()) ?? {};
    expect(await listed(pipe)).toContainEqual([
      'large.jsonl (import not finished)',
      'past',
      expect.anything(),
      0,
      undefined,
    ]);
    await expect(pipe.call('runs.delete', { run: made })).rejects.toMatchObject({ code: 'busy' });
    await pipe.call('imports.cancel', { id: begun?.id ?? '' });
    expect(await ended(pipe, begun?.id)).toMatchObject({ state: 'cancelled', run: undefined });
    expect(readdirSync(join(data, 'runs')).filter((name) => name.startsWith(made))).toEqual([]);
    expect(await listed(pipe)).toHaveLength(1);
  });

  it('and killed leaves a readable run that says it is not whole, and is tidied by the next engine', async () => {
    const data = newFolder();
    const file = join(data, 'large.jsonl');
    largeFile(file);
    const first = await serve(data);
    const pipe = await openPipe(first.ready);
    const [begun] = await pipe.call('imports.start', { paths: [file], into: 'new' });
    const stored = async (): Promise<number> =>
      (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id)?.spans ?? 0;
    await expect.poll(stored, { timeout: 40_000, interval: 5 }).toBeGreaterThan(0);
    const least = await stored();
    const made = (await pipe.call('imports.list', {}))[0]?.run ?? '';
    await first.stop('SIGKILL');
    const { pipe: next } = await started(data);
    const info = (await next.call('runs.list', {})).find(({ id }) => id === made);
    expect(info?.trouble).toBeUndefined();
    expect(info?.name).toBe('large.jsonl (import not finished)');
    expect(info?.spans).toBeGreaterThanOrEqual(least);
    await expect.poll(() => existsSync(join(data, 'runs', `${made}.otter-wal`)), { timeout: 40_000 }).toBe(false);
    const again = (await next.call('runs.list', {})).find(({ id }) => id === made);
    expect(again?.spans).toBe(info?.spans);
  });

  it('from a browser keeps nothing of the upload when it is done', async () => {
    const data = newFolder();
    const { pipe } = await started(data);
    const piece = (from: number, to: number, last: boolean) =>
      pipe.call('imports.upload', {
        upload: 'u',
        name: 'mixed.jsonl',
        offset: from,
        bytes: mixed.subarray(from, to),
        last,
        into: 'new',
      });
    expect((await piece(0, 10_000, false)).import).toBeUndefined();
    const begun = (await piece(10_000, mixed.length, true)).import;
    expect(await ended(pipe, begun?.id)).toMatchObject({ state: 'done', spans: 60, logs: 20, name: 'mixed.jsonl' });
    expect(readdirSync(join(data, 'opened'))).toEqual([]);
    expect(await listed(pipe)).toContainEqual(['mixed.jsonl', 'past', 60, 20, undefined]);
  });

  it('from a browser that is not sent to its end is told to its sender and in the list', async () => {
    const data = newFolder();
    const { pipe } = await started(data);
    const piece = (upload: string, offset: number, last = false) =>
      pipe.call('imports.upload', { upload, name: 'half.jsonl', offset, bytes: mixed, last, into: 'new' });
    await piece('u', 0);
    await expect(piece('u', 3)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('Send the file again'),
    });
    await expect(piece('u', mixed.length, true)).rejects.toMatchObject({ code: 'not-found' });
    await expect(piece('of an engine before this one', 1000)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(piece('of-an-engine-before', 1000)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('started anew'),
    });
    expect(await pipe.call('imports.list', {})).toEqual([
      expect.objectContaining({
        name: 'half.jsonl',
        state: 'failed',
        bytesTotal: mixed.length,
        error: expect.stringContaining('Send the file again'),
      }),
    ]);
    await piece('v', 0);
    await pipe.call('imports.dropUpload', { upload: 'v' });
    expect(readdirSync(join(data, 'opened'))).toEqual([]);
  });

  it('whose file goes before its turn says so', async () => {
    const data = newFolder();
    const [first, second] = [join(data, 'large.jsonl'), join(data, 'soon-gone.jsonl')];
    largeFile(first);
    writeFileSync(second, mixed);
    const { pipe } = await started(data);
    const [large, gone] = await pipe.call('imports.start', { paths: [first, second], into: 'new' });
    unlinkSync(second);
    await pipe.call('imports.cancel', { id: large?.id ?? '' });
    expect(await ended(pipe, gone?.id)).toMatchObject({
      state: 'failed',
      run: undefined,
      error: expect.stringMatching(/^The file is gone: .* Import it again/),
    });
  });
});

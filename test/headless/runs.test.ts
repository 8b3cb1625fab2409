// Runs as files: rename, delete, open from elsewhere by path, by command line and in pieces, resume.
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';
import { exportWithSdk } from './kit/sdk.ts';
import type { RunId, TraceId } from '../../src/contract/ids.ts';
import type { RunInfo } from '../../src/contract/runs.ts';

const folder = tempFolder();
const elsewhere = tempFolder();
const data = join(folder.path, 'data');
const foreign = join(elsewhere.path, 'from a colleague.otter');
let program: Program;
let pipe: PipeClient;
let traceId: TraceId;

beforeAll(async () => {
  const first = await serve(join(elsewhere.path, 'data'));
  traceId = (await exportWithSdk('http/protobuf', first.ready, 'colleague')) as TraceId;
  await first.stop();
  copyFileSync(first.ready.run, foreign);
  program = await serve(data);
  pipe = await openPipe(program.ready);
});

afterAll(async () => {
  pipe.close();
  await program.stop();
  folder.remove();
  elsewhere.remove();
});

const list = (): Promise<readonly RunInfo[]> => pipe.call('runs.list', {});

async function expectReadable(run: RunId): Promise<void> {
  const { rows } = await pipe.call('traces.list', { run, filter: {}, offset: 0, limit: 10 });
  expect(rows.map((one) => [one.traceId, one.rootService, one.spans])).toEqual([[traceId, 'colleague', 4]]);
}

describe('a file from elsewhere', () => {
  it('is one plain file after a clean end', () => {
    expect(readdirSync(join(elsewhere.path, 'data', 'runs')).filter((one) => !one.endsWith('.otter'))).toEqual([]);
  });

  it('opens read-only beside the live run, always under the same id', async () => {
    const before = readFileSync(foreign);
    const opened = await pipe.call('runs.open', { path: foreign });
    expect(opened).toMatchObject({ state: 'opened', path: foreign, spans: 4, traces: 1 });
    expect(await pipe.call('runs.open', { path: foreign })).toEqual(opened);
    await expectReadable(opened.id);
    await expect(pipe.call('runs.rename', { run: opened.id, name: 'x' })).rejects.toMatchObject({ code: 'read-only' });
    await expect(pipe.call('runs.delete', { run: opened.id })).rejects.toMatchObject({ code: 'read-only' });
    expect((await list()).map((one) => one.state)).toEqual(['live', 'opened']);
    await pipe.call('runs.close', { run: opened.id });
    expect((await list()).map((one) => one.state)).toEqual(['live']);
    expect(readFileSync(foreign).equals(before)).toBe(true);
  });

  it('is found by trace id through /jaeger while it is open', async () => {
    const ask = async (): Promise<number> =>
      (
        await fetch(`${program.ready.ui}/jaeger/api/traces/${traceId}`, {
          headers: { Authorization: `Bearer ${program.ready.token}` },
        })
      ).status;
    expect(await ask()).toBe(404);
    const { id } = await pipe.call('runs.open', { path: foreign });
    expect(await ask()).toBe(200);
    await pipe.call('runs.close', { run: id });
    expect(await ask()).toBe(404);
  });

  it('arrives in pieces from a browser, and leaves nothing when it is closed', async () => {
    const bytes = readFileSync(foreign);
    const piece = (from: number, to: number, last: boolean) =>
      pipe.call('imports.upload', {
        upload: 'u-1',
        name: '../../evil/run.otter',
        offset: from,
        bytes: bytes.subarray(from, to),
        last,
        into: 'new',
      });
    expect((await piece(0, 5000, false)).import).toBeUndefined();
    const begun = (await piece(5000, bytes.length, true)).import;
    await expect
      .poll(async () => (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id))
      .toMatchObject({ name: 'run.otter', state: 'done', format: 'otter', spans: 4 });
    const run = (await list()).find(({ state }) => state === 'opened');
    if (run === undefined) throw new Error('it is open');
    expect(run.path.startsWith(join(data, 'opened'))).toBe(true);
    await expectReadable(run.id);
    await pipe.call('runs.close', { run: run.id });
    expect(readdirSync(join(data, 'opened'))).toEqual([]);
  });

  it('is refused with words when it is no run', async () => {
    const odd = join(elsewhere.path, 'odd.otter');
    writeFileSync(odd, 'hello, this is not a database at all');
    await expect(pipe.call('runs.open', { path: odd })).rejects.toMatchObject({ code: 'not-a-run' });
    await expect(pipe.call('runs.open', { path: join(elsewhere.path, 'none.otter') })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(pipe.call('runs.open', { path: 'relative.otter' })).rejects.toMatchObject({ code: 'bad-request' });
    const odder = { upload: 'u-2', name: 'x', offset: 0, bytes: new Uint8Array(10), last: true, into: 'new' } as const;
    const begun = (await pipe.call('imports.upload', odder)).import;
    await expect
      .poll(async () => (await pipe.call('imports.list', {})).find(({ id }) => id === begun?.id), { timeout: 40_000 })
      .toMatchObject({ state: 'failed', run: undefined, error: expect.stringContaining('not recognised') });
    expect(readdirSync(join(data, 'opened'))).toEqual([]);
  });
});

describe('runs of our own', () => {
  it('are renamed, live or past, and deleted when past', async () => {
    const [live] = await list();
    if (live === undefined) throw new Error('there is always a live run');
    await exportWithSdk('grpc', program.ready, 'shop');
    expect((await pipe.call('runs.rename', { run: live.id, name: 'Checkout bug' })).name).toBe('Checkout bug');
    await expect(pipe.call('runs.delete', { run: live.id })).rejects.toMatchObject({ code: 'bad-request' });
    await pipe.call('runs.create', { name: '' });
    expect((await pipe.call('runs.rename', { run: live.id, name: 'Checkout bug, found' })).name).toBe(
      'Checkout bug, found',
    );
    await pipe.call('traces.list', { run: live.id, filter: {}, offset: 0, limit: 1 });
    await pipe.call('runs.delete', { run: live.id });
    expect(existsSync(live.path)).toBe(false);
    await expect(pipe.call('traces.list', { run: live.id, filter: {}, offset: 0, limit: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await list()).map((one) => one.state)).toEqual(['live']);
  });

  it('are not kept when nobody named them and nothing came', async () => {
    await pipe.call('runs.create', { name: '' });
    await pipe.call('runs.create', { name: '' });
    expect((await list()).length).toBe(1);
    await pipe.call('runs.create', { name: 'kept' });
    await pipe.call('runs.create', { name: '' });
    expect((await list()).map((one) => one.name).slice(1)).toEqual(['kept']);
  });

  it('never reach outside their folder by their id', async () => {
    for (const run of ['../../x', '..', 'a/b', 'a\\b', '']) {
      await expect(pipe.call('runs.delete', { run: run as RunId })).rejects.toMatchObject({
        code: expect.stringMatching(/not-found|bad-request/),
      });
    }
  });
});

describe('start', () => {
  it('opens files named on the command line and says which it could not', async () => {
    const temp = tempFolder();
    const other = await serve(temp.path, [foreign, join(temp.path, 'none.otter')]);
    const client = await openPipe(other.ready);
    expect((await client.call('runs.list', {})).map((one) => one.path)).toEqual([other.ready.run, foreign]);
    await expect.poll(() => other.stderr()).toContain('none.otter was not opened');
    client.close();
    await other.stop();
    temp.remove();
  });

  it('goes on with the newest run when the settings say so', async () => {
    const temp = tempFolder();
    const first = await serve(temp.path);
    const client = await openPipe(first.ready);
    await exportWithSdk('grpc', first.ready, 'shop');
    await client.call('settings.change', { resumeLastRun: true });
    client.close();
    await first.stop();
    const second = await serve(temp.path);
    expect(second.ready.run).toBe(first.ready.run);
    await exportWithSdk('grpc', second.ready, 'shop');
    const again = await openPipe(second.ready);
    expect((await again.call('runs.list', {})).map((one) => [one.state, one.spans])).toEqual([['live', 8]]);
    again.close();
    await second.stop();
    temp.remove();
  });

  it('uses the defaults and says so when the settings are broken', async () => {
    const temp = tempFolder();
    writeFileSync(join(temp.path, 'settings.json'), '{"retention":{"maxAgeDays":"old"}}');
    const broken = await serve(temp.path);
    const client = await openPipe(broken.ready);
    expect((await client.call('settings.get', {})).retention.maxAgeDays).toBe(30);
    expect(await client.call('problems.list', {})).toMatchObject([
      { code: 'settings-broken', message: expect.stringContaining('maxAgeDays') },
    ]);
    client.close();
    await broken.stop();
    temp.remove();
  });
});

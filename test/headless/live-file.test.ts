// The file of the live run: gone while it is written, whole after a stop that readers were in the middle of; and what
// happens to past runs the moment the retention changes.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openPipe } from './kit/pipe-client.ts';
import { postSpan } from './kit/post-span.ts';
import { serve, tempFolder } from './kit/program.ts';
import { exportWithSdk } from './kit/sdk.ts';
import { runId } from '../../src/contract/ids.ts';

const folders: { remove(): void }[] = [];
afterEach(() => {
  for (const one of folders.splice(0)) one.remove();
});

function newFolder(): string {
  const folder = tempFolder();
  folders.push(folder);
  return folder.path;
}

it.skipIf(process.platform === 'win32')(
  'nothing is acknowledged into a file that was removed; a new run begins and says so',
  async () => {
    const data = newFolder();
    const program = await serve(data);
    const { otlp_http: address, run: file } = program.ready;
    const pipe = await openPipe(program.ready);
    expect(await postSpan(address, 1)).toMatchObject({ status: 200 });
    rmSync(file);
    // The look at the file may be a moment old; what a sender is told is true from then on.
    await expect
      .poll(() => postSpan(address, 2), { timeout: 40_000, interval: 5 })
      .toMatchObject({ status: 503, retryAfter: '1' });
    await expect.poll(async () => (await postSpan(address, 3)).status, { timeout: 40_000 }).toBe(200);
    const { liveRun } = await pipe.call('app.info', {});
    expect(liveRun).not.toBe(runId(basename(file, '.otter')));
    const { rows } = await pipe.call('traces.list', { run: liveRun, filter: {}, offset: 0, limit: 10 });
    expect(rows.length).toBe(1);
    expect(await pipe.call('problems.list', {})).toContainEqual(
      expect.objectContaining({ code: 'disk-error', subject: file, message: expect.stringContaining('removed') }),
    );
    pipe.close();
    await program.stop();
    expect(readdirSync(join(data, 'runs'))).toEqual([`${liveRun}.otter`]);
  },
);

it.skipIf(process.platform === 'win32')(
  'one new run begins, however many senders find the whole folder of runs gone',
  async () => {
    const data = newFolder();
    const program = await serve(data);
    const { otlp_http: address } = program.ready;
    const pipe = await openPipe(program.ready);
    expect(await postSpan(address, 1)).toMatchObject({ status: 200 });
    rmSync(join(data, 'runs'), { recursive: true });
    const round = (): Promise<readonly number[]> =>
      Promise.all(Array.from({ length: 8 }, async (_, lane) => (await postSpan(address, 100 + lane)).status));
    await expect.poll(round, { timeout: 40_000, interval: 1 }).toContain(503);
    await expect.poll(round, { timeout: 40_000, interval: 20 }).toEqual(Array.from({ length: 8 }, () => 200));
    const { liveRun } = await pipe.call('app.info', {});
    expect((await pipe.call('runs.list', {})).map(({ id, state }) => [id, state])).toEqual([[liveRun, 'live']]);
    const { total } = await pipe.call('traces.list', { run: liveRun, filter: {}, offset: 0, limit: 10 });
    expect(total).toBe(8);
    expect((await pipe.call('problems.list', {})).map(({ code }) => code)).toEqual(['disk-error']);
    pipe.close();
    await program.stop();
    expect(readdirSync(join(data, 'runs'))).toEqual([`${liveRun}.otter`]);
  },
);

it('a run that was looked at until the end is one plain file', async () => {
  const data = newFolder();
  const program = await serve(data);
  await exportWithSdk('grpc', program.ready, 'shop');
  const pipe = await openPipe(program.ready);
  const { liveRun } = await pipe.call('app.info', {});
  expect((await pipe.call('traces.list', { run: liveRun, filter: {}, offset: 0, limit: 10 })).rows.length).toBe(1);
  expect(await program.stop()).toBe(0);
  expect(readdirSync(join(data, 'runs'))).toEqual([basename(program.ready.run)]);
  // Bytes 18 and 19 of an SQLite file: 1 is a plain file, 2 is WAL mode.
  expect([...readFileSync(program.ready.run).subarray(18, 20)]).toEqual([1, 1]);
});

it('past runs that a new policy has no room for go at once', async () => {
  const data = newFolder();
  mkdirSync(data, { recursive: true });
  const first = await serve(data);
  await exportWithSdk('grpc', first.ready, 'shop');
  await first.stop();
  const second = await serve(data);
  const pipe = await openPipe(second.ready);
  expect(existsSync(first.ready.run)).toBe(true);
  await pipe.call('settings.change', { retention: { maxTotalBytes: 1 } });
  expect(existsSync(first.ready.run)).toBe(false);
  expect(await pipe.call('problems.list', {})).toContainEqual(
    expect.objectContaining({ code: 'evicted', subject: first.ready.run }),
  );
  pipe.close();
  await second.stop();
});

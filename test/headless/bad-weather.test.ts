// The disk fills up; a run begins while a client exports at full speed; a run of a killed engine is put in order.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { status as grpcStatus } from '@grpc/grpc-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPipe } from './kit/pipe-client.ts';
import { postSpan, spanRequest } from './kit/post-span.ts';
import { serve, tempFolder } from './kit/program.ts';
import { runId } from '../../src/contract/ids.ts';
import { exportPath, grpcClient } from '../unit/receive/grpc-client.ts';
import { decodeStatus } from '../unit/receive/status-proto.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0).toReversed()) one();
});

function newFolder(): string {
  const folder = tempFolder();
  undo.push(folder.remove);
  return folder.path;
}

const idOf = (file: string) => runId(basename(file, '.otter'));

function mountSmall(): string | undefined {
  const path = join(newFolder(), 'small');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'otterscope-test', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  undo.push(() => execFileSync('umount', [path], { stdio: 'ignore' }));
  return path;
}

describe('a full disk', () => {
  it('is told to the sender and in Problems, loses nothing that was acknowledged, and is over when there is space', async (context) => {
    const data = mountSmall();
    if (data === undefined) return context.skip('a file system of its own can only be mounted by root on Linux');
    const program = await serve(data);
    writeFileSync(join(data, 'ballast'), Buffer.alloc(1_500_000));
    let acknowledged = 0;
    let number = 0;
    let refusal: Awaited<ReturnType<typeof postSpan>> | undefined;
    while (refusal === undefined && number < 500) {
      const answer = await postSpan(program.ready.otlp_http, number++, 40_000);
      if (answer.status === 200) acknowledged += 1;
      else refusal = answer;
    }
    expect(refusal?.status).toBe(503);
    expect(refusal?.body).toContain('the disk is full');
    expect(Number(refusal?.retryAfter)).toBeGreaterThan(0);
    const pipe = await openPipe(program.ready);
    expect(await pipe.call('problems.list', {})).toMatchObject([
      { code: 'disk-full', severity: 'error', subject: program.ready.run },
    ]);

    rmSync(join(data, 'ballast'));
    expect((await postSpan(program.ready.otlp_http, number++)).status).toBe(200);
    const run = idOf(program.ready.run);
    const { total } = await pipe.call('traces.list', { run, filter: {}, offset: 0, limit: 1 });
    expect(total).toBe(acknowledged + 1);
    pipe.close();
    expect(await program.stop()).toBe(0);
    const again = await serve(data);
    const later = await openPipe(again.ready);
    expect((await later.call('runs.list', {})).find((one) => one.id === run)).toMatchObject({
      spans: acknowledged + 1,
    });
    later.close();
    await again.stop();
  });
});

describe('a full disk, over gRPC', () => {
  it('is UNAVAILABLE with a delay, lasts through quiet moments, and is over when there is space', async (context) => {
    const data = mountSmall();
    if (data === undefined) return context.skip('a file system of its own can only be mounted by root on Linux');
    const program = await serve(data);
    const client = grpcClient(program.ready.otlp_grpc ?? '');
    const send = (number: number, filler = 0) => client.call(exportPath, spanRequest(number, filler));
    writeFileSync(join(data, 'ballast'), Buffer.alloc(1_500_000));
    let acknowledged = 0;
    let number = 0;
    let refusal: Awaited<ReturnType<typeof send>> | undefined;
    while (refusal === undefined && number < 500) {
      const answer = await send(number++, 40_000);
      if (answer.code === grpcStatus.OK) acknowledged += 1;
      else refusal = answer;
    }
    expect(refusal).toMatchObject({
      code: grpcStatus.UNAVAILABLE,
      details: expect.stringContaining('the disk is full'),
    });
    const [details] = refusal?.metadata.get('grpc-status-details-bin') ?? [];
    expect(decodeStatus(details as Buffer).details).toEqual({ RetryInfo: { retry_delay: { seconds: 5, nanos: 0 } } });

    // The writer uses the first quiet second to move its WAL, which a full disk refuses: no reason to stop receiving.
    const fill = (): void => writeFileSync(join(data, 'rest'), Buffer.alloc(8_000_000));
    expect(fill).toThrow('ENOSPC');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await send(number++, 40_000)).toMatchObject({ code: grpcStatus.UNAVAILABLE });
    const pipe = await openPipe(program.ready);
    const problems = await pipe.call('problems.list', {});
    expect(problems.map(({ code }) => code).filter((code) => code === 'engine-restarted' || code === 'bug')).toEqual(
      [],
    );
    expect(problems.find(({ code }) => code === 'disk-full')).toMatchObject({ subject: program.ready.run });
    const { totals } = await pipe.call('ingest.recent', { limit: 1 });
    expect(totals).toMatchObject({ spans: acknowledged, busy: 2 });

    for (const file of ['ballast', 'rest']) rmSync(join(data, file));
    expect((await send(number++)).code).toBe(grpcStatus.OK);
    const run = idOf(program.ready.run);
    expect((await pipe.call('traces.list', { run, filter: {}, offset: 0, limit: 1 })).total).toBe(acknowledged + 1);
    pipe.close();
    client.close();
    expect(await program.stop()).toBe(0);
    const again = await serve(data);
    const later = await openPipe(again.ready);
    expect((await later.call('runs.list', {})).find((one) => one.id === run)).toMatchObject({
      spans: acknowledged + 1,
    });
    later.close();
    await again.stop();
  });
});

describe('a new run while clients export at full speed', () => {
  it('loses nothing and doubles nothing', async () => {
    const program = await serve(newFolder());
    const pipe = await openPipe(program.ready);
    let done = false;
    let acknowledged = 0;
    const statuses = new Set<number>();
    const lane = async (first: number): Promise<void> => {
      for (let i = 0; !done; i++) {
        const { status } = await postSpan(program.ready.otlp_http, first + i);
        statuses.add(status);
        if (status === 200) acknowledged += 1;
      }
    };
    const lanes = Promise.all(Array.from({ length: 8 }, (_, i) => lane(i * 100_000)));
    for (let i = 0; i < 3; i++) {
      await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(100 * (i + 1)), 40_000);
      await pipe.call('runs.create', { name: `run ${i}` });
    }
    await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(500), 40_000);
    done = true;
    await lanes;
    const runs = await pipe.call('runs.list', {});
    expect([...statuses]).toEqual([200]);
    expect(runs).toHaveLength(4);
    expect(runs.every((one) => one.spans > 0)).toBe(true);
    expect(runs.reduce((sum, one) => sum + one.spans, 0)).toBe(acknowledged);
    expect(runs.reduce((sum, one) => sum + one.traces, 0)).toBe(acknowledged);
    pipe.close();
    await program.stop();
  });
});

describe('the run of a killed engine', () => {
  it('becomes one plain file soon after the next start; a foreign one is left alone', async () => {
    const data = newFolder();
    const other = newFolder();
    const killed = await Promise.all(
      [data, other].map(async (folder) => {
        const program = await serve(folder);
        for (let i = 0; i < 20; i++) await postSpan(program.ready.otlp_http, i);
        await program.stop('SIGKILL');
        return program.ready.run;
      }),
    );
    const [own = '', foreign = ''] = killed;
    expect(existsSync(`${own}-wal`)).toBe(true);
    const before = statSync(foreign).size;
    const program = await serve(data, [foreign]);
    await vi.waitFor(
      () => expect(['-wal', '-shm', '-lock'].filter((one) => existsSync(own + one))).toEqual([]),
      40_000,
    );
    const pipe = await openPipe(program.ready);
    const runs = await pipe.call('runs.list', {});
    expect(runs.map(({ path, spans, trouble }) => [path, spans, trouble])).toEqual([
      [program.ready.run, 0, undefined],
      [own, 20, undefined],
      [foreign, 20, undefined],
    ]);
    expect(await pipe.call('problems.list', {})).toEqual([]);
    expect([existsSync(`${foreign}-wal`), statSync(foreign).size]).toEqual([true, before]);
    pipe.close();
    await program.stop();
  });
});

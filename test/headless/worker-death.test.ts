// A thread of the engine dies from inside: it comes back by itself, and nothing acknowledged is lost.
import { renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { postSpan } from './kit/post-span.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';
import { runId } from '../../src/contract/ids.ts';

const preload = pathToFileURL(join(import.meta.dirname, 'kit/fuse.mjs')).href;
const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0).toReversed()) one();
});

interface Fused {
  readonly program: Program;
  readonly pipe: PipeClient;
  /** Makes the thread die that way. */
  light(thread: 'otterscope-ingest' | 'otterscope-reader', how: 'throw' | 'reject' | 'exit'): void;
  /** How many entries of dead threads Problems has counted, and what the last of them says. */
  deaths(subject: 'ingest' | 'reader'): Promise<{ readonly count: number; readonly message: string }>;
}

async function start(): Promise<Fused> {
  const folder = tempFolder();
  undo.push(folder.remove);
  const fuse = join(folder.path, 'fuse');
  const program = await serve(join(folder.path, 'data'), [], {
    NODE_OPTIONS: `--import ${preload}`,
    OTTERSCOPE_FUSE: fuse,
  });
  const pipe = await openPipe(program.ready);
  return {
    program,
    pipe,
    light(thread, how) {
      writeFileSync(`${fuse}-new`, `${thread} ${how}`);
      renameSync(`${fuse}-new`, fuse);
    },
    async deaths(subject) {
      const found = (await pipe.call('problems.list', {})).find(
        (one) => one.code === 'engine-restarted' && one.subject === subject,
      );
      return { count: found?.count ?? 0, message: found?.message ?? '' };
    },
  };
}

it('the ingest worker: same ports, same run, every acknowledged span, told in Problems with longer and longer waits', async () => {
  const { program, pipe, light, deaths } = await start();
  const { ready } = program;
  const run = runId(basename(ready.run, '.otter'));
  let sent = 0;
  const send = async (): Promise<void> => expect((await postSpan(ready.otlp_http, sent++)).status).toBe(200);
  const ways = [
    ['throw', 'lit by the test', 'starts again in 0.2 s'],
    ['exit', 'code 7', 'starts again in 1 s'],
    ['reject', 'lit by the test', 'starts again in 2 s'],
  ] as const;
  for (const [i, [way, reason, wait]] of ways.entries()) {
    for (let n = 0; n < 20; n++) await send();
    // Ten times a second the engine is told the totals; what came after the last time is not counted again.
    await vi.waitFor(async () => expect((await pipe.call('app.info', {})).totals.spans).toBe(sent), 40_000);
    light('otterscope-ingest', way);
    await vi.waitFor(async () => expect((await deaths('ingest')).count).toBe(i + 1), 40_000);
    const { message } = await deaths('ingest');
    expect(message).toContain(reason);
    expect(message).toContain(wait);
    await vi.waitFor(async () => {
      const { endpoints } = await pipe.call('app.info', {});
      expect([endpoints.grpc, endpoints.http]).toMatchObject([{ kind: 'listening' }, { kind: 'listening' }]);
    }, 60_000);
  }
  await send();
  const { endpoints } = await pipe.call('app.info', {});
  const portOf = (address: string | null): number => Number(address?.split(':').at(-1));
  expect(endpoints).toMatchObject({
    grpc: { kind: 'listening', port: portOf(ready.otlp_grpc) },
    http: { kind: 'listening', port: portOf(ready.otlp_http) },
  });
  expect((await pipe.call('traces.list', { run, filter: {}, offset: 0, limit: 1 })).total).toBe(sent);
  expect((await pipe.call('runs.list', {})).map(({ id, spans }) => [id, spans])).toEqual([[run, sent]]);
  // Totals go on counting over all lives of the worker.
  await vi.waitFor(async () => expect((await pipe.call('app.info', {})).totals.spans).toBe(sent), 40_000);
  expect((await fetch(`${ready.ui}/readyz`)).status).toBe(200);
  pipe.close();
  expect(await program.stop()).toBe(0);
});

it('a reader: the next question is answered by another', async () => {
  const { program, pipe, light, deaths } = await start();
  const { ready } = program;
  const run = runId(basename(ready.run, '.otter'));
  expect((await postSpan(ready.otlp_http, 1)).status).toBe(200);
  const ask = async (): Promise<number> =>
    (await pipe.call('traces.list', { run, filter: {}, offset: 0, limit: 1 })).total;
  expect(await ask()).toBe(1);
  light('otterscope-reader', 'throw');
  await vi.waitFor(async () => expect((await deaths('reader')).count).toBe(1), 40_000);
  expect((await deaths('reader')).message).toContain('lit by the test');
  expect(await ask()).toBe(1);
  pipe.close();
  expect(await program.stop()).toBe(0);
});

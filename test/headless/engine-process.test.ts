// The desktop app's engine process, spoken to as the shell does.
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { expect, it, vi } from 'vitest';
import { serve, tempFolder } from './kit/program.ts';
import { decodeFrame, encodeFrame } from '../../src/contract/frames.ts';
import type { EngineToShell, ShellToEngine } from '../../src/contract/engine-process.ts';

function start(dataFolder: string) {
  const worker = new Worker(new URL('kit/utility-host.ts', import.meta.url), {
    argv: [JSON.stringify({ dataFolder, grpcPort: 0, httpPort: 0 })],
  });
  const said: EngineToShell[] = [];
  worker.on('message', (message: EngineToShell) => said.push(message));
  const exit = once(worker, 'exit');
  const say = (data: ShellToEngine, ports: readonly MessagePort[] = []): void =>
    worker.postMessage({ data, ports }, [...ports]);
  return {
    said,
    say,
    exit,
    heard: (count: number) => vi.waitFor(() => expect(said.length).toBeGreaterThanOrEqual(count), 40_000),
  };
}

it('is ready, opens files or says why not, and closes', async () => {
  const folder = tempFolder();
  const other = await serve(join(folder.path, 'other'), []);
  const odd = join(folder.path, 'odd.otter');
  writeFileSync(odd, 'this is no database, and never was one');
  const data = join(folder.path, 'data');
  const { said, say, exit, heard } = start(data);
  await heard(1);
  say({ kind: 'open-file', id: 7, path: odd, into: 'new' });
  await heard(2);
  say({ kind: 'open-file', id: 8, path: other.ready.run, into: 'new' });
  await heard(3);
  expect(said).toEqual([
    { kind: 'ready' },
    { kind: 'not-opened', id: 7, code: 'not-a-run', message: expect.stringContaining(odd) },
    { kind: 'opened', id: 8, run: expect.stringContaining('file-') },
  ]);
  const { port1, port2 } = new MessageChannel();
  say({ kind: 'port' }, [port2]);
  port1.postMessage(encodeFrame({ kind: 'call', id: 1, method: 'app.info', request: {} }));
  const frames: unknown[] = [];
  port1.on('message', (bytes: Uint8Array) => frames.push(decodeFrame(bytes)));
  await vi.waitFor(
    () =>
      expect(frames).toContainEqual(
        expect.objectContaining({
          kind: 'ok',
          id: 1,
          answer: expect.objectContaining({ mode: 'desktop', dataFolder: data }),
        }),
      ),
    40_000,
  );
  const gone = once(port1, 'close');
  say({ kind: 'close' });
  await gone;
  await exit;
  expect(said.at(-1)).toEqual({ kind: 'closed' });
  expect(existsSync(join(data, 'engine.json'))).toBe(false);
  await other.stop();
  folder.remove();
});

it('says why it cannot run', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder.path, 'file'), '');
  const { said, exit } = start(join(folder.path, 'file', 'data'));
  await exit;
  expect(said).toEqual([{ kind: 'failed', code: 'disk-error', message: expect.stringContaining('cannot be used') }]);
  folder.remove();
});

// An engine in this process: what it says while it starts, and when single parts of its start fail.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openPipe } from './kit/pipe-client.ts';
import { postSpan } from './kit/post-span.ts';
import { tempFolder } from './kit/program.ts';
import { addressText } from '../../src/contract/address-text.ts';
import type { EngineConfig, SurfaceConfig } from '../../src/main/engine/config.ts';
import { startEngine, type Engine } from '../../src/main/engine/start-engine.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const any = { host: '127.0.0.1', port: 0 };
const token = 'a-token-of-this-test';
const surfaceOf = (given: Partial<SurfaceConfig> = {}): SurfaceConfig => ({
  ...any,
  token,
  allowHosts: [],
  pages: undefined,
  ...given,
});
const forEver = (): AbortSignal => new AbortController().signal;

function newFolder(): string {
  const { path, remove } = tempFolder();
  undo.push(remove);
  return path;
}

async function start(dataFolder: string, given: Partial<EngineConfig> = {}): Promise<Engine> {
  const engine = await startEngine({
    mode: 'headless',
    version: '0',
    dataFolder,
    grpc: any,
    http: any,
    surface: undefined,
    ...given,
  });
  undo.push(() => engine.close());
  return engine;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a window that was open all along', () => {
  it('is told that the engine starts, and its first questions are answered', async () => {
    const port = await freePort();
    const ui = `http://127.0.0.1:${port}`;
    const early = async (): Promise<unknown[]> => {
      const ready = await untilAnswered(`${ui}/readyz`);
      const pipe = await openPipe({ ui, token });
      const info = await pipe.call('app.info', {});
      const { rows } = await pipe.call('traces.list', { run: info.liveRun, filter: {}, offset: 0, limit: 1 });
      pipe.close();
      return [ready, info.endpoints.grpc.kind, rows];
    };
    const asked = early();
    const engine = await start(newFolder(), { surface: surfaceOf({ port }) });
    expect(await asked).toEqual([{ status: 503, body: { ready: false, reasons: ['starting'] } }, 'listening', []]);
    expect(await untilAnswered(`${ui}/readyz`)).toEqual({ status: 200, body: { ready: true, reasons: [] } });
    expect(await engine.ask('problems.list', {}, forEver())).toEqual([]);
  });
});

async function untilAnswered(url: string): Promise<{ readonly status: number; readonly body: unknown }> {
  for (;;) {
    try {
      const response = await fetch(url);
      return { status: response.status, body: await response.json() };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

describe('an engine whose addresses cannot be written down', () => {
  it('runs all the same, and says so', async () => {
    const data = newFolder();
    mkdirSync(join(data, `engine.json.${process.pid}.tmp`));
    const engine = await start(data);
    const { http } = engine.endpoints;
    if (http.kind !== 'listening') throw new Error('the port is open');
    expect((await postSpan(addressText(http), 1)).status).toBe(200);
    expect(await engine.ask('problems.list', {}, forEver())).toMatchObject([
      { code: 'disk-error', severity: 'warning', subject: join(data, 'engine.json') },
    ]);
  });
});

describe('a surface that cannot be served', () => {
  it.each(['fe80::1', 'no..name'])('on %s is blamed on the address', async (host) => {
    const data = newFolder();
    await expect(start(data, { surface: surfaceOf({ host }) })).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringMatching(/^The window cannot be served on .*--listen/),
    });
    expect(readdirSync(data).toSorted()).toEqual(['mask-key', 'runs']);
  });

  it('for want of a token is blamed on the data folder', async () => {
    const data = newFolder();
    mkdirSync(join(data, 'token'));
    await expect(start(data, { surface: surfaceOf({ token: undefined }) })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(data),
    });
  });
});

describe('runs', () => {
  it('begun at once under one name are as many', async () => {
    const engine = await start(newFolder());
    const begun = await Promise.all(['a', 'a', 'b'].map((name) => engine.ask('runs.create', { name }, forEver())));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(3);
    expect(engine.live.id).toBe(begun[2]?.id);
    const { http } = engine.endpoints;
    if (http.kind === 'listening') await postSpan(addressText(http), 1);
    const runs = await engine.ask('runs.list', {}, forEver());
    expect(runs.map(({ name, state, spans, trouble }) => [name, state, spans, trouble])).toEqual([
      ['b', 'live', 1, undefined],
      ['a', 'past', 0, undefined],
      ['a', 'past', 0, undefined],
    ]);
  });

  it('opened again are read again, though another file has their name now', async () => {
    const [one, two] = await Promise.all([1, 2].map(runWith));
    const path = join(newFolder(), 'shared.otter');
    const engine = await start(newFolder());
    const spans = async (): Promise<number> => {
      const id = await engine.imports.open(path, 'new');
      return (await engine.ask('traces.list', { run: id, filter: {}, offset: 0, limit: 1 }, forEver())).total;
    };
    writeFileSync(path, one ?? '');
    expect(await spans()).toBe(1);
    rmSync(path);
    writeFileSync(path, two ?? '');
    expect(await spans()).toBe(2);
  });
});

/** The file of a run with so many spans. */
async function runWith(spans: number): Promise<Buffer> {
  const engine = await start(newFolder());
  const { http } = engine.endpoints;
  if (http.kind !== 'listening') throw new Error('the port is open');
  for (let i = 0; i < spans; i++) await postSpan(addressText(http), i);
  const { path } = engine.live;
  await engine.ask('runs.create', { name: '' }, forEver());
  expect(existsSync(`${path}-wal`)).toBe(false);
  return readFileSync(path);
}

// One engine per data folder: the lock of a dead engine is free, the lock of a living one is not, whatever engine.json says.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder, type DataFolder } from '../../../src/main/engine/data-folder.ts';
import { EngineFailure } from '../../../src/main/engine/engine-failure.ts';
import { publishedAddress, takeLock } from '../../../src/main/engine/lock-file.ts';

let folder: DataFolder;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = prepareDataFolder(mkdtempSync(join(tmpdir(), 'otterscope-lock-')));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(end));
  rmSync(folder.path, { recursive: true, force: true });
});

const content = (): unknown => JSON.parse(readFileSync(folder.about, 'utf8'));
const locks = (): readonly string[] => readdirSync(folder.path).filter((one) => one.startsWith('engine'));

/** Another engine that owns the folder. */
async function owner(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, 'lock-child.ts'), folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

describe('the lock', () => {
  it('says who holds it and where it is reached, and goes away', () => {
    const lock = takeLock(folder, '1.2.3');
    lock.publish({});
    expect(content()).toEqual({ pid: process.pid, version: '1.2.3' });
    const where = { otlpGrpc: '127.0.0.1:1', ui: '127.0.0.1:2', token: 't' };
    lock.publish({ ...where, otlpHttp: undefined });
    expect(content()).toEqual({ pid: process.pid, version: '1.2.3', ...where });
    lock.release();
    expect(locks()).toEqual([]);
  });

  it('of a living engine is refused, in words that name it', async () => {
    const { pid } = await owner();
    const taken = (): unknown => takeLock(folder, '1');
    expect(taken).toThrow(EngineFailure);
    expect(taken).toThrow(expect.objectContaining({ code: 'run-locked', exitCode: 4 }));
    expect(taken).toThrow(new RegExp(`process ${pid}.*127\\.0\\.0\\.1:4319`));
    expect(content()).toMatchObject({ pid });
  });

  it.each(['', '{"pid":', '[]', '{"pid":"x"}', '{"pid":999999999}', undefined])(
    'holds when engine.json is %j: of two engines that find a dead one, only one goes on',
    async (text) => {
      await owner();
      if (text === undefined) rmSync(folder.about);
      else writeFileSync(folder.about, text);
      expect(() => takeLock(folder, '1')).toThrow(expect.objectContaining({ code: 'run-locked' }));
    },
  );

  it('holds within one process too', () => {
    const lock = takeLock(folder, '1');
    expect(() => takeLock(folder, '1')).toThrow(expect.objectContaining({ code: 'run-locked' }));
    lock.release();
    takeLock(folder, '1').release();
  });

  it('lets go even where engine.json cannot be removed', () => {
    const lock = takeLock(folder, '1');
    mkdirSync(join(folder.about, 'in-the-way'), { recursive: true });
    lock.release();
    takeLock(folder, '2').release();
    expect(existsSync(folder.about)).toBe(true);
  });
});

describe('the address of an engine', () => {
  it('is that of a living one', async () => {
    await owner();
    writeFileSync(folder.about, JSON.stringify({ pid: 1, version: '1', ui: '127.0.0.1:5', token: 't' }));
    expect(publishedAddress(folder.path)).toEqual({ ui: '127.0.0.1:5', token: 't' });
    expect(existsSync(folder.about)).toBe(true);
  });

  it('goes when the engine was killed, whoever has its number or its port now', async () => {
    await end(await owner());
    writeFileSync(folder.about, JSON.stringify({ pid: process.pid, version: '1', ui: '127.0.0.1:5', token: 't' }));
    expect(publishedAddress(folder.path)).toBeUndefined();
    expect(locks()).toEqual([]);
    expect(publishedAddress(join(folder.path, 'none'))).toBeUndefined();
    takeLock(folder, '1').release();
  });
});

it('a lock that a killed engine left is free at once, though another process may have its number', async () => {
  await end(await owner());
  expect(locks()).toEqual(['engine-lock', 'engine.json']);
  writeFileSync(folder.about, JSON.stringify({ pid: process.ppid, version: '0' }));
  const lock = takeLock(folder, '1');
  lock.publish({});
  expect(content()).toMatchObject({ pid: process.pid, version: '1' });
  lock.release();
  expect(locks()).toEqual([]);
});

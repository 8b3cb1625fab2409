// One engine per data folder: the lock of a dead engine is taken over, the lock of a living one is not.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder, type DataFolder } from '../../../src/main/engine/data-folder.ts';
import { EngineFailure } from '../../../src/main/engine/engine-failure.ts';
import { takeLock } from '../../../src/main/engine/lock-file.ts';

let folder: DataFolder;
beforeEach(() => {
  folder = prepareDataFolder(mkdtempSync(join(tmpdir(), 'otterscope-lock-')));
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

const content = (): Record<string, unknown> => JSON.parse(readFileSync(folder.lock, 'utf8')) as Record<string, unknown>;
const leave = (lock: unknown): void =>
  writeFileSync(folder.lock, typeof lock === 'string' ? lock : JSON.stringify(lock));

async function withLivingProcess(use: (pid: number) => void): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(child.stdout, 'data');
    use(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

async function pidOfDead(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'close');
  return child.pid ?? 0;
}

describe('the lock', () => {
  it('says who holds it and where it is reached, and goes away', () => {
    const lock = takeLock(folder, '1.2.3');
    expect(content()).toMatchObject({ pid: process.pid, version: '1.2.3' });
    lock.publish({ otlpGrpc: '127.0.0.1:1', otlpHttp: undefined, ui: '127.0.0.1:2', token: 't' });
    expect(content()).toMatchObject({
      pid: process.pid,
      version: '1.2.3',
      otlpGrpc: '127.0.0.1:1',
      ui: '127.0.0.1:2',
      token: 't',
    });
    lock.release();
    expect(existsSync(folder.lock)).toBe(false);
  });

  it('of a living process is refused, in words that name it', async () => {
    await withLivingProcess((pid) => {
      leave({ pid, version: '1', ui: '127.0.0.1:4319' });
      const taken = (): unknown => takeLock(folder, '1');
      expect(taken).toThrow(EngineFailure);
      expect(taken).toThrow(expect.objectContaining({ code: 'run-locked', exitCode: 4 }));
      expect(taken).toThrow(new RegExp(`process ${pid}.*127\\.0\\.0\\.1:4319`));
      expect(content()).toMatchObject({ pid });
    });
  });

  it('is not removed by an engine that does not hold it any more', () => {
    const lock = takeLock(folder, '1');
    leave({ pid: process.pid + 1, version: '2' });
    lock.release();
    expect(content()).toMatchObject({ version: '2' });
  });
});

describe('a lock that is left behind', () => {
  it('by a dead process is taken over', async () => {
    leave({ pid: await pidOfDead(), version: '0' });
    takeLock(folder, '1');
    expect(content()).toMatchObject({ pid: process.pid, version: '1' });
    expect(readdirSync(folder.path).filter((one) => one.includes('stale'))).toEqual([]);
  });

  it.each(['', '{"pid":', '[]', '{"pid":"x"}', 'null'])('as %j is taken over', (text) => {
    leave(text);
    takeLock(folder, '1');
    expect(content()).toMatchObject({ pid: process.pid });
  });

  it('under the pid that this process has now is taken over: containers reuse them', () => {
    leave({ pid: process.pid, version: '0' });
    takeLock(folder, '1');
    expect(content()).toMatchObject({ version: '1' });
  });

  it.runIf(process.platform === 'linux')('by a process whose pid another one has now is taken over', async () => {
    await withLivingProcess((pid) => {
      leave({ pid, processStart: '1', version: '0' });
      takeLock(folder, '1');
      expect(content()).toMatchObject({ pid: process.pid });
    });
  });

  it('before the machine was started is taken over', async () => {
    await withLivingProcess((pid) => {
      leave({ pid, version: '0' });
      utimesSync(folder.lock, 1, 1);
      takeLock(folder, '1');
      expect(content()).toMatchObject({ pid: process.pid });
    });
  });
});

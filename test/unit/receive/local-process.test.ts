import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createLocalProcesses } from '../../../src/main/receive/local-process.ts';
import { walkProcesses } from '../../../src/main/receive/process-walk.ts';
import { processName } from '../../../src/main/receive/process-name.ts';
import { clock, startHarness, type Harness } from './harness.ts';

const folders: string[] = [];
let harness: Harness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A small /proc: one socket row for client port 51000 to server port 4318, and processes with descriptors. */
function fakeProc(): string {
  const root = mkdtempSync(join(tmpdir(), 'otterscope-proc-'));
  folders.push(root);
  mkdirSync(join(root, 'net'));
  const row = (local: number, remote: number, inode: number) =>
    `   0: 0100007F:${local.toString(16).toUpperCase()} 0100007F:${remote.toString(16).toUpperCase()} 01 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000000000000000 20 4 30 10 -1`;
  writeFileSync(
    join(root, 'net', 'tcp'),
    ['  sl  local_address ...', row(4318, 51000, 900), row(51000, 4318, 901), ''].join('\n'),
  );
  writeFileSync(join(root, 'net', 'tcp6'), '  sl  local_address ...\n');
  return root;
}

function addProcess(root: string, pid: number, inode: number, commandLine: readonly string[]): void {
  mkdirSync(join(root, String(pid), 'fd'), { recursive: true });
  symlinkSync(`socket:[${inode}]`, join(root, String(pid), 'fd', '7'));
  symlinkSync('/dev/null', join(root, String(pid), 'fd', '0'));
  writeFileSync(join(root, String(pid), 'cmdline'), `${commandLine.join('\0')}\0`);
}

const pair = { clientPort: 51000, serverPort: 4318, ipv6: false };

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test("the client's socket is told from the server's, and its holder is named", async () => {
    const root = fakeProc();
    addProcess(root, 100, 900, ['otterscope']);
    addProcess(root, 200, 901, ['/usr/bin/python3', '-u', '/srv/train.py', '--key=secret']);
    expect(await createLocalProcesses(clock, root).find(pair)).toEqual({ pid: 200, name: 'python3 train.py' });
  });

  test('a holder is told when the walk has come to it, not when it is over', async () => {
    const root = fakeProc();
    const pids = [2001, 2000, 1003, 1002, 1001, 1000];
    for (const pid of pids) addProcess(root, pid, pid === 2000 ? 901 : pid, ['some']);
    let looks = 0;
    const walk = walkProcesses(pids, root, { now: clock.now, elapsed: () => looks++ * 10 });
    expect(await walk.holderOf('901')).toBe(2000);
    expect(looks).toBeLessThan(pids.length);
    expect(await walk.holderOf('77')).toBeUndefined();
  });

  test('a process that started after the last walk is found without another', async () => {
    const root = fakeProc();
    addProcess(root, 100, 5, ['other']);
    const still = { now: clock.now, elapsed: () => 0 };
    const processes = createLocalProcesses(still, root);
    addProcess(root, 150, 901, ['first']);
    expect((await processes.find(pair))?.pid).toBe(150);
    rmSync(join(root, '150'), { recursive: true });
    addProcess(root, 200, 901, ['second']);
    expect((await processes.find(pair))?.pid).toBe(200);
  });

  test('an unknown socket is no answer', async () => {
    expect(await createLocalProcesses(clock, fakeProc()).find({ ...pair, clientPort: 51001 })).toBeUndefined();
  });

  test('a real process is recognised through its export', async () => {
    harness = await startHarness();
    const script = `fetch('${harness.url}/v1/traces', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }).then((r) => process.exit(r.status === 200 ? 0 : 1))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(harness.payloads[0]?.sender).toMatchObject({
      id: `pid:${child.pid} node`,
      pid: child.pid,
      process: 'node',
      address: '127.0.0.1',
    });
  });
});

test.each([
  [['/usr/bin/node', '--enable-source-maps', '/app/server.mjs', 'x.js'], 'node server.mjs'],
  [['python3.12', '-m', 'uvicorn', 'app:app'], 'python3.12 uvicorn'],
  [['/opt/kronk', 'serve', '--token', 'secret'], 'kronk'],
  [['postgres: writer process'], 'postgres:'],
  [['java', '-jar', 'app.jar'], 'java'],
])('%j is named %s', async (commandLine, name) => {
  const root = fakeProc();
  addProcess(root, 300, 1, commandLine);
  expect(await processName(300, root)).toBe(name);
});

test('a process without a command line goes by its short name, or its number', async () => {
  const root = fakeProc();
  addProcess(root, 300, 1, []);
  expect(await processName(300, root)).toBe('pid 300');
  writeFileSync(join(root, '300', 'comm'), 'kworker\n');
  expect(await processName(300, root)).toBe('kworker');
});

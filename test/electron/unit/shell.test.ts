import { mkdtempSync, mkdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataFolder } from '../../../src/contract/default-data-folder.ts';
import { startShell } from '../../../src/main/shell/start-shell.ts';
import { createEngineSupervisor } from '../../../src/main/shell/engine-supervisor.ts';
import { FakeChild, fakeElectron, trustedEvent, type FakeElectron } from './fake-electron.ts';

let folder: string;
const argv = process.argv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-shell-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  process.argv = ['otterscope'];
});
afterEach(() => {
  process.argv = argv;
  rmSync(folder, { recursive: true });
});

async function started(options: { lock?: boolean } = {}): Promise<FakeElectron> {
  const fake = fakeElectron({ ...options, folder });
  await startShell(fake.module, folder);
  return fake;
}
const windowOf = (fake: FakeElectron): FakeElectron['windows'][number] => {
  const [window] = fake.windows;
  if (window === undefined) throw new Error('no window');
  return window;
};
const askForPort = (fake: FakeElectron): void => {
  fake.ipc.events.emit('host:port', trustedEvent(windowOf(fake).webContents));
};
const say = (fake: FakeElectron, message: unknown): void => void fake.children.at(-1)?.emit('message', message);

describe('start', () => {
  it('opens one sandboxed window on the own scheme and starts the engine', async () => {
    const fake = await started();
    const window = windowOf(fake);
    expect(fake.app.sandboxed).toBe(true);
    expect(window.loaded).toBe('app://otterscope/');
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    });
    expect(fake.forked[0]?.path).toBe(join(folder, 'main', 'engine-process.js'));
    expect(JSON.parse(fake.forked[0]?.args[0] ?? '')).toMatchObject({ grpcPort: 4317, httpPort: 4318 });
  });

  it('keeps its data where it is told, else where headless keeps it', async () => {
    const folderOf = (fake: FakeElectron): string => JSON.parse(fake.forked[0]?.args[0] ?? '').dataFolder;
    expect(folderOf(await started())).toBe(defaultDataFolder(process.platform, folder, process.env));
    process.argv = ['otterscope', '--data=/elsewhere'];
    expect(folderOf(await started())).toBe('/elsewhere');
  });

  it('quits at once when another instance holds the lock', async () => {
    const fake = await started({ lock: false });
    expect(fake.app.quits).toBe(1);
    expect(fake.windows).toEqual([]);
  });

  it('focuses the window when a second instance is started', async () => {
    const fake = await started();
    fake.app.emit('second-instance', {}, ['otterscope'], folder);
    expect(windowOf(fake).focused).toBe(1);
    expect(fake.windows.length).toBe(1);
  });
});

describe('ports', () => {
  it('reach the engine once it is ready, and the window at once', async () => {
    const fake = await started();
    askForPort(fake);
    expect(fake.children[0]?.received).toEqual([]);
    say(fake, { kind: 'ready' });
    expect(fake.children[0]?.received).toEqual([{ kind: 'port', ports: 1 }]);
    expect(windowOf(fake).webContents.ports.length).toBe(1);
  });

  it('are not given to a frame that is not ours', async () => {
    const fake = await started();
    const { webContents } = windowOf(fake);
    fake.ipc.events.emit('host:port', { sender: webContents, senderFrame: { url: 'app://otterscope/' } });
    fake.ipc.events.emit('host:port', { sender: webContents, senderFrame: null });
    webContents.mainFrame.url = 'https://example.com/';
    fake.ipc.events.emit('host:port', trustedEvent(webContents));
    expect(webContents.ports).toEqual([]);
  });
});

describe('files', () => {
  it('given on the command line are opened and announced to the window', async () => {
    process.argv = ['otterscope', join(folder, 'a.otter')];
    const fake = await started();
    askForPort(fake);
    say(fake, { kind: 'ready' });
    const sent = fake.children[0]?.received.find((one) => one.kind === 'open-file');
    expect(sent).toMatchObject({ path: join(folder, 'a.otter'), id: 1 });
    say(fake, { kind: 'opened', id: 1, run: 'a' });
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(windowOf(fake).webContents.sent).toContainEqual(['host:opened', 'a']);
    expect(fake.app.recent).toEqual([join(folder, 'a.otter')]);
  });

  it('that cannot be opened are explained', async () => {
    process.argv = ['otterscope', join(folder, 'b.otter')];
    const fake = await started();
    askForPort(fake);
    say(fake, { kind: 'ready' });
    say(fake, { kind: 'not-opened', id: 1, code: 'not-a-run', message: 'no run at all' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.errors.join()).toContain('no run at all');
  });

  it('are known to the page by token only', async () => {
    const fake = await started();
    say(fake, { kind: 'ready' });
    const event = trustedEvent(windowOf(fake).webContents);
    const open = fake.ipc.handlers.get('host:open-run');
    await expect(open?.(event, join(folder, 'a.otter'), 'new')).rejects.toThrow('not chosen');
    await expect(open?.(event, 'a', 'elsewhere')).rejects.toThrow('refused');
    fake.chosen = [join(folder, 'a.otter')];
    const files = (await fake.ipc.handlers.get('host:choose-files')?.(event)) as
      | { token: string; name: string }[]
      | undefined;
    const file = files?.[0];
    expect(file?.name).toBe('a.otter');
    const run = open?.(event, file?.token, 'new');
    say(fake, { kind: 'opened', id: 1, run: 'a' });
    await expect(run).resolves.toBe('a');
  });

  it('opens a place in a file in an editor it knows, and nothing else', async () => {
    const fake = await started();
    const edit = fake.ipc.handlers.get('host:editor');
    const event = trustedEvent(windowOf(fake).webContents);
    await edit?.(event, 'vscode', '/srv/a b.ts', 12, undefined);
    expect(fake.opened).toEqual(['vscode://file/srv/a%20b.ts:12']);
    for (const wrong of [
      ['calc', '/srv/a.ts', 1, undefined],
      ['vscode', 'a.ts', 1, undefined],
      ['vscode', '//server/a.ts', 1, undefined],
      ['vscode', '/srv/a.ts', '1', undefined],
      ['vscode', '/srv/a.ts', 1, 'x'],
    ])
      await expect(edit?.(event, ...wrong)).rejects.toThrow();
    const stranger = { ...event, senderFrame: { url: 'https://example.com/' } };
    await expect(edit?.(stranger, 'vscode', '/srv/a.ts', 1, undefined)).rejects.toThrow();
    expect(fake.opened).toHaveLength(1);
  });

  it('are saved where the user says, and nowhere when the dialog is cancelled', async () => {
    const fake = await started();
    const event = trustedEvent(windowOf(fake).webContents);
    const save = fake.ipc.handlers.get('host:save');
    await expect(save?.(event, 'x.json', new Uint8Array([1]))).resolves.toBe(false);
    fake.chosen = [join(folder, 'x.json')];
    await expect(save?.(event, 'x.json', new Uint8Array([1, 2]))).resolves.toBe(true);
    expect([...readFileSync(join(folder, 'x.json'))]).toEqual([1, 2]);
  });
});

describe('exports', () => {
  it('are written by the engine where the user says; the page never hears of the place', async () => {
    const fake = await started();
    const event = trustedEvent(windowOf(fake).webContents);
    say(fake, { kind: 'ready' });
    const save = fake.ipc.handlers.get('host:save-export');
    await expect(save?.(event, 'an-export', 'run.otter')).resolves.toBe(false);
    fake.chosen = [join(folder, 'mine.otter')];
    await expect(save?.(event, 'an-export', 'run.otter')).resolves.toBe(true);
    expect(fake.children[0]?.received.filter((one) => one.kind === 'write-export')).toMatchObject([
      { kind: 'write-export', export: 'an-export', path: join(folder, 'mine.otter') },
    ]);
    await expect(save?.(event, 'an-export', { name: 'x' })).rejects.toThrow('refused');
  });
});

describe('an engine that dies', () => {
  it('is announced, and given up after an incurable failure', async () => {
    const fake = await started();
    say(fake, { kind: 'failed', code: 'disk-error', message: 'the data folder is read-only' });
    fake.children[0]?.emit('exit', 1);
    expect(fake.errors.join()).toContain('read-only');
    expect(fake.children.length).toBe(1);
  });

  it('is stopped cleanly before quitting', async () => {
    const fake = await started();
    say(fake, { kind: 'ready' });
    let prevented = 0;
    const quit = (): void => void fake.app.emit('before-quit', { preventDefault: () => (prevented += 1) });
    quit();
    quit();
    expect(prevented).toBe(2);
    expect(fake.children[0]?.received.map((one) => one.kind)).toEqual(['close']);
    fake.children[0]?.emit('exit', 0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.app.quits).toBe(1);
    quit();
    expect(prevented).toBe(2);
  });

  it('is one end, however often it is asked for', async () => {
    const child = new FakeChild();
    const nothing = (): void => undefined;
    const engine = createEngineSupervisor(
      { fork: () => child, now: () => 0, later: nothing },
      { ready: nothing, restarting: nothing, gaveUp: nothing },
    );
    engine.start();
    const ends = [engine.stop(), engine.stop()];
    child.emit('exit', 0);
    await Promise.all(ends);
    await engine.stop();
    expect(child.received).toHaveLength(1);
  });
});

describe('the menu', () => {
  it('sends the ids of the palette’s commands to the window', async () => {
    const fake = await started();
    const item = fake.menu.flatMap((one) => one.submenu ?? []).find((one) => one.label === 'New run');
    item?.click?.();
    expect(windowOf(fake).webContents.sent).toContainEqual(['host:command', 'run.new']);
  });
});

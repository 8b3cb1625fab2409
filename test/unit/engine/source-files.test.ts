// Source code by names that telemetry chose: what is shown, and what no name, link or folder can have shown.
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceFiles, type SourceFiles } from '../../../src/main/engine/source-files.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'otterscope-source-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text = 'a secret'): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

function files(folders: readonly string[] = [], host: string | undefined = '127.0.0.1'): SourceFiles {
  return sourceFiles({ host, folders: () => folders, howToAdd: 'name its folder' });
}

const file = put('cart.ts', '');
const key = put('home/.ssh/id_rsa');
const text = (...lines: string[]): object => ({ kind: 'text', lines });

describe('files that stack traces and profiles name', () => {
  it('are found where they are source code of this machine', async () => {
    mkdirSync(join(folder, 'sub.ts'));
    const asked = [file, join(folder, 'sub.ts'), join(folder, 'none.ts'), 'cart.ts', key];
    expect([...(await files().locate(asked))]).toEqual([1, 0, 0, 0, 0]);
    expect([...(await files([], undefined).locate([file]))]).toEqual([1]);
  });

  it('are neither told nor shown to a window that may be on another machine', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.4']) {
      expect([...(await files([folder], host).locate([file]))]).toEqual([0]);
      expect(await files([folder], host).read(file)).toMatchObject({ kind: 'none' });
    }
  });

  it('are read where they are text, also those of packages in hidden folders', async () => {
    const main = put('main.go', 'package main\r\n\nfunc main() {}\n');
    const crate = put('home/.cargo/registry/src/index/serde/lib.rs', 'x');
    const { read } = files();
    expect(await read(main)).toEqual({ kind: 'text', path: main, lines: ['package main', '', 'func main() {}', ''] });
    expect(await read(crate)).toMatchObject(text('x'));
    expect(await read(put('core.c', 'a\0b'))).toMatchObject({ kind: 'none', reason: 'it is no text' });
    expect(await read(put('big.c', 'x'.repeat((4 << 20) + 1)))).toMatchObject({ reason: /up to 4194304 are shown/ });
  });

  it.each([
    ['a key', key],
    ['a key with a name of source code', put('home/.aws/credentials.py')],
    ['a hidden file', put('project/.env.js')],
    ['a file without an ending', put('passwd')],
    ['data', put('config/secrets.json')],
    ['a shell script', put('deploy.sh')],
    ['what the system tells of a process', '/proc/self/environ'],
    ['a device', '/dev/null'],
    ['another machine', '//server/share/a.ts'],
    ['an automounted folder', '/net/host/a.ts'],
    ['a detour', `${folder}/home/../cart.ts`],
    ['a path that ends early', `${key}\0.ts`],
  ])('are never %s', async (_, path) => {
    expect([...(await files().locate([path]))]).toEqual([0]);
    expect(await files().read(path)).toMatchObject({ kind: 'none' });
  });

  it('say how a file could be shown, and nothing of whether there is one', async () => {
    const { read } = files();
    const there = await read(put('notes.txt'));
    expect(there).toEqual({
      kind: 'none',
      reason: 'its name is not that of source code',
      help: 'Name its folder to show it.',
    });
    expect(await read(join(folder, 'none.txt'))).toEqual(there);
    expect(await read(key)).toEqual(await read(join(folder, 'home/.ssh/none')));
  });

  it('are no links to something else, and no sockets', async () => {
    const link = join(folder, 'link.ts');
    symlinkSync(key, link);
    const inFolder = join(folder, 'project/link.ts');
    symlinkSync(key, inFolder);
    const linkedFolder = join(folder, 'project/keys');
    symlinkSync(dirname(key), linkedFolder);
    const socket = join(folder, 'socket.ts');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    const { locate, read } = files([join(folder, 'project')]);
    for (const path of [link, inFolder, join(linkedFolder, 'id_rsa'), socket]) {
      expect([...(await locate([path]))]).toEqual([0]);
      expect(await read(path)).toMatchObject({ kind: 'none' });
    }
    server.close();
    const good = join(folder, 'good.ts');
    symlinkSync(file, good);
    expect(await read(good)).toMatchObject({ kind: 'text', path: file });
  });
});

describe('folders that the user named', () => {
  it('have all their files shown, but hidden ones', async () => {
    const schema = put('shop/schema.sql', 'select');
    const env = put('shop/.env');
    const { read } = files([join(folder, 'shop')]);
    expect(await read(schema)).toMatchObject(text('select'));
    expect(await read(env)).toMatchObject({ kind: 'none', help: 'Name its folder if it is source code.' });
    expect(await read(put('shopping/list.sql'))).toMatchObject({ kind: 'none' });
    const hidden = put('.work/shop.sql', 'hidden');
    expect(await files([join(folder, '.work')]).read(hidden)).toMatchObject(text('hidden'));
    const linked = join(folder, 'linked');
    symlinkSync(join(folder, 'shop'), linked);
    expect(await files([linked]).read(join(linked, 'schema.sql'))).toMatchObject(text('select'));
  });

  it('are where files of other machines are looked for, and nothing beside them is reached', async () => {
    const inside = put('repo/cmd/shop/main.go', 'main');
    const { read } = files([join(folder, 'repo')]);
    for (const name of [
      '/build/cmd/shop/main.go',
      'example.com/shop/cmd/shop/main.go',
      'C:\\build\\cmd\\shop\\main.go',
    ])
      expect(await read(name)).toMatchObject({ kind: 'text', path: inside });
    // One name alone says too little.
    expect(await read('/build/other/main.go')).toMatchObject({ kind: 'none' });
    for (const name of ['../home/.ssh/id_rsa', 'cmd/../../cart.ts', '..', '/', '', 'C:', 'cmd/shop'])
      expect(await read(name)).toMatchObject({ kind: 'none' });
    symlinkSync(folder, join(folder, 'repo/out'));
    expect(await read('/x/out/cart.ts')).toMatchObject({ kind: 'none' });
  });
});

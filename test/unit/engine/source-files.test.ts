import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceFiles } from '../../../src/main/engine/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-source-'));
const file = join(folder, 'cart.ts');
writeFileSync(file, '');
mkdirSync(join(folder, 'sub'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files that stack traces name', () => {
  it('are found where they are files of this machine', async () => {
    const found = await sourceFiles('127.0.0.1').locate([
      file,
      join(folder, 'sub'),
      join(folder, 'none.ts'),
      'cart.ts',
    ]);
    expect([...found]).toEqual([1, 0, 0, 0]);
    expect([...(await sourceFiles(undefined).locate([file]))]).toEqual([1]);
  });

  it('are not told to a window that may be on another machine', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.4'])
      expect([...(await sourceFiles(host).locate([file]))]).toEqual([0]);
  });

  it('are read where they are text of this machine, else it is said why not', async () => {
    const text = join(folder, 'main.go');
    const binary = join(folder, 'core');
    writeFileSync(text, 'package main\r\n\nfunc main() {}\n');
    writeFileSync(binary, Buffer.of(1, 0, 2));
    const { read } = sourceFiles(undefined);
    expect(await read(text)).toEqual({ kind: 'text', lines: ['package main', '', 'func main() {}', ''] });
    expect(await read(binary)).toEqual({ kind: 'none', reason: 'it is no text' });
    expect(await read('/proc/self/environ')).toMatchObject({ kind: 'none' });
    expect(await sourceFiles('0.0.0.0').read(text)).toMatchObject({ kind: 'none' });
  });

  it('are not looked for elsewhere, nor by crooked paths', async () => {
    const crooked = [
      '//server/share/a',
      '/proc/self/environ',
      '/dev/null',
      '/net/host/a',
      `${folder}/sub/../cart.ts`,
      `${file}\0`,
    ];
    expect([...(await sourceFiles('localhost').locate(crooked))]).toEqual(crooked.map(() => 0));
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/main/cli/arguments.ts';
import { readProfileArguments } from '../../../src/main/cli/profile-arguments.ts';
import { profileOutput } from '../../../src/main/engine/profile-output.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-profile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const stacks = join(folder, 'made.folded');
writeFileSync(stacks, 'main;work;sort 60\nmain;work 30\nmain;idle 10\n');
const print = (...args: readonly string[]): string =>
  [...profileOutput(readProfileArguments([...args, stacks]))].join('');
const wrong = (...args: readonly string[]): string => {
  const command = readArguments(['profile', ...args], {});
  return command.kind === 'wrong' ? command.message : command.kind;
};

describe('otterscope profile', () => {
  it('prints functions of any format, sorted and cut as asked for', () => {
    expect(print()).toBe(
      [
        'Type: samples',
        'Showing nodes accounting for 100, 100% of 100 total',
        '      flat  flat%   sum%        cum   cum%',
        '        60 60.00% 60.00%         60 60.00%  sort',
        '        30 30.00% 90.00%         90 90.00%  work',
        '        10 10.00%   100%         10 10.00%  idle',
        '         0     0%   100%        100   100%  main',
        '',
      ].join('\n'),
    );
    expect(print('-cum', '-nodecount=2', '--focus', 'work').split('\n').slice(2)).toEqual([
      '   focus=work',
      'Showing nodes accounting for 30, 30.00% of 100 total',
      'Showing top 2 nodes out of 3',
      '      flat  flat%   sum%        cum   cum%',
      '         0     0%     0%         90 90.00%  main',
      '        30 30.00% 30.00%         90 90.00%  work',
      '',
    ]);
  });

  it("prints the page of DHAT's viewer, by any of its metrics", () => {
    const file = resolve(import.meta.dirname, '../../fixtures/profiles/dhat/rust_dhat-heap');
    const page = (...args: readonly string[]): string =>
      [...profileOutput(readProfileArguments([...args, '--text', `${file}.json`]))].join('');
    const all = page('--metric=all');
    expect(all).toBe(readFileSync(`${file}.txt`, 'utf8'));
    expect(all).toContain(`### metric 1: Total (blocks)\n${page()}`);
    expect(page('--metric', '8')).toBe(page('--metric=t-gmax-bytes'));
    expect(page('--metric', '8')).toBe(page('--metric=At t-gmax (bytes)'));
    expect(() => page('--metric=10')).toThrow('"Reads (bytes)" needs accesses, which this file does not record.');
    expect(() => page('--metric=14')).toThrow('There is no metric "14"');
    expect(print('--text')).toBe(print('--top'));
    expect(wrong('a', '--metric=1')).toBe('--metric belongs to --text.');
  });

  it('shows mangled names as they are wanted', () => {
    const file = join(folder, 'mangled.folded');
    writeFileSync(file, 'main;_ZN3app4sortIiEEvT_ 3\nmain;_RNvC3app4main 1\n');
    const names = (...args: readonly string[]): readonly string[] =>
      [...profileOutput(readProfileArguments([...args, file]))]
        .join('')
        .split('\n')
        .slice(3)
        .map((line) => line.replace(/^.*%  /, ''));
    expect(names()).toEqual(['app::sort', 'app::main', 'main', '']);
    expect(names('-symbolize=demangle=templates')).toEqual(['app::sort<int>', 'app::main', 'main', '']);
    expect(names('-symbolize=local:demangle=full')).toEqual(['void app::sort<int>(int)', 'app::main', 'main', '']);
    expect(names('-symbolize=none')).toEqual(['_ZN3app4sortIiEEvT_', '_RNvC3app4main', 'main', '']);
    expect(wrong('a', '--symbolize=demangle=some')).toBe(
      '--symbolize demangle=some: one of none, templates, full, default.',
    );
    expect(wrong('a', '--symbolize=binaries')).toBe(
      '--symbolize binaries: none, force, or demangle=none, templates, full or default.',
    );
  });

  it('writes files for other tools', () => {
    expect(print('--folded', '--ignore', 'idle').trim().split('\n').toSorted()).toEqual([
      'main;work 30',
      'main;work;sort 60',
    ]);
    expect(print('--folded', '--diff-base', stacks).split('\n')[0]).toMatch(/ (\d+) \1$/);
    expect(print('--svg')).toContain('<title>sort (60, 60 %)</title>');
    expect(JSON.parse(print('--speedscope'))).toMatchObject({ profiles: [{ name: 'samples', endValue: 100 }] });
    expect(wrong('a', '--svg', '--top')).toBe('One output at a time.');
  });

  it('writes the table of functions as CSV', () => {
    expect(print('--csv', '--focus=idle')).toBe(
      [
        'function,file,flat samples (count),flat %,cum samples (count),cum %,inlined',
        'idle,,10,10,10,10,no',
        'main,,0,0,10,10,no',
        '',
      ].join('\r\n'),
    );
  });

  it('says what is wrong with the command line', () => {
    expect(wrong()).toBe('Which profile? otterscope profile cpu.pb.gz --top');
    expect(wrong('a', 'b')).toBe('One profile at a time: "b" is one too many.');
    expect(wrong('a', '--top', '--raw')).toBe('One output at a time.');
    expect(wrong('a', '--granularity=words')).toContain('one of functions, filefunctions');
    expect(wrong('a', '--normalize')).toBe('--normalize belongs to --base or --diff-base.');
    expect(wrong('a', '--colour')).toBe("Unknown option '--colour'");
    expect(wrong('a', '-diff_base=b', '-cum')).toBe('profile');
  });

  it('says what is wrong with the file, an expression, a sample type', () => {
    expect(() => print('--sample-type=cpu')).toThrow('There is no sample type "cpu"; the profile has samples.');
    expect(() => print('--focus=(')).toThrow('missing closing )');
    expect(() => print('--peek=nobody')).toThrow('no function matches nobody');
    expect(() => print('--part=1')).toThrow('made.folded holds one profile; there is no number 1.');
    expect(() => print(`--base=${resolve(folder, 'none')}`)).toThrow('there is no such file');
    writeFileSync(join(folder, 'cut.pb.gz'), Uint8Array.of(0x1f, 0x8b, 8, 0, 0));
    expect(() => print(`--base=${join(folder, 'cut.pb.gz')}`)).toThrow(/^cut\.pb\.gz: /);
  });
});

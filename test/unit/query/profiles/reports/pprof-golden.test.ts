// Every report that `go tool pprof` 1.23 printed for the samples, as a whole text. Those of the repository always; all of
// them where the folder of fixtures lies beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProfileArguments } from '../../../../../src/main/cli/profile-arguments.ts';
import { profileOutput } from '../../../../../src/main/engine/profile-output.ts';

const own = resolve(import.meta.dirname, '../../../../fixtures/profiles/pprof');
const beside = ['../../../../../../shared', '../../../../../../../shared']
  .map((path) => resolve(import.meta.dirname, path, 'fixtures/profiles'))
  .find((path) => existsSync(path));
const [samples, goldens] =
  beside === undefined ? [own, join(own, 'expected')] : [join(beside, 'pprof'), join(beside, 'expected/pprof')];

/** What each text was made with, by the part of its name behind the profile's. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  top: ['-top'],
  top_cum_all: ['-top', '-cum', '-nodefraction=0', '-edgefraction=0', '-nodecount=0'],
  top_lines: ['-top', '-lines', '-nodecount=40'],
  top_noinlines: ['-top', '-noinlines'],
  tree: ['-tree', '-nodecount=30'],
  peek: ['-peek=main.worker|Encoder.encode'],
  traces: ['-traces'],
  raw: ['-raw'],
  tags: ['-tags'],
  tagfocus: ['-top', '-tagfocus=route=/api/a'],
  focus_ignore: ['-top', '-focus=encode', '-ignore=gzip'],
};
const compared: Readonly<Record<string, readonly string[]>> = {
  'diff_base.top': ['-top', `-diff_base=${join(samples, 'go1.23/go_cpu.pb.gz')}`],
  'base.top': ['-top', `-base=${join(samples, 'go1.23/go_cpu.pb.gz')}`],
  'diff_base_normalize.top': ['-top', '-normalize', `-diff_base=${join(samples, 'go1.23/go_cpu.pb.gz')}`],
};

const print = (file: string, options: readonly string[]): string =>
  [...profileOutput(readProfileArguments([...options, join(samples, file)]))].join('');

describe.each(['go1.19', 'go1.23', 'node', 'native'])('reports of %s', (folder) => {
  const texts = readdirSync(join(goldens, folder)).map((file) => file.replace(/\.txt$/, ''));
  it.each(texts)('%s is what pprof prints', (name) => {
    const wanted = readFileSync(join(goldens, folder, `${name}.txt`), 'utf8');
    const [profile = '', kind = '', type] = name.split('.');
    const ofType = type === undefined ? [] : [`-sample_index=${type}`];
    const options = compared[name];
    const printed =
      options === undefined
        ? print(`${folder}/${profile}.pb.gz`, [...(optionsOf[kind] as readonly string[]), ...ofType])
        : print('go1.23-b/go_cpu.pb.gz', options);
    expect(printed).toBe(wanted);
  });
});

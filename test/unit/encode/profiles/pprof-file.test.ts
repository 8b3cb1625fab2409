// What is written as pprof is read again, by us and, where it is installed, by Go's pprof, with equal stacks and values.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import { noProfileFilter, type ProfileFilter } from '../../../../src/contract/profiles/view.ts';
import { ProfileBuilder } from '../../../../src/main/decode/profiles/profile-builder.ts';
import { filteredPprof } from '../../../../src/main/engine/profile-table-files.ts';
import { subtractProfile } from '../../../../src/main/query/profiles/join/subtract-profile.ts';
import { reportText, type ReportKind } from '../../../../src/main/query/profiles/reports/report-text.ts';
import { profileFixture, readProfiles } from '../../../support/profiles/profile-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-pprof-'));
afterAll(() => rmSync(folder, { recursive: true }));
const go = '/usr/local/go/bin/go';
const installed = spawnSync(go, ['version']).status === 0;
const read = (name: string): Profile => readProfiles(profileFixture(name)).profiles[0] as Profile;
const written = (profile: Profile, filter = noProfileFilter): Uint8Array =>
  Buffer.concat([...filteredPprof(profile, filter)]);
const again = (bytes: Uint8Array): Profile => readProfiles(bytes).profiles[0] as Profile;
const print = (profile: Profile, kind: ReportKind): string =>
  reportText({
    profile,
    kind,
    type: profile.defaultType,
    filter: noProfileFilter,
    grouping: kind === 'raw' ? 'address' : 'function',
    noInlines: false,
    unit: 'auto',
    pattern: '',
    trim: {},
  });

const difference = subtractProfile(read('pprof/go1.23-b/go_cpu.pb.gz'), read('pprof/go1.23/go_cpu.pb.gz'), {
  markBase: true,
  normalized: false,
});
/** What no profiler means to write. */
function hostile(): Profile {
  const builder = new ProfileBuilder('pprof', [
    { type: 'x\ny', unit: ']]>' },
    { type: 'bytes', unit: 'bytes' },
  ]);
  const names = ['a\nb', ']]>', '\u0007\u001b[31m', '"; rm', '\u2028', 'x'.repeat(5000)];
  const values = [0, -1, 2 ** 53, -(2 ** 53), 2 ** 62, 1];
  let stack = -1;
  for (const [at, name] of names.entries()) {
    stack = builder.stacks.child(
      stack,
      builder.addFrame({ function: builder.functionOf(name, `/${name}`, at), line: at }),
    );
    const text = builder.texts.number(name);
    const labels = builder.labels.number([{ key: text, text, number: Number.NaN, unit: 0 }]);
    const sample = builder.addSample(at === 2 ? -1 : stack, labels);
    builder.setValue(sample, 0, values[at] as number);
    builder.setValue(sample, 1, 1);
  }
  return builder.finish({ comments: ['\n'] });
}

const profiles: readonly (readonly [string, Profile])[] = [
  ['a CPU profile with labels', read('pprof/go1.23/go_cpu.pb.gz')],
  ['allocations, with a default type', read('pprof/go1.23/go_allocs.pb.gz')],
  ['unsymbolized frames', read('pprof/native/gperftools_cpu_symbolized.pb.gz')],
  ['no mappings', read('pprof/node/datadog_wall.pb.gz')],
  ['a difference, with negative values', difference],
  ['hostile names and values', hostile()],
  ['no samples', new ProfileBuilder('pprof', [{ type: 'samples', unit: 'count' }]).finish({})],
];

describe('a profile written as pprof', () => {
  it.each(profiles)('is the same when it is read again: %s', (_name, profile) => {
    const copy = again(written(profile));
    for (const kind of ['raw', 'traces', 'tags', 'top'] as const) expect(print(copy, kind)).toBe(print(profile, kind));
    expect([copy.defaultType, copy.stacks.count]).toEqual([profile.defaultType, profile.stacks.count]);
  });

  it.runIf(installed).each(profiles)('is what Go reads: %s', (_name, profile) => {
    const path = join(folder, 'written.pb.gz');
    writeFileSync(path, gzipSync(written(profile)));
    const options = ['tool', 'pprof', '-symbolize=none', '-traces', path];
    const { stdout } = spawnSync(go, options, { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
    // The time is told in another form by other versions.
    const rest = (text: string): string => text.replace(/^Time: .*\n/m, '');
    expect(rest(stdout)).toBe(rest(print(profile, 'traces')));
  });

  it('holds the nearest numbers of 64 bits', () => {
    const builder = new ProfileBuilder('folded', [{ type: 'samples', unit: 'count' }]);
    const key = builder.texts.number('size');
    for (const value of [1e300, -1e300, 1e19]) {
      const labels = builder.labels.number([{ key, text: -1, number: Number.POSITIVE_INFINITY, unit: 0 }]);
      builder.setValue(builder.addSample(-1, labels), 0, value);
    }
    const nan = builder.labels.number([{ key, text: -1, number: Number.NaN, unit: key }]);
    builder.setValue(builder.addSample(-1, nan), 0, 1);
    const copy = again(written(builder.finish({ durationNanos: Number.POSITIVE_INFINITY })));
    expect([...(copy.samples.values[0] ?? [])]).toEqual([2 ** 63 - 1024, -(2 ** 63), 2 ** 63 - 1024, 1]);
    expect([...copy.labelSets.number]).toEqual([2 ** 63 - 1024, 0]);
    expect(copy.durationNanos).toBe(2 ** 63 - 1024);
  });

  it('holds what a filter leaves', () => {
    const cpu = read('pprof/go1.23/go_cpu.pb.gz');
    const filter = {
      ...noProfileFilter,
      focus: 'encode',
      hide: '^runtime',
      tagFocus: 'route=/api/a',
      tagRoot: ['worker'],
    };
    const copy = again(written(cpu, filter));
    const shown = (profile: Profile, by: ProfileFilter): string =>
      reportText({
        profile,
        kind: 'traces',
        type: 1,
        filter: by,
        grouping: 'function',
        noInlines: false,
        unit: 'auto',
        pattern: '',
        trim: {},
      }).replace(/^Duration.*\n/m, '');
    expect(shown(copy, noProfileFilter)).toBe(shown(cpu, filter));
  });
});

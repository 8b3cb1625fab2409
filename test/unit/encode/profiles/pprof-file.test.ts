// What is written as pprof is read again, by us and, where it is installed, by Go's pprof, with equal stacks and values.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import { noProfileFilter, type ProfileFilter } from '../../../../src/contract/profiles/view.ts';
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
const profiles: readonly (readonly [string, Profile])[] = [
  ['a CPU profile with labels', read('pprof/go1.23/go_cpu.pb.gz')],
  ['allocations, with a default type', read('pprof/go1.23/go_allocs.pb.gz')],
  ['unsymbolized frames', read('pprof/native/gperftools_cpu_symbolized.pb.gz')],
  ['no mappings', read('pprof/node/datadog_wall.pb.gz')],
  ['a difference, with negative values', difference],
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

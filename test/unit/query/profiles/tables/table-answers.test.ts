// Tables as the worker answers them, against what `go tool pprof` printed of the same profile.
import { wholeView } from '../../../../support/profiles/whole-view.ts';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runId } from '../../../../../src/contract/ids.ts';
import type { Profile } from '../../../../../src/contract/profiles/profile.ts';
import { Inlined, type CallLists, type ProfileTreeAnswer } from '../../../../../src/contract/profiles/tables.ts';
import { formatPercent, formatScaled } from '../../../../../src/contract/profiles/units.ts';
import { noProfileFilter, type ProfileView } from '../../../../../src/contract/profiles/view.ts';
import type { ProfileLibrary } from '../../../../../src/main/query/profiles/profile-library.ts';
import { profileLabels } from '../../../../../src/main/query/profiles/tables/labels-answer.ts';
import { functionLines } from '../../../../../src/main/query/profiles/tables/lines-answer.ts';
import { topFunctions } from '../../../../../src/main/query/profiles/tables/top-answer.ts';
import { callTable, peekFunction } from '../../../../../src/main/query/profiles/tables/tree-answer.ts';
import { profileFixture, readProfiles } from '../../../../support/profiles/profile-file.ts';

const goldens = resolve(import.meta.dirname, '../../../../fixtures/profiles/pprof/expected');
const golden = (name: string): string => readFileSync(join(goldens, name), 'utf8');
const files = [
  'pprof/go1.23/go_cpu.pb.gz',
  'pprof/go1.23-b/go_cpu.pb.gz',
  'pprof/go1.23/go_heap.pb.gz',
  'pprof/go1.23/go_allocs.pb.gz',
];
const profiles = files.map((file) => readProfiles(profileFixture(file)).profiles[0] as Profile);
const kept = new Map<string, unknown>();
const library: ProfileLibrary = {
  profile: ({ profile }) => profiles[profile] as Profile,
  contentOf: ({ profile }) => `content ${profile}`,
  keep<T>(key: string, make: () => T): T {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  },
  alive: () => undefined,
};
const run = runId('r');
const view: ProfileView = wholeView({ run, profile: 0 }, 1);
const all = { view, sort: 'flat', reversed: false, text: '', offset: 0, limit: 10_000 } as const;

describe('tables of a profile', () => {
  it('have the rows, the order and the numbers of pprof -top', () => {
    const top = topFunctions({ ...all, view: { ...view, profile: 3 }, sort: 'cum' }, library);
    const format = (value: number): string => formatScaled(value, top.sampleType.unit, top.unit);
    const rows = Array.from(top.flat, (flat, row) => {
      const [cum, running] = [top.cum[row] as number, top.running[row] as number];
      const inlined = top.inlined[row];
      const mark = inlined === Inlined.always ? ' (inline)' : inlined === Inlined.sometimes ? ' (partial-inline)' : '';
      const shares = [flat, running].map((value) => formatPercent(value, top.total)).join(' ');
      const values = `${format(flat).padStart(10)} ${shares} ${format(cum).padStart(10)} ${formatPercent(cum, top.total)}`;
      return `${values}  ${top.names[row]}${mark}`;
    });
    expect(rows).toEqual(golden('go1.23/go_allocs.top_cum_all.txt').split('\n').slice(5, -1));
    const pages = [0, 100].map((offset) => topFunctions({ ...all, sort: 'cum', offset, limit: 100 }, library));
    const whole = topFunctions({ ...all, sort: 'cum' }, library);
    expect(pages.flatMap(({ names }) => names)).toEqual(whole.names.slice(0, 200));
    expect(pages[1]?.running[0]).toBe(whole.running[100]);
    const found = topFunctions({ ...all, text: 'JSON.', sort: 'name', reversed: true }, library);
    expect(found.names).toEqual(
      whole.names
        .filter((name) => name.includes('json.'))
        .toSorted()
        .toReversed(),
    );
  });

  it('have callers and callees of pprof -peek, heaviest first', () => {
    const peek = peekFunction({ view, frame: 'main.worker.func1' }, library);
    const shown = (tree: ProfileTreeAnswer, lists: CallLists, row: number): readonly string[] =>
      Array.from({ length: (lists.starts[row + 1] as number) - (lists.starts[row] as number) }, (_, at) => {
        const call = (lists.starts[row] as number) + at;
        const inlined = lists.inlined[call] === 1 ? ' (inline)' : '';
        const value = formatScaled(lists.weight[call] as number, tree.sampleType.unit, tree.unit);
        return `${value} ${tree.names[lists.name[call] as number]}${inlined}`;
      });
    const block = golden('go1.23/go_cpu.peek.txt')
      .split(/^-+\+-+\n/m)
      .find((one) => one.includes('| main.worker.func1')) as string;
    const lines = block.trimEnd().split('\n');
    const own = lines.findIndex((line) => line.endsWith('| main.worker.func1'));
    const told = (part: readonly string[]): readonly string[] =>
      part.map((line) => line.trim().replace(/^(\S+) +\S+ \| +/, '$1 '));
    expect(shown(peek, peek.callers, 0)).toEqual(told(lines.slice(0, own)));
    expect(shown(peek, peek.callees, 0)).toEqual(told(lines.slice(own + 1)));
    const tree = callTable({ ...all, text: 'main.worker' }, library);
    const row = Array.from(tree.name, (name) => tree.names[name]).indexOf('main.worker.func1');
    expect(shown(tree, tree.callees, row)).toEqual(shown(peek, peek.callees, 0));
    expect(peekFunction({ view, frame: 'nobody' }, library).rows).toBe(0);
  });

  it('are of the difference when there is a base', () => {
    const compared = { ...view, profile: 1, base: { run, profile: 0, part: 0 } };
    const top = topFunctions({ ...all, view: compared, limit: 2 }, library);
    expect([top.total, top.sum]).toEqual([5_030_000_000, -820_000_000]);
    expect([...top.names]).toEqual(['slices.partitionOrdered[go.shape.int]', 'runtime.scanobject']);
    expect([...top.flat]).toEqual([480_000_000, -360_000_000]);
    const heap = { ...view, base: { run, profile: 2, part: 0 } };
    expect(() => topFunctions({ ...all, view: heap }, library)).toThrow('the profiles measure different things');
  });

  it('tell where in its file a function spends', () => {
    const lines = functionLines({ view, frame: 'runtime.scanobject' }, library);
    expect(lines.files.map(({ file, startLine }) => `${file}:${startLine}`)).toEqual([
      '/usr/lib/go-1.23/src/runtime/mgcmark.go:1383',
    ]);
    const [file] = lines.files;
    expect(file?.flat.reduce((sum, value) => sum + value, 0)).toBe(lines.flat);
    // pprof -top -lines: 0.46s runtime.scanobject …/mgcmark.go:1446
    expect(file?.flat[file.line.indexOf(1446)]).toBe(460_000_000);
  });

  it('have labels whose filters take what they say', () => {
    const { labels, sum } = profileLabels({ view, limit: 100 }, library);
    expect(labels.map(({ key, count }) => [key, count])).toEqual([
      ['route', 2],
      ['worker', 6],
    ]);
    for (const { values } of labels) {
      for (const { filter, sum: part } of values) {
        const filtered = { ...view, filter: { ...noProfileFilter, tagFocus: filter } };
        expect(topFunctions({ ...all, view: filtered }, library).sum).toBe(part);
      }
    }
    expect(sum).toBe(5_030_000_000);
    const sizes = profileLabels({ view: { ...view, profile: 2, type: 3 }, limit: 3 }, library).labels[0];
    expect(sizes?.values.map(({ text, filter }) => `${text} ${filter}`)).toEqual([
      '64kB bytes=65536bytes',
      '80B bytes=80bytes',
      '32B bytes=32bytes',
    ]);
  });
});

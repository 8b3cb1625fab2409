// Questions about program points, asked of real files: rows in sight, folding and finding, nodes, ready-made questions,
// functions, differences.
import { expect, it, vi } from 'vitest';
import type { RunId } from '../../../src/contract/ids.ts';
import { AllocationRow, type AllocationRows, type AllocationView } from '../../../src/contract/profiles/allocations.ts';
import { allocationAnswers, type AllocationContext } from '../../../src/main/engine/allocation-answers.ts';
import { ProfileMemory } from '../../../src/main/engine/profile-memory.ts';
import { dhat } from '../../../src/main/decode/profiles/dhat.ts';
import { folded } from '../../../src/main/decode/profiles/folded.ts';
import type { DecodedProfiles } from '../../../src/main/decode/profiles/profile-format.ts';
import { profileFixture, profileTools } from '../../support/profiles/profile-file.ts';

const run = 'run' as RunId;
const names = ['valgrind_alloc_mix', 'rust_dhat-heap', 'edge_repeated_location', 'valgrind_acc_wrap'];
const files: readonly DecodedProfiles[] = [
  ...names.map((name) => dhat.decode(profileFixture(`dhat/${name}.json`), profileTools)),
  folded.decode(new TextEncoder().encode('a;b 1\n'), profileTools),
];
const memory = new ProfileMemory(1e9);
const context: AllocationContext = {
  decoded: ({ profile }) => files[profile] as DecodedProfiles,
  contentOf: ({ profile }) => `file ${profile}`,
  keep: (key, make, sizeOf) => memory.keep(key, make, sizeOf),
  alive: vi.fn(),
};
const page = { offset: 0, limit: 1000 };
const view: AllocationView = { run, profile: 0, metric: 0, frames: 'line', from: 'allocation', filter: '' };

function tree(
  parts: Partial<AllocationView> & { folded?: number[]; opened?: number[]; find?: number; offset?: number } = {},
): AllocationRows {
  return allocationAnswers['allocations.tree']({ ...view, ...page, folded: [], opened: [], ...parts }, context);
}

const labels = ({ ids, first, state, children }: AllocationRows): readonly string[] =>
  ids.map((id, row) =>
    ((state[row] as number) & AllocationRow.aggregate) !== 0
      ? `${id} [${children[row]} insignificant]`
      : `${id} ${first[row]}`,
  );

it('rows are those of the reference viewer, in its order', () => {
  const rows = tree();
  expect(labels(rows)).toEqual([
    '1 ',
    '1.1 peak (alloc_mix.c:61)',
    '1.2 sparse (alloc_mix.c:42)',
    '1.3 [8 insignificant]',
    '1.4 grow (alloc_mix.c:14)',
    '1.5 records (alloc_mix.c:30)',
    '1.6 written_only (alloc_mix.c:37)',
  ]);
  expect(rows.totalBytes[1]).toBe(3145728);
  expect(rows.root.totalBytes).toBe(3637891);
  expect(rows.last[1]).toBe('main (alloc_mix.c:75)');
  expect(rows.rule).toContain('(1%)');
});

it('what is folded and opened is the other way round, and a node is found where it is', () => {
  const aggregate = tree().node[3] as number;
  const opened = tree({ opened: [aggregate] });
  expect(labels(opened).slice(3, 6)).toEqual([
    '1.3 [8 insignificant]',
    '1.3.1 churn (alloc_mix.c:24)',
    '1.3.2 untouched (alloc_mix.c:39)',
  ]);
  const hidden = opened.node[5] as number;
  expect(tree({ find: hidden }).found).toBe(-1);
  const node = allocationAnswers['allocations.node']({ ...view, node: hidden }, context);
  expect(node.id).toBe('1.3.2');
  expect(node.closedAbove).toEqual([aggregate]);
  expect(tree({ opened: [...node.closedAbove], find: hidden }).found).toBe(5);
  expect(labels(tree({ folded: [0] }))).toEqual(['1 ']);
});

it('a filter leaves the points whose stack has the text; shares stay those of the whole file', () => {
  const rows = tree({ filter: 'REC_LIST' });
  expect(rows.points).toBe(11);
  expect(rows.allPoints).toBe(23);
  expect(rows.totalBytes[0]).toBe(16 * 10 + 336);
  expect(rows.root.totalBytes).toBe(3637891);
  expect(tree({ filter: 'no such function' })).toMatchObject({ points: 0, total: 1 });
});

it('stacks are merged by function and looked at from the entry', () => {
  const rows = tree({ frames: 'function', from: 'entry', metric: 1 });
  expect(rows.first[0]).toBe('');
  expect(rows.first).toContain('main (alloc_mix.c)');
  const below = rows.first.indexOf('main (alloc_mix.c)');
  expect(rows.totalBlocks[below]).toBeGreaterThan(5000);
  // Recursion a level deeper is another stack; other lines of one function are not.
  expect(tree({ frames: 'function', metric: 1 }).points).toBe(23);
});

it('a node has the lines of the reference viewer, and what Valgrind keeps too low is told', () => {
  const rows = tree({ metric: 8, opened: [] });
  const { lines, maximum, stack } = allocationAnswers['allocations.node'](
    { ...view, node: rows.node[1] as number },
    context,
  );
  expect(lines[0]).toBe('PP 1.1/6 {');
  expect(lines).toContain('  Max:       3,145,728 bytes in 1 blocks, avg size 3,145,728 bytes');
  expect(maximum).toMatchObject({ bytes: 3145728, atLeastBytes: 3145728 });
  expect(stack).toEqual(['0x1093CB: peak (alloc_mix.c:61)', '0x109586: main (alloc_mix.c:75)']);
  const small = tree({ metric: 9, filter: 'rec_list', opened: [] });
  const leaf = small.maximumBytes.findIndex((bytes) => bytes === 336);
  const found = allocationAnswers['allocations.node'](
    { ...view, metric: 9, filter: 'rec_list', node: small.node[leaf] as number },
    context,
  );
  expect(found.maximum).toEqual({ bytes: 0, blocks: 0, atLeastBytes: 336, atLeastBlocks: 21 });
  const inlined = tree({ metric: 1, filter: 'inl_a' });
  const blocks = allocationAnswers['allocations.node'](
    { ...view, metric: 1, filter: 'inl_a', node: inlined.node[0] as number },
    context,
  );
  // 300 blocks have 19,200 bytes together: one of them has 64 at least. The root of a tree is a point like others.
  expect(blocks.maximum).toEqual({ bytes: 0, blocks: 0, atLeastBytes: 64, atLeastBlocks: 1 });
  expect(found.accesses).toHaveLength(16);
  expect(allocationAnswers['allocations.node']({ ...view, profile: 3, node: 0 }, context).wrapped).toBe(true);
});

it('ready-made questions have their points', () => {
  const { questions } = allocationAnswers['allocations.questions']({ run, profile: 0 }, context);
  const counts = Object.fromEntries(questions.map(({ question, points }) => [question, points]));
  expect(counts).toMatchObject({ leaks: 14, untouched: 2, churn: 4 });
  // What is held then, not all that those points allocated.
  expect(questions[0]).toMatchObject({ question: 'leaks', bytes: 72496, blocks: 783 });
  expect(questions[1]).toMatchObject({ question: 'peak', bytes: 3340992, blocks: 1536 });
  const leaks = allocationAnswers['allocations.points'](
    { run, profile: 0, question: 'leaks', filter: '', ...page },
    context,
  );
  expect(leaks.total).toBe(14);
  expect([...leaks.endBytes.subarray(0, 3)]).toEqual([30000, 30000, 12000]);
  expect(leaks.site[0]).toBe('records (alloc_mix.c:30)');
  expect(tree({ find: leaks.node[0] as number }).found).toBe(5);
  const rust = allocationAnswers['allocations.questions']({ run, profile: 1 }, context).questions;
  const left = { run, profile: 1, question: 'leaks', filter: '', ...page } as const;
  expect(
    allocationAnswers['allocations.points'](left, context).caller.every((name) => name.startsWith('dhatdemo')),
  ).toBe(true);
  expect(rust.find(({ question }) => question === 'low-access')).toMatchObject({ missing: 'accesses', points: 0 });
});

it('functions count once per stack, by themselves and with what they call', () => {
  const symbols = allocationAnswers['allocations.bySymbol'](
    { run, profile: 0, sort: 'totalBytes', by: 'all', filter: '', ...page },
    context,
  );
  expect(symbols.name[0]).toBe('main (alloc_mix.c)');
  expect(symbols.all.totalBytes[0]).toBeLessThanOrEqual(symbols.root.totalBytes);
  const rec = symbols.name.indexOf('rec_list (alloc_mix.c)');
  expect([symbols.selfPoints[rec], symbols.points[rec]]).toEqual([11, 11]);
  expect(symbols.all.totalBytes[rec]).toBe(16 * 10 + 336);
});

it('two files differ in what was added', () => {
  const { total, before, after, name, afterValues, beforeValues } = allocationAnswers['allocations.diff'](
    { run, profile: 2, base: { run, profile: 0 }, column: 'totalBytes', by: 'stack', filter: '', ...page },
    context,
  );
  expect(total).toBe(1);
  expect(name).toEqual(['churn (alloc_mix.c)\nmain (alloc_mix.c)']);
  expect([beforeValues[0], afterValues[0], after - before]).toEqual([35999, 71998, 35999]);
});

it('refuses what cannot be asked', () => {
  const broken = (): unknown => tree({ profile: 1, metric: 10 });
  expect(broken).toThrow('"Reads (bytes)" needs accesses, which this file does not record.');
  expect(() => tree({ profile: 4 })).toThrow('not from DHAT');
  expect(() => allocationAnswers['allocations.node']({ ...view, node: 10_000 }, context)).toThrow('no node 10000');
});

// Profiles that V8 writes: real ones of `node --cpu-prof --heap-prof`, and what can be wrong with their trees.
import { expect, it } from 'vitest';
import { dumpProfile, stackNames, totalsOf } from '../../../support/profiles/dump-profile.ts';
import { profileFixture, readProfiles } from '../../../support/profiles/profile-file.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';

const read = (file: unknown): Profile =>
  readProfiles(new TextEncoder().encode(JSON.stringify(file))).profiles[0] as Profile;

const call = (functionName: string, url = 'file:///a.js', lineNumber = 4): object => ({
  callFrame: { functionName, scriptId: '1', url, lineNumber, columnNumber: 0 },
});
const node = (id: number, name: string, more: object = {}): object => ({ id, ...call(name), ...more });

it.each(['v8.cpuprofile', 'v8.heapprofile', 'chrome_trace.json'])('reads %s', async (name) => {
  const { profiles } = readProfiles(profileFixture(name));
  await expect(profiles.map((one) => dumpProfile(one)).join('\n')).toMatchFileSnapshot(
    `../../../fixtures/profiles/${name}.golden.txt`,
  );
});

it('gives each sample the time until the next one, and all of it the span of the profile', () => {
  const profile = read({
    nodes: [
      node(1, '(root)', { children: [2, 3] }),
      node(2, 'work', { children: [4] }),
      node(3, '(idle)'),
      node(4, ''),
    ],
    startTime: 1000,
    endTime: 1100,
    samples: [2, 4, 3],
    timeDeltas: [10, 20, 30],
  });
  expect([...(profile.samples.values[1] as Float64Array)]).toEqual([20_000, 30_000, 40_000]);
  expect([...(profile.samples.time as Float64Array)]).toEqual([10_000, 30_000, 60_000]);
  expect(profile.durationNanos).toBe(100_000);
  expect(stackNames(profile, profile.samples.stack[1] as number)).toEqual(['work', '(anonymous)']);
});

it('puts samples in the order of time where V8 did not, and says so', () => {
  const profile = read({
    nodes: [node(1, '(root)', { children: [2, 3] }), node(2, 'a'), node(3, 'b')],
    startTime: 0,
    endTime: 50,
    samples: [2, 3, 2],
    timeDeltas: [20, -10, 30],
  });
  expect([...(profile.samples.time as Float64Array)]).toEqual([10_000, 20_000, 40_000]);
  expect(totalsOf(profile)).toEqual([3, 40_000]);
  expect(profile.notes).toEqual(['timeDeltas[1] is negative: samples are put in the order of their times']);
});

it('counts hits where there are no samples, and knows parents by number too', () => {
  const profile = read({ nodes: [node(9, 'inner', { hitCount: 3, parent: 7 }), node(7, '(root)', { hitCount: 1 })] });
  expect(totalsOf(profile)).toEqual([4]);
  expect([...profile.samples.stack]).toEqual([0, -1]);
});

it('reads trees 20,000 deep', () => {
  const deep = Array.from({ length: 20_000 }, (_, at) => node(at, `f${at}`, { children: at < 19_999 ? [at + 1] : [] }));
  expect(read({ nodes: deep.reverse(), samples: [19_999], timeDeltas: [1] }).stacks.count).toBe(20_000);
  let head: object = { ...call('leaf'), selfSize: 8, children: [] };
  for (let at = 0; at < 20_000; at++) head = { ...call(`f${at % 7}`), selfSize: 0, children: [head] };
  const text = nested(head);
  const heap = readProfiles(new TextEncoder().encode(text)).profiles[0] as Profile;
  expect(heap.stacks.count).toBe(20_000);
  expect(totalsOf(heap)).toEqual([8]);
});

it.each([
  [{ nodes: [node(1, 'a'), node(1, 'b')], samples: [], timeDeltas: [] }, 'nodes[1].id is 1, which another node has'],
  [{ nodes: [node(1, 'a', { children: [2] })] }, 'nodes[0].children is 2; it must be the id of a node'],
  [
    { nodes: [node(1, 'a', { children: [2] }), node(2, 'b', { children: [1] })], samples: [1], timeDeltas: [1] },
    'nodes[0] is its own ancestor',
  ],
  [
    { nodes: [node(1, 'a', { children: [3] }), node(2, 'b', { children: [3] }), node(3, 'c')] },
    'nodes[1].children names a node that nodes[0] has among its children too',
  ],
  [{ nodes: [node(1, 'a')], samples: [5], timeDeltas: [1] }, 'samples[0] is 5; it must be the id of a node'],
  [{ nodes: [node(1, 'a')], samples: [1], timeDeltas: ['x'] }, 'timeDeltas[0] is the text "x"; it must be a number'],
  [{ nodes: [node(1, 'a')] }, 'the file has no samples: neither samples nor hitCount'],
  [
    { head: { ...call('(root)'), selfSize: 0, children: [{ ...call('a'), selfSize: -4 }] } },
    'head.children[0].selfSize is -4',
  ],
])('says what is wrong with a tree (%#)', (file, message) => {
  expect(() => read(file)).toThrow(message);
});

/** JSON.stringify is recursive. */
function nested(head: object): string {
  const before: string[] = [];
  let depth = 0;
  for (let at: unknown = head; at !== undefined; at = (at as { children: unknown[] }).children[0]) {
    const { children: _, ...rest } = at as { children: unknown[] };
    before.push(`${JSON.stringify(rest).slice(0, -1)},"children":[`);
    depth++;
  }
  return `{"head":${before.join('')}${']}'.repeat(depth)}}`;
}

it('puts the chunks of a trace together, a profile for each process and id', () => {
  const event = (name: string, pid: number, data: object): object => ({
    name,
    ph: 'P',
    pid,
    tid: 7,
    id: '0x1',
    args: { data },
  });
  const chunk = (
    pid: number,
    nodes: readonly object[],
    samples: readonly number[],
    timeDeltas: readonly number[],
  ): object => event('ProfileChunk', pid, { cpuProfile: { nodes, samples }, timeDeltas });
  const trace = [
    event('Profile', 1, { startTime: 5000 }),
    chunk(1, [node(1, '(root)'), node(2, 'work', { parent: 1 })], [2, 2], [10, 20]),
    { name: 'thread_name', ph: 'M', pid: 1, tid: 7, args: { name: 'main' } },
    chunk(2, [node(1, '(root)'), node(2, 'other', { parent: 1 })], [2], [5]),
    chunk(1, [node(3, 'more', { parent: 2 })], [3], [40]),
    event('Profile', 3, { startTime: 1 }),
  ];
  const profiles = readProfiles(new TextEncoder().encode(JSON.stringify(trace))).profiles;
  expect(profiles.map(({ title, samples }) => [title, samples.count])).toEqual([
    ['main', 3],
    ['', 1],
  ]);
  const [first] = profiles as [Profile];
  expect([...(first.samples.time as Float64Array)]).toEqual([10_000, 30_000, 70_000]);
  expect(stackNames(first, first.samples.stack[2] as number)).toEqual(['work', 'more']);
  expect(() => readProfiles(new TextEncoder().encode(JSON.stringify({ traceEvents: [trace[0]] })))).toThrow(
    'the trace has no CPU profile: no ProfileChunk has samples',
  );
  const lost = JSON.stringify([chunk(1, [node(2, 'work', { parent: 1 })], [2], [1])]);
  expect(() => readProfiles(new TextEncoder().encode(lost))).toThrow('nodes[0].parent');
});

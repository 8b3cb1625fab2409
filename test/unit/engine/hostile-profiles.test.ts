// Files of every format with wrong numbers in them: refused in words, or read and then every question has an answer.
import { expect, it } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import type { RunId } from '../../../src/contract/ids.ts';
import { allocationMetrics, hasAllocationMetric } from '../../../src/contract/profiles/allocation-metric.ts';
import type { ProfileView } from '../../../src/contract/profiles/view.ts';
import { profileAnswers } from '../../../src/main/engine/profile-answers.ts';
import type { ProfileContext } from '../../../src/main/engine/profile-context.ts';
import { readProfile, type ReadProfile } from '../../../src/main/engine/profile-decode.ts';
import { factsOf } from '../../../src/main/engine/profile-inspect.ts';
import { ProfileMemory } from '../../../src/main/engine/profile-memory.ts';
import { profileFixture } from '../../support/profiles/profile-file.ts';
import { wholeView } from '../../support/profiles/whole-view.ts';
import { wrongFields, wrongTextNumbers } from '../../support/profiles/wrong-numbers.ts';
import { seededRandom } from '../../support/random.ts';

const run = 'run' as RunId;
const file = { run, profile: 1 };
const part = { ...file, part: 0 };
const page = { offset: 0, limit: 50 };

type Shown = Extract<ReadProfile, { kind: 'shown' }>;

function contextOf(read: Shown): ProfileContext {
  const memory = new ProfileMemory(1e9);
  const [profile] = read.decoded.profiles;
  if (profile === undefined) throw new Error('a file without profiles');
  return {
    stored: () => {
      throw new Error('nothing is stored');
    },
    read: () => read,
    decoded: () => read.decoded,
    profile: () => profile,
    contentOf: () => 'content',
    keep: (key, make, sizeOf) => memory.keep(key, make, sizeOf),
    alive: () => undefined,
  };
}

function askAll(read: Shown): void {
  const context = contextOf(read);
  factsOf(read.decoded.profiles);
  const plain: ProfileView = wholeView(part);
  const table = { sort: 'cum', reversed: false, text: '', ...page } as const;
  const profile = context.profile(part);
  for (const type of profile.sampleTypes.keys()) {
    const view = { ...plain, type };
    profileAnswers['profiles.flame']({ view, zoom: '', width: 'max' }, context);
    profileAnswers['profiles.flame'](
      { view: { ...view, inverted: true, base: part }, zoom: '', width: 'sum' },
      context,
    );
    profileAnswers['profiles.labels']({ view, limit: 5 }, context);
    const { names, cum } = profileAnswers['profiles.top']({ view, ...table }, context);
    for (const value of cum) expect(value).not.toBeNaN();
    if (names[0] !== undefined) profileAnswers['profiles.peek']({ view, frame: names[0] }, context);
  }
  if (profile.samples.time !== undefined) {
    profileAnswers['profiles.flame']({ view: { ...plain, order: 'time' }, zoom: '', width: 'max' }, context);
  }
  if (read.decoded.goroutines !== undefined) {
    const ask = { dump: part, base: part, find: '', state: '', leastWait: 0, order: 'count', ...page } as const;
    profileAnswers['goroutines.list'](ask, context);
    profileAnswers['goroutines.series']({ dumps: [part, part, part] }, context);
  }
  if (read.decoded.dhat !== undefined) askAllocations(context);
}

function askAllocations(context: ProfileContext): void {
  const { facts } = profileAnswers['allocations.open'](file, context);
  for (const [metric, one] of allocationMetrics.entries()) {
    if (!hasAllocationMetric(one, facts)) continue;
    const view = { ...file, metric, frames: 'line', from: 'allocation', filter: '' } as const;
    const { node } = profileAnswers['allocations.tree']({ ...view, ...page, folded: [], opened: [] }, context);
    profileAnswers['allocations.node']({ ...view, node: node.at(-1) ?? 0 }, context);
    profileAnswers['allocations.text'](view, context);
  }
  for (const { question, missing } of profileAnswers['allocations.questions'](file, context).questions) {
    if (missing === undefined)
      profileAnswers['allocations.points']({ ...file, ...page, question, filter: '' }, context);
  }
  profileAnswers['allocations.bySymbol']({ ...file, ...page, sort: 'totalBytes', by: 'all', filter: '' }, context);
}

it.each([
  ['dhat/valgrind_alloc_mix.json', 20],
  ['dhat/rust_dhat-heap.json', 10],
  ['speedscope.json', 60],
  ['v8.cpuprofile', 30],
  ['v8.heapprofile', 60],
  ['goroutine_debug1.txt', 40],
  ['goroutine_debug2.txt', 40],
  ['perf_script.txt', 40],
  ['native/jemalloc_heap_v2.heap', 20],
  ['native/gperftools_heap_legacy.heap', 20],
  ['pprof/go1.23/go_block.pb.gz', 60],
  ['pprof/go1.23/go_heap.pb.gz', 20],
  ['pprof/node/datadog_wall.pb.gz', 20],
  ['otlp_request.pb', 30],
])('%s with wrong numbers', { timeout: 120_000 }, (name, rounds) => {
  const whole = profileFixture(name);
  const random = seededRandom(11);
  const damage = whole.subarray(0, 4000).includes(0) ? wrongFields : wrongTextNumbers;
  const outcomes = { read: 0, refused: 0 };
  for (let round = 0; round < rounds; round++) {
    let read: ReadProfile;
    try {
      read = readProfile(damage(random, whole));
    } catch (fault) {
      if (!(fault instanceof ContractError)) throw fault;
      expect(fault.code).toBe('bad-request');
      expect(fault.message).toMatch(/\w{3,}.*\.$/s);
      outcomes.refused++;
      continue;
    }
    if (read.kind === 'shown') askAll(read);
    outcomes.read++;
  }
  expect(outcomes.read).toBeGreaterThan(0);
  expect(outcomes.refused + outcomes.read).toBe(rounds);
});

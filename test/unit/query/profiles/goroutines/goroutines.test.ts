import { describe, expect, it } from 'vitest';
import type { GoroutineOrder } from '../../../../../src/contract/profiles/goroutine-views.ts';
import {
  goroutineGroups,
  type GoroutineGroups,
} from '../../../../../src/main/query/profiles/goroutines/goroutine-groups.ts';
import { goroutineList } from '../../../../../src/main/query/profiles/goroutines/goroutine-list.ts';
import { goroutineSuspects } from '../../../../../src/main/query/profiles/goroutines/goroutine-suspects.ts';
import { readProfiles } from '../../../../support/profiles/profile-file.ts';

const waiter = (id: number, state: string): string =>
  `goroutine ${id} [${state}]:\nmain.wait(0xc000010${id})\n\t/srv/app.go:83 +0x24\ncreated by main.main in goroutine 1\n\t/srv/app.go:90 +0x1d\n`;
const worker = (id: number): string =>
  `goroutine ${id} [select]:\nmain.work()\n\t/srv/app.go:12 +0x24\nmain.main()\n\t/srv/app.go:95 +0x1\n`;

function groupsOf(...blocks: readonly string[]): GoroutineGroups {
  const { profiles, goroutines } = readProfiles(new TextEncoder().encode(`${blocks.join('\n')}\n`));
  const [profile] = profiles;
  if (profile === undefined) throw new Error('no profile');
  return goroutineGroups(profile, goroutines, () => undefined);
}

const usual = { find: '', state: '', leastWait: 0, order: 'count' as GoroutineOrder, offset: 0, limit: 50 };

describe('goroutines in groups', () => {
  const dump = groupsOf(
    waiter(7, 'chan receive, 3 minutes'),
    worker(8),
    waiter(9, 'chan receive'),
    waiter(10, 'sleep'),
  );

  it('puts equal stacks together, with their states, waits and creators', () => {
    const { groups, total, goroutines, states, longestWait, tellsApart } = goroutineList(dump, undefined, usual);
    expect({ total, goroutines, longestWait, tellsApart }).toEqual({
      total: 2,
      goroutines: 4,
      longestWait: 3,
      tellsApart: true,
    });
    expect(states[0]).toEqual({ text: 'chan receive', count: 2 });
    expect(groups[0]).toMatchObject({
      count: 3,
      waiting: 1,
      waitMinutes: 3,
      ids: [7, 9, 10],
      before: undefined,
      creators: [{ text: 'main.main at /srv/app.go:90', count: 3 }],
      frames: [{ function: 'main.wait', file: '/srv/app.go', line: 83 }],
      // States and waits are no labels of the program.
      labels: [],
    });
  });

  it('finds by part of a name, state and wait', () => {
    const found = (choice: Partial<typeof usual>): number =>
      goroutineList(dump, undefined, { ...usual, ...choice }).total;
    expect(found({ find: 'MAIN.work' })).toBe(1);
    expect(found({ find: 'app.go:90' })).toBe(1);
    expect(found({ state: 'select' })).toBe(1);
    expect(found({ leastWait: 2 })).toBe(1);
    expect(found({ leastWait: 4 })).toBe(0);
  });

  it('shows what is new, gone and grown against another dump', () => {
    const before = groupsOf(waiter(7, 'chan receive'), 'goroutine 3 [running]:\nmain.old()\n\t/srv/app.go:1 +0x1\n');
    const { groups, before: sum } = goroutineList(dump, before, { ...usual, order: 'change' });
    expect(sum).toBe(2);
    expect(groups.map(({ frames, count, before: was }) => [frames[0]?.function, was, count])).toEqual([
      ['main.wait', 1, 3],
      ['main.work', 0, 1],
      ['main.old', 1, 0],
    ]);
  });

  it('knows a stack again in a dump that only counts', () => {
    const counted = groupsOf(
      'goroutine profile: total 5\n5 @ 0x46b46e 0x40665c\n#\t0x4ef944\tmain.wait+0x24\t/srv/app.go:83\n',
    );
    expect(counted.tellsApart).toBe(false);
    expect(goroutineList(counted, dump, usual).groups[0]).toMatchObject({ count: 5, before: 3 });
  });
});

describe('what may be a leak', () => {
  const dumps = (...counts: readonly number[]): readonly GoroutineGroups[] =>
    counts.map((count) =>
      groupsOf(worker(1), ...Array.from({ length: count }, (_, i) => waiter(i + 2, 'chan receive'))),
    );

  it('is what only grows, in more than one step', () => {
    const [suspect, ...others] = goroutineSuspects(dumps(1, 4, 4, 9));
    expect(others).toEqual([]);
    expect(suspect).toMatchObject({ why: 'grows', group: { count: 9 } });
    expect([...(suspect?.counts ?? [])]).toEqual([1, 4, 4, 9]);
  });

  it('is not what shrinks, stays, or began once', () => {
    for (const counts of [
      [4, 9, 8],
      [5, 5, 5],
      [1, 9, 9, 9],
      [1, 9],
    ])
      expect(goroutineSuspects(dumps(...counts))).toEqual([]);
  });

  it('is what waits for minutes in one place, also in a single dump', () => {
    const stuck = groupsOf(waiter(2, 'chan send, 12 minutes'), waiter(3, 'chan send, 12 minutes'), worker(4));
    expect(goroutineSuspects([stuck])).toMatchObject([{ why: 'stuck', group: { waiting: 2, waitMinutes: 12 } }]);
  });
});

// The groups of a goroutine dump that somebody asks for, alone or against those of another dump.
import type {
  GoroutineGroup,
  GoroutineList,
  GoroutineListRequest,
} from '../../../../contract/profiles/goroutine-views.ts';
import type { GoroutineGroups } from './goroutine-groups.ts';

type Choice = Omit<GoroutineListRequest, 'dump' | 'base'>;

/** With a base, stacks that are only there are groups of no goroutines. */
export function goroutineList(dump: GoroutineGroups, base: GoroutineGroups | undefined, choice: Choice): GoroutineList {
  const groups = [...(base === undefined ? dump.byKey.values() : compared(dump, base))].filter(matching(choice));
  groups.sort(byOrder(choice));
  return {
    groups: groups.slice(choice.offset, choice.offset + choice.limit),
    total: groups.length,
    goroutines: dump.goroutines,
    before: base?.goroutines,
    states: dump.states,
    longestWait: dump.longestWait,
    tellsApart: dump.tellsApart,
  };
}

function* compared(dump: GoroutineGroups, base: GoroutineGroups): Generator<GoroutineGroup> {
  for (const [key, group] of dump.byKey) yield { ...group, before: base.byKey.get(key)?.count ?? 0 };
  for (const [key, gone] of base.byKey) {
    if (dump.byKey.has(key)) continue;
    yield { ...gone, count: 0, before: gone.count, waiting: 0, waitMinutes: 0, locked: 0, ids: [] };
  }
}

function matching({ find, state, leastWait }: Choice): (group: GoroutineGroup) => boolean {
  const wanted = find.toLowerCase();
  const has = (text: string): boolean => text.toLowerCase().includes(wanted);
  return (group) =>
    group.waitMinutes >= leastWait &&
    (state === '' || group.states.some(({ text }) => text === state)) &&
    (wanted === '' ||
      group.frames.some(({ function: name, file }) => has(name) || has(file)) ||
      group.labels.some(({ text }) => has(text)) ||
      group.creators.some(({ text }) => has(text)));
}

function byOrder({ order }: Choice): (a: GoroutineGroup, b: GoroutineGroup) => number {
  const name = ({ frames }: GoroutineGroup): string => frames[0]?.function ?? '';
  const change = ({ count, before }: GoroutineGroup): number => Math.abs(count - (before ?? count));
  const byName = (a: GoroutineGroup, b: GoroutineGroup): number =>
    name(a) === name(b) ? (a.key < b.key ? -1 : 1) : name(a) < name(b) ? -1 : 1;
  switch (order) {
    case 'name':
      return byName;
    case 'wait':
      return (a, b) => b.waitMinutes - a.waitMinutes || b.count - a.count || byName(a, b);
    case 'change':
      return (a, b) => change(b) - change(a) || b.count - a.count || byName(a, b);
    case 'count':
      return (a, b) => b.count - a.count || byName(a, b);
  }
}

// What looks like a leak over dumps of one program: stacks that only ever become more, and goroutines that have been
// waiting for minutes in one place without becoming fewer. A suspicion, not a proof: a pool that fills looks the same.
import type { GoroutineGroup, GoroutineSuspect } from '../../../../contract/profiles/goroutine-views.ts';
import type { GoroutineGroups } from './goroutine-groups.ts';

const leastDumps = 3;
/** Minutes after which waiting in one place is worth a word. */
const longWait = 5;
const mostSuspects = 50;

/**
 * By how much they grew, then by how many wait. Until there are three dumps only waits are looked at.
 * @param dumps in order of time, at least one
 */
export function goroutineSuspects(dumps: readonly GoroutineGroups[]): readonly GoroutineSuspect[] {
  const newest = dumps.at(-1);
  if (newest === undefined) return [];
  const suspects: GoroutineSuspect[] = [];
  for (const [key, group] of newest.byKey) {
    const counts = Float64Array.from(dumps, ({ byKey }) => byKey.get(key)?.count ?? 0);
    const why = reason(counts, group);
    if (why !== undefined) suspects.push({ group, counts, why });
  }
  return suspects
    .sort((a, b) => grown(b) - grown(a) || b.group.waiting - a.group.waiting || (a.group.key < b.group.key ? -1 : 1))
    .slice(0, mostSuspects);
}

function reason(counts: Float64Array, group: GoroutineGroup): GoroutineSuspect['why'] | undefined {
  const steady = counts.every((count, at) => at === 0 || count >= (counts[at - 1] as number));
  if (counts.length >= leastDumps && steady && (counts.at(-1) as number) > (counts[0] as number)) {
    // One step up and then level is a program that started something, not one that loses it.
    const steps = counts.reduce((sum, count, at) => sum + (at > 0 && count > (counts[at - 1] as number) ? 1 : 0), 0);
    if (steps >= 2) return 'grows';
  }
  return steady && group.waitMinutes >= longWait && group.waiting > 1 ? 'stuck' : undefined;
}

function grown({ counts }: GoroutineSuspect): number {
  return (counts.at(-1) as number) - (counts[0] as number);
}

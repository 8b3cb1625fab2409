// A task at a time: its state, where its time went, and what is dubious about it. The rules are those of tokio-console
// (state/tasks.rs and warnings.rs).
import type { TaskState, TaskSummary, TaskWarning } from '../../../contract/tasks.ts';
import { durationNanos, unixNanos } from '../../../contract/time.ts';
import type { TaskFacts } from './task-facts.ts';

const largeFuture = 1024;
const longPoll = 1_000_000_000n;
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** @param at Unix nanoseconds @param gone it is not known what became of it after `at` */
export function taskSummary(facts: TaskFacts, at: bigint, gone: boolean): TaskSummary {
  const { numbers, ended, size, originalSize } = facts;
  const created = numbers['task.created_ns'];
  const lastWake = numbers['task.last_wake_ns'];
  const pollStarted = numbers['task.poll_started_ns'];
  const pollEnded = numbers['task.poll_ended_ns'];
  const until = ended > 0n ? ended : max(at, max(pollEnded, pollStarted));
  const total = max(0n, until - created);
  const state = stateOf();
  const open = ended === 0n;
  const polled = open && pollStarted > pollEnded;
  const busy = numbers['task.busy_ns'] + (polled ? max(0n, until - pollStarted) : 0n);
  const woken = open && !polled && lastWake > pollStarted;
  const scheduled = numbers['task.scheduled_ns'] + (woken ? max(0n, until - lastWake) : 0n);
  const wakers = Number(numbers['task.waker_clones']) - Number(numbers['task.waker_drops']);
  return {
    key: facts.key,
    id: facts.id,
    name: facts.name,
    kind: facts.kind,
    target: facts.target,
    location: facts.location,
    state,
    warnings: warnings(),
    created: unixNanos(created),
    ended: ended > 0n ? unixNanos(ended) : undefined,
    total: durationNanos(total),
    busy: durationNanos(busy),
    scheduled: durationNanos(scheduled),
    idle: durationNanos(max(0n, total - busy - scheduled)),
    polls: Number(numbers['task.polls']),
    wakes: Number(numbers['task.wakes']),
    selfWakes: Number(numbers['task.self_wakes']),
    wakers,
    wakerClones: Number(numbers['task.waker_clones']),
    wakerDrops: Number(numbers['task.waker_drops']),
    lastWake: unixNanos(lastWake),
    pollStarted: unixNanos(pollStarted),
    pollEnded: unixNanos(pollEnded),
    size,
    originalSize,
    fields: facts.fields,
  };

  function stateOf(): TaskState {
    if (ended > 0n) return 'completed';
    if (gone) return 'gone';
    if (pollStarted > pollEnded) return 'running';
    return lastWake > pollStarted ? 'scheduled' : 'idle';
  }

  function warnings(): TaskWarning[] {
    // Blocking tasks are not polled like others: what is odd for a future is usual for them.
    if (facts.kind === 'blocking' || facts.kind === 'block_on') return [];
    const found: TaskWarning[] = [];
    if (2n * numbers['task.self_wakes'] > numbers['task.wakes']) found.push('self-wakes');
    if (open && wakers <= 0 && !polled && !woken && numbers['task.polls'] > 0n) found.push('lost-waker');
    if (polled && numbers['task.polls'] <= 1n && busy >= longPoll) found.push('never-yielded');
    if (originalSize > 0 && originalSize !== size) found.push('boxed');
    if (Math.max(size, originalSize) >= largeFuture) found.push('large');
    return found;
  }
}

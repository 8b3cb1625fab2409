import { describe, expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import type { TaskId } from '../../../../src/contract/tasks.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { parseTasksRoute, tasksLink, type TasksView } from '../../../../src/renderer/routes/tasks-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};
const usual: TasksView = {
  run: undefined,
  service: undefined,
  find: '',
  shown: 'all',
  order: 'busy',
  descending: true,
  tab: 'tasks',
  task: undefined,
  at: undefined,
};

describe('the address of tasks', () => {
  it('brings back all that it was made of', () => {
    for (const view of [
      usual,
      { ...usual, service: '', run: runId('x y'), find: 'a&b', order: 'name' as const, descending: false },
      { ...usual, service: 'skit', shown: 'warnings' as const, tab: 'resources' as const },
      { ...usual, task: '-5-1768469400000000001' as TaskId, at: unixNanos(1_768_469_400_000_000_001n) },
    ])
      expect(parseTasksRoute(placeOf(tasksLink(view)))).toEqual({ ...view, service: view.service || undefined });
  });

  it('ignores what makes no sense', () => {
    expect(parseTasksRoute(placeOf('/tasks?shown=x&order=y&tab=z&task=one&at=-1'))).toEqual(usual);
    expect(parseTasksRoute(placeOf('/traces'))).toBeUndefined();
  });
});

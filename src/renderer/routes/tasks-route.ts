// `/tasks?service=&find=&shown=&order=&tab=&task=&at=&run=`: the tasks of a service; `at` is a time in Unix nanoseconds,
// without one the newest that is known; `task` is the selected one.
import { taskFilters, taskOrders, type TaskFilter, type TaskId, type TaskOrder } from '../../contract/tasks.ts';
import type { RunId } from '../../contract/ids.ts';
import { unixNanos, type UnixNanos } from '../../contract/time.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

const tasksPath = '/tasks';
export const taskTabs = ['tasks', 'resources'] as const;

export interface TasksView {
  readonly run: RunId | undefined;
  readonly service: string | undefined;
  readonly find: string;
  readonly shown: TaskFilter;
  readonly order: TaskOrder;
  readonly descending: boolean;
  readonly tab: (typeof taskTabs)[number];
  readonly task: TaskId | undefined;
  readonly at: UnixNanos | undefined;
}

export function tasksLink(view: Partial<TasksView> = {}): string {
  const { run, service, find, shown = 'all', order = 'busy', descending = true, tab = 'tasks', task, at } = view;
  const usual = order === 'busy' && descending;
  return href(tasksPath, [
    ['service', service],
    ['find', find],
    ['shown', shown === 'all' ? undefined : shown],
    ['order', usual ? undefined : `${descending ? '-' : ''}${order}`],
    ['tab', tab === 'tasks' ? undefined : tab],
    ['task', task],
    ['at', at?.toString()],
    ['run', run],
  ]);
}

export function parseTasksRoute({ path, search }: Pick<Place, 'path' | 'search'>): TasksView | undefined {
  if (path !== tasksPath) return undefined;
  const text = search.get('order') ?? '-busy';
  const order = taskOrders.find((one) => one === text.replace(/^-/, ''));
  const at = search.get('at') ?? '';
  const task = search.get('task') ?? '';
  return {
    run: runOf(search),
    service: search.get('service') ?? undefined,
    find: search.get('find') ?? '',
    shown: taskFilters.find((one) => one === search.get('shown')) ?? 'all',
    order: order ?? 'busy',
    descending: order === undefined || text.startsWith('-'),
    tab: taskTabs.find((one) => one === search.get('tab')) ?? 'tasks',
    task: /^-?\d{1,20}-\d{1,20}$/.test(task) ? (task as TaskId) : undefined,
    at: /^\d{1,19}$/.test(at) ? unixNanos(BigInt(at)) : undefined,
  };
}

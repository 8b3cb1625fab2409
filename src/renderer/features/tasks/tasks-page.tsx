// The tasks of async runtimes: a table that follows the live run, or shows the state at a time; details of one; resources.
import { useCallback, useMemo, type ReactNode } from 'react';
import type { TaskListRequest } from '../../../contract/tasks.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { parseTasksRoute, tasksLink, type TasksView } from '../../routes/tasks-route.ts';
import { useNavigate, usePlace } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { Caution } from '../../ui/caution.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FullColumn } from '../../ui/full-column.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { formatClock } from '../../ui/time-text.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { useCommands } from '../../ui/use-commands.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { NoTasks } from './no-tasks.tsx';
import { ResourceTable } from './resource-table.tsx';
import { TaskDetails } from './task-details.tsx';
import { taskColumns } from './task-columns.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskTools } from './task-tools.tsx';
import styles from './tasks-page.module.css';

/** Milliseconds between two questions while data streams in; sources tell of tasks once a second. */
const pace = 900;
const most = 5000;

export function TasksPage(): ReactNode {
  const place = usePlace();
  const view = useMemo(() => parseTasksRoute(place), [place]);
  return view === undefined ? undefined : <TasksOfRun view={view} />;
}

function TasksOfRun({ view }: { readonly view: TasksView }): ReactNode {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const { service, find, shown, order, descending, at } = view;
  const request = useMemo(
    (): TaskListRequest | undefined =>
      run === undefined ? undefined : { run, service, at, text: find, shown, order, descending, limit: most },
    [run, service, at, find, shown, order, descending],
  );
  const { data, error, refetch } = usePacedAnswer('tasks.list', request, pace, live && at === undefined, 'logs');
  const change = useCallback(
    (patch: Partial<TasksView>) => navigate(tasksLink({ ...view, run: param, ...patch }), { replace: true }),
    [navigate, view, param],
  );
  const columns = useMemo(
    () =>
      taskColumns({ order, descending }, (column) =>
        change(
          column === order
            ? { descending: !descending }
            : { order: column, descending: !['id', 'name', 'kind', 'location', 'state'].includes(column) },
        ),
      ),
    [order, descending, change],
  );
  const hold = (): void => change({ at: at === undefined && data !== undefined && data.at > 0n ? data.at : undefined });
  useCommands([
    {
      id: 'tasks.find',
      title: 'Find tasks',
      group: 'Tasks',
      keys: '/',
      run: () => document.querySelector<HTMLInputElement>('input[name="tasks-find"]')?.focus(),
    },
    {
      id: 'tasks.hold',
      title: at === undefined ? 'Hold the tasks as they are now' : 'Follow the tasks',
      group: 'Tasks',
      keys: 'space',
      run: hold,
    },
    {
      id: 'tasks.unselect',
      title: 'Let go of the selected task',
      group: 'Tasks',
      keys: 'escape',
      listed: false,
      run: () => change({ task: undefined }),
    },
  ]);
  if (data === undefined || data.services.length === 0)
    return (
      <FullColumn>
        <PageHeader title="Tasks" />
        {error !== null && data === undefined ? (
          <EmptyState
            title="The tasks could not be read"
            actions={<Button onClick={() => void refetch()}>Try again</Button>}
          >
            {error.message}
          </EmptyState>
        ) : data === undefined ? (
          <p className={styles['loading']} role="status">
            Reading the tasks…
          </p>
        ) : (
          <NoTasks />
        )}
      </FullColumn>
    );
  const { tasks } = data;
  const row = tasks.findIndex(({ key }) => key === view.task);
  const chosen = tasks[row];
  const table = (
    <VirtualTable
      label="Tasks"
      columns={columns}
      count={tasks.length}
      rowAt={(index) => tasks[index]}
      rowKey={({ key }) => key}
      rowClass={({ state }) => (state === 'completed' || state === 'gone' ? styles['over'] : undefined)}
      selected={row < 0 ? undefined : row}
      onSelect={(index) => change({ task: tasks[index]?.key })}
      autoFocus
      empty={<EmptyState title="No task matches">Look for a part of its name or place, or show all tasks.</EmptyState>}
    />
  );
  return (
    <FullColumn>
      <PageHeader
        title="Tasks"
        facts={<TaskFacts answer={data} follows={live && at === undefined} />}
        actions={<TaskTools view={view} answer={data} live={live} change={change} onHold={hold} />}
      />
      {error === null ? undefined : (
        <Caution whole spoken>
          What is shown is as of {formatClock(data.at)}: {error.message}
        </Caution>
      )}
      <Tabs
        label="Tasks and resources"
        fills
        value={view.tab}
        onChange={(tab) => change({ tab })}
        tabs={[
          {
            id: 'tasks',
            title: 'Tasks',
            count: data.total,
            content: (
              <Splitter
                label="Width of the details"
                direction="row"
                sized="second"
                initial={380}
                first={table}
                second={
                  chosen === undefined || run === undefined ? undefined : (
                    <TaskDetails
                      run={run}
                      service={data.service}
                      task={chosen}
                      at={data.at}
                      onClose={() => change({ task: undefined })}
                    />
                  )
                }
              />
            ),
          },
          {
            id: 'resources',
            title: 'Resources',
            count: data.resources.length,
            content: <ResourceTable groups={data.resources} />,
          },
        ]}
      />
    </FullColumn>
  );
}

// The door of query/tasks: every question about tasks of one run.
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import type { TasksMethods } from '../../../contract/tasks.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { LogRun } from '../logs/log-run.ts';
import { TaskRows } from './task-rows.ts';
import { TasksHistory } from './tasks-history.ts';
import { tasksList } from './tasks-list.ts';
import { ToldTasks } from './told-tasks.ts';

export type TaskQueries = {
  readonly [M in keyof TasksMethods]: (request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
};

/** `worded` says in the words of the contract what the file is to blame for. */
export function createTaskQueries(
  reader: RunReader,
  worded: <Request, Answer>(
    question: (request: Request, alive: Alive) => Answer,
  ) => (request: Request, alive: Alive) => Answer,
): TaskQueries {
  const rows = new TaskRows(new LogRun(reader));
  const told = new ToldTasks();
  const history = new TasksHistory(rows);
  return {
    'tasks.list': worded((request, alive) => tasksList(rows, told, request, alive)),
    'tasks.history': worded((request, alive) => history.answer(request, alive)),
  };
}

// Requests of tasks.*.
import * as z from 'zod/mini';
import { integer, runId, text, time } from './parts.ts';
import { taskFilters, taskOrders, type TaskId } from '../../../contract/tasks.ts';

const task = z.custom<TaskId>(
  (value) => typeof value === 'string' && /^-?\d{1,20}-\d{1,20}$/.test(value),
  'not a task (its number, a dash, its creation in Unix nanoseconds)',
);

export const tasksSchemas = {
  'tasks.list': z.strictObject({
    run: runId,
    service: z.optional(text(1000)),
    at: z.optional(time),
    text: text(1000),
    shown: z.enum(taskFilters),
    order: z.enum(taskOrders),
    descending: z.boolean(),
    limit: integer(1, 5000),
  }),
  'tasks.history': z.strictObject({ run: runId, service: text(1000), key: task, at: time }),
};

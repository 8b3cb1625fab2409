// Requests of allocations.*.
import * as z from 'zod/mini';
import { integer, runId, text } from './parts.ts';
import { allocationMetrics } from '../../../contract/profiles/allocation-metric.ts';
import { allocationColumnNames, allocationQuestions } from '../../../contract/profiles/allocations.ts';

const file = { run: runId, profile: integer(1, Number.MAX_SAFE_INTEGER) };
const filter = text(1000);
const node = integer(-(2 ** 31), 2 ** 31 - 1);
const nodes = z.array(node).check(z.maxLength(100_000));
const view = {
  ...file,
  metric: integer(0, allocationMetrics.length - 1),
  frames: z.enum(['line', 'function']),
  from: z.enum(['allocation', 'entry']),
  filter,
};
const page = { offset: integer(0, 2 ** 31 - 1), limit: integer(1, 2000) };
const column = z.enum(allocationColumnNames);

export const allocationsSchemas = {
  'allocations.open': z.strictObject(file),
  'allocations.tree': z.strictObject({ ...view, ...page, folded: nodes, opened: nodes, find: z.optional(node) }),
  'allocations.node': z.strictObject({ ...view, node }),
  'allocations.text': z.strictObject(view),
  'allocations.questions': z.strictObject(file),
  'allocations.points': z.strictObject({ ...file, ...page, question: z.enum(allocationQuestions), filter }),
  'allocations.bySymbol': z.strictObject({ ...file, ...page, sort: column, by: z.enum(['self', 'all']), filter }),
  'allocations.diff': z.strictObject({
    ...file,
    ...page,
    base: z.strictObject(file),
    column,
    by: z.enum(['stack', 'function']),
    filter,
  }),
};

// Requests of logs.*.
import * as z from 'zod/mini';
import { integer, runId, text, time } from './parts.ts';

const sequence = integer(0, Number.MAX_SAFE_INTEGER);
const key = z.strictObject({ time, sequence });
const where = text(20_000);
const limit = integer(1, 1000);
const selection = { run: runId, where, from: z.optional(time), to: z.optional(time) };

export const logsSchemas = {
  'logs.list': z.strictObject({
    ...selection,
    before: z.optional(key),
    after: z.optional(key),
    order: z.enum(['newest', 'oldest']),
    limit,
  }),
  'logs.tail': z.strictObject({ run: runId, where, after: z.optional(sequence), limit }),
  'logs.record': z.strictObject({ run: runId, sequence }),
  'logs.context': z.strictObject({
    run: runId,
    sequence,
    before: integer(0, 500),
    after: integer(0, 500),
    of: z.enum(['resource', 'service', 'all']),
  }),
};

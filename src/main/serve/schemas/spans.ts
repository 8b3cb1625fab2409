// Requests of spans.*.
import * as z from 'zod/mini';
import { integer, runId, where } from './parts.ts';

export const spansSchemas = {
  'spans.tail': z.strictObject({
    run: runId,
    where,
    after: z.optional(integer(0, Number.MAX_SAFE_INTEGER)),
    limit: integer(1, 1000),
  }),
};

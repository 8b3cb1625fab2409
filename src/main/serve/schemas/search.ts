// Requests of search.*.
import * as z from 'zod/mini';
import { integer, runId, text } from './parts.ts';

export const searchSchemas = {
  'search.values': z.strictObject({
    run: runId,
    domain: z.enum(['spans', 'logs']),
    field: text(10_000),
    prefix: text(10_000),
    limit: integer(1, 1000),
  }),
};

// Requests of runs.*.
import * as z from 'zod/mini';
import { nothing, runId, text } from './parts.ts';

/** 1 to 200 characters that can be shown on one line. */
const name = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u, 'has control characters'));
export const runsSchemas = {
  'runs.list': nothing,
  'runs.create': z.strictObject({
    name: z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u, 'has control characters')),
  }),
  'runs.rename': z.strictObject({ run: runId, name }),
  'runs.delete': z.strictObject({ run: runId }),
  'runs.open': z.strictObject({ path: text(4096) }),
  'runs.close': z.strictObject({ run: runId }),
};

// Requests of logs.*.
import * as z from 'zod/mini';
import { integer, runId, text, time, traceId, where } from './parts.ts';

const sequence = integer(0, Number.MAX_SAFE_INTEGER);
const key = z.strictObject({ time, sequence });
const field = text(10_000);
const sequences = z.custom<Float64Array>(
  (value) =>
    value instanceof Float64Array &&
    value.length <= 1000 &&
    value.every((one) => Number.isSafeInteger(one) && one >= 0),
  'not a Float64Array of at most 1000 record numbers',
);
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
  'logs.histogram': z.strictObject({ ...selection, buckets: integer(1, 2000) }),
  'logs.facets': z.strictObject({ ...selection, field: z.optional(field) }),
  'logs.patterns': z.strictObject({ ...selection, limit: integer(1, 500), buckets: integer(1, 200) }),
  'logs.fields': z.strictObject({ run: runId }),
  'logs.values': z.strictObject({ run: runId, sequences, fields: z.array(field).check(z.maxLength(50)) }),
  'trace.logs': z.strictObject({ run: runId, traceId }),
  'trace.logMarks': z.strictObject({ run: runId, traceId }),
};

// Requests of traces.* and trace.*.
import * as z from 'zod/mini';
import { duration, integer, runId, spanId, text, time, traceId } from './parts.ts';

const filter = z.strictObject({
  service: z.optional(text(10_000)),
  operation: z.optional(text(10_000)),
  minDuration: z.optional(duration),
  maxDuration: z.optional(duration),
  errors: z.optional(z.boolean()),
  attributes: z.optional(z.array(z.strictObject({ key: text(10_000), value: text(100_000) })).check(z.maxLength(50))),
  text: z.optional(text(10_000)),
  from: z.optional(time),
  to: z.optional(time),
});

export const tracesSchemas = {
  'traces.list': z.strictObject({ run: runId, filter, offset: integer(0, 2 ** 40), limit: integer(1, 1000) }),
  'traces.scatter': z.strictObject({ run: runId, filter, limit: integer(1, 100_000) }),
  'traces.facets': z.strictObject({ run: runId, service: z.optional(text(10_000)) }),
  'trace.get': z.strictObject({ run: runId, traceId }),
  'trace.version': z.strictObject({ run: runId, traceId }),
  'trace.span': z.strictObject({ run: runId, traceId, spanId, occurrence: integer(0, 2 ** 31) }),
  'trace.genAi': z.strictObject({ run: runId, traceId, spanId: z.optional(spanId) }),
  'trace.find': z.strictObject({ run: runId, traceId, text: text(10_000) }),
};

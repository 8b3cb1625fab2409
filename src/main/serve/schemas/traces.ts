// Requests of traces.* and trace.*.
import * as z from 'zod/mini';
import { integer, runId, spanId, text, traceFilter, traceId, where } from './parts.ts';

export const tracesSchemas = {
  'traces.list': z.strictObject({
    run: runId,
    filter: traceFilter,
    offset: integer(0, 2 ** 40),
    limit: integer(1, 1000),
  }),
  'traces.count': z.strictObject({ run: runId, filter: traceFilter }),
  'traces.scatter': z.strictObject({ run: runId, filter: traceFilter, limit: integer(1, 100_000) }),
  'traces.facets': z.strictObject({ run: runId, service: z.optional(text(10_000)) }),
  'trace.get': z.strictObject({ run: runId, traceId }),
  'trace.events': z.strictObject({ run: runId, traceId }),
  'trace.version': z.strictObject({ run: runId, traceId }),
  'trace.span': z.strictObject({ run: runId, traceId, spanId, occurrence: integer(0, 2 ** 31) }),
  'trace.genAi': z.strictObject({ run: runId, traceId, spanId: z.optional(spanId) }),
  'trace.find': z.strictObject({ run: runId, traceId, where }),
};

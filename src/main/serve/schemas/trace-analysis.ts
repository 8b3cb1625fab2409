// Requests about what is worked out of one trace.
import * as z from 'zod/mini';
import { runId, text, traceId } from './parts.ts';

const trace = { run: runId, traceId };
const corrected = z.boolean();

export const traceAnalysisSchemas = {
  'trace.criticalPath': z.strictObject({ ...trace, corrected }),
  'trace.flame': z.strictObject({
    ...trace,
    corrected,
    order: z.enum(['merged', 'time']),
    weight: z.enum(['self', 'critical']),
  }),
  'trace.selfTimes': z.strictObject({ ...trace, corrected, by: z.enum(['operation', 'service']) }),
  'trace.skew': z.strictObject(trace),
  'trace.attribute': z.strictObject({ ...trace, key: text(10_000) }),
  'trace.attributeKeys': z.strictObject(trace),
};

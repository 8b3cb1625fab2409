// Requests that compare: two sides, each naming its run.
import * as z from 'zod/mini';
import { runId, traceId } from './parts.ts';

const trace = z.strictObject({ run: runId, traceId });

export const compareSchemas = {
  'traces.compare': z.strictObject({ left: trace, right: trace }),
};

// Requests that compare: two sides, each naming its run.
import * as z from 'zod/mini';
import { runId, traceFilter, traceId } from './parts.ts';

const trace = z.strictObject({ run: runId, traceId });
const group = z.strictObject({ run: runId, filter: traceFilter });

export const compareSchemas = {
  'traces.compare': z.strictObject({ left: trace, right: trace }),
  'traces.compareGroups': z.strictObject({ left: group, right: group }),
};

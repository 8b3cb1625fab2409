// Requests of services.*.
import * as z from 'zod/mini';
import { runId, text, time, traceId } from './parts.ts';

const within = { run: runId, from: z.optional(time), to: z.optional(time) };

export const servicesSchemas = {
  'services.map': z.strictObject(within),
  'trace.services': z.strictObject({ run: runId, traceId }),
  'services.operations': z.strictObject({ ...within, service: text(10_000) }),
};

// Requests of services.*.
import * as z from 'zod/mini';
import { runId, text, time } from './parts.ts';

const within = { run: runId, from: z.optional(time), to: z.optional(time) };

export const servicesSchemas = {
  'services.map': z.strictObject(within),
  'services.operations': z.strictObject({ ...within, service: text(10_000) }),
};

// The shape of the settings, both as a request and as the file in the data folder.
import * as z from 'zod/mini';
import { integer } from './parts.ts';
import type { Settings } from '../../../contract/runs.ts';

export const settings = z.strictObject({
  retention: z.strictObject({
    maxAgeDays: z.number().check(z.minimum(0), z.maximum(36_500)),
    maxTotalBytes: integer(0, Number.MAX_SAFE_INTEGER),
    maxRunBytes: integer(0, Number.MAX_SAFE_INTEGER),
  }),
  resumeLastRun: z.boolean(),
  durability: z.enum(['normal', 'full']),
}) satisfies z.ZodMiniType<Settings>;

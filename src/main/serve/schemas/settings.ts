// The shape of the settings as the file in the data folder has them, and of a change to them.
import * as z from 'zod/mini';
import { integer } from './parts.ts';
import type { Settings, SettingsChange } from '../../../contract/runs.ts';

const retention = z.strictObject({
  maxAgeDays: z.number().check(z.minimum(0), z.maximum(36_500)),
  maxTotalBytes: integer(0, Number.MAX_SAFE_INTEGER),
  maxRunBytes: integer(0, Number.MAX_SAFE_INTEGER),
});
const resumeLastRun = z.boolean();
const durability = z.enum(['normal', 'full']);

export const settings = z.strictObject({ retention, resumeLastRun, durability }) satisfies z.ZodMiniType<Settings>;

/** A property that is there has a value: `undefined` would take a setting away. */
export const settingsChange = z.strictObject({
  retention: z.exactOptional(
    z.strictObject({
      maxAgeDays: z.exactOptional(retention.shape.maxAgeDays),
      maxTotalBytes: z.exactOptional(retention.shape.maxTotalBytes),
      maxRunBytes: z.exactOptional(retention.shape.maxRunBytes),
    }),
  ),
  resumeLastRun: z.exactOptional(resumeLastRun),
  durability: z.exactOptional(durability),
}) satisfies z.ZodMiniType<SettingsChange>;

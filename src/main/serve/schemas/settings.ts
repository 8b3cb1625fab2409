// The shape of the settings as the file in the data folder has them, and of a change to them.
import * as z from 'zod/mini';
import { integer, text } from './parts.ts';
import { collectors } from './collectors.ts';
import { scrapeTargets } from './targets.ts';
import type { Settings, SettingsChange } from '../../../contract/runs.ts';
import { longestSettingKey, mostSettingKeys } from '../../../contract/masked-keys.ts';
import { noiseTrouble } from '../../../contract/noise.ts';
import { longestSourceFolder, mostSourceFolders, sourceFolderTrouble } from '../../../contract/source.ts';
import { maxSearchLength } from '../../../contract/search/parse.ts';

const retention = z.strictObject({
  maxAgeDays: z.number().check(z.minimum(0), z.maximum(36_500)),
  maxTotalBytes: integer(0, Number.MAX_SAFE_INTEGER),
  maxRunBytes: integer(0, Number.MAX_SAFE_INTEGER),
});
const resumeLastRun = z.boolean();
const durability = z.enum(['normal', 'full']);

const price = z.number().check(z.minimum(0), z.maximum(1e9));
const prices = z
  .array(
    z.strictObject({
      model: text(1000),
      input: price,
      output: price,
      cachedInput: z.optional(price),
      currency: text(20),
    }),
  )
  .check(z.maxLength(1000));
const noise = z
  .array(
    z
      .strictObject({
        where: text(maxSearchLength),
        action: z.enum(['hide', 'ignore']),
        enabled: z.boolean(),
      })
      .check(z.refine((rule) => noiseTrouble(rule) === undefined, 'not a noise rule')),
  )
  .check(z.maxLength(100));

const keys = z.array(text(longestSettingKey).check(z.minLength(1))).check(z.maxLength(mostSettingKeys));

const sourceFolders = z
  .array(
    text(longestSourceFolder).check(
      z.refine((folder) => sourceFolderTrouble(folder) === undefined, {
        error: ({ input }) => (typeof input === 'string' ? `${input} ${sourceFolderTrouble(input) ?? ''}` : undefined),
      }),
    ),
  )
  .check(z.maxLength(mostSourceFolders));

export const settings = z.strictObject({
  retention,
  resumeLastRun,
  durability,
  prices,
  noise,
  targets: scrapeTargets,
  collectors,
  maskedKeys: keys,
  sessionKeys: keys,
  sourceFolders,
}) satisfies z.ZodMiniType<Settings>;

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
  prices: z.exactOptional(prices),
  noise: z.exactOptional(noise),
  targets: z.exactOptional(scrapeTargets),
  collectors: z.exactOptional(collectors),
  maskedKeys: z.exactOptional(keys),
  sessionKeys: z.exactOptional(keys),
  sourceFolders: z.exactOptional(sourceFolders),
}) satisfies z.ZodMiniType<SettingsChange>;

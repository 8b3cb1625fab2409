// Targets as the settings have them, and requests of targets.*.
import * as z from 'zod/mini';
import { integer, nothing, text } from './parts.ts';
import { targetTrouble, type ScrapeTarget } from '../../../contract/scrape.ts';

export const named = z.array(z.strictObject({ name: text(200), value: text(8192) })).check(z.maxLength(50));
const seconds = z.number().check(z.minimum(0.1), z.maximum(86_400));
const limit = integer(0, 100_000_000);

export const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('bearer'), token: text(8192) }),
  z.strictObject({ kind: z.literal('basic'), user: text(1000), password: text(8192) }),
]);

/** The shape alone; whether it can be used is for `targetTrouble` to say. */
const targetShape = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  url: text(4096),
  job: text(200),
  intervalSeconds: seconds,
  timeoutSeconds: seconds,
  headers: named,
  auth,
  labels: named,
  honorLabels: z.boolean(),
  fallback: z.enum(['text', 'openmetrics', 'protobuf', 'none']),
  nativeHistograms: z.boolean(),
  sampleLimit: limit,
  labelLimit: limit,
  paused: z.boolean(),
}) satisfies z.ZodMiniType<ScrapeTarget>;

export const scrapeTarget = targetShape.check(
  z.superRefine((target, context) => {
    const trouble = targetTrouble(target);
    if (trouble !== undefined) context.addIssue({ code: 'custom', message: trouble, input: target });
  }),
) satisfies z.ZodMiniType<ScrapeTarget>;

export const scrapeTargets = z.array(scrapeTarget).check(
  z.maxLength(500),
  z.refine((targets) => new Set(targets.map(({ id }) => id)).size === targets.length, 'two targets have the same id'),
);

export const targetsSchemas = {
  'targets.list': nothing,
  'processes.list': nothing,
  'targets.test': z.strictObject({ target: targetShape }),
};

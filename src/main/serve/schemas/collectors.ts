// Collectors as the settings have them, and requests of collectors.*.
import * as z from 'zod/mini';
import { nothing, text } from './parts.ts';
import { auth, named } from './targets.ts';
import { collectorTrouble, type Collector } from '../../../contract/collectors.ts';

const id = z.string().check(z.minLength(1), z.maxLength(100));
const shared = { id, name: text(200), service: text(200), paused: z.boolean() };
const web = { ...shared, url: text(4096), auth, headers: named };

/** The shape alone; whether it can be used is for `collectorTrouble` to say. */
const collectorShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('streamkit'), ...web }),
  z.strictObject({ kind: z.literal('statsviz'), ...web }),
  z.strictObject({ kind: z.literal('omnirt'), ...web, jobs: z.array(text(200)).check(z.maxLength(1000)) }),
  z.strictObject({ kind: z.literal('tokio-console'), ...web }),
  z.strictObject({
    kind: z.literal('health'),
    ...web,
    paths: z.array(text(1000)).check(z.maxLength(20)),
    intervalSeconds: z.number().check(z.minimum(0.5), z.maximum(86_400)),
  }),
  z.strictObject({ kind: z.literal('llama-stack'), ...shared, path: text(4096) }),
  z.strictObject({
    kind: z.literal('log-files'),
    ...shared,
    path: text(4096),
    format: z.enum(['auto', 'json', 'logfmt', 'plain']),
    fromStart: z.boolean(),
  }),
]) satisfies z.ZodMiniType<Collector>;

export const collector = collectorShape.check(
  z.superRefine((one, context) => {
    const trouble = collectorTrouble(one);
    if (trouble !== undefined) context.addIssue({ code: 'custom', message: trouble, input: one });
  }),
) satisfies z.ZodMiniType<Collector>;

export const collectors = z.array(collector).check(
  z.maxLength(200),
  z.refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'two sources have the same id'),
);

export const collectorsSchemas = {
  'collectors.list': nothing,
  'collectors.test': z.strictObject({ collector: collectorShape }),
  'collectors.retry': z.strictObject({ id }),
};

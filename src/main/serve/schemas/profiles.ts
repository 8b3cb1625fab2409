// Requests of profiles.*.
import * as z from 'zod/mini';
import { integer, runId, spanId, text, time, traceId } from './parts.ts';
import { profileKinds } from '../../../contract/profiles/kinds.ts';

const profile = integer(1, Number.MAX_SAFE_INTEGER);

export const profilesSchemas = {
  'profiles.list': z.strictObject({
    run: runId,
    from: z.optional(time),
    to: z.optional(time),
    kind: z.optional(z.enum(profileKinds)),
    service: z.optional(text(1000)),
    series: z.optional(text(10_000)),
    grouped: z.optional(z.boolean()),
    text: text(1000),
    offset: integer(0, Number.MAX_SAFE_INTEGER),
    limit: integer(1, 1000),
  }),
  'profiles.marks': z.strictObject({ run: runId, from: time, to: time, limit: integer(1, 10_000) }),
  'profiles.open': z.strictObject({ run: runId, profile }),
  'profiles.rename': z.strictObject({ run: runId, profile, name: text(1000) }),
  'profiles.delete': z.strictObject({ run: runId, profiles: z.array(profile).check(z.maxLength(10_000)) }),
  'profiles.ofInterval': z.strictObject({
    run: runId,
    from: time,
    to: time,
    service: z.optional(text(1000)),
    traceId: z.optional(traceId),
    spanId: z.optional(spanId),
    limit: integer(1, 200),
  }),
  'profiles.ofSpan': z.strictObject({ run: runId, profile, traceId, spanId }),
  'profiles.file': z.strictObject({ run: runId, profile, piece: integer(0, 100_000) }),
};

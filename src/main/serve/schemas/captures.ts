// Requests of captures.*: the shape; whether an order can be carried out is for `captureTrouble` to say.
import * as z from 'zod/mini';
import { nothing, text } from './parts.ts';
import { auth, named } from './targets.ts';
import { goProfiles, type CaptureOrder } from '../../../contract/profiles/captures.ts';

const id = z.string().check(z.minLength(1), z.maxLength(100));
const number = z.number().check(z.minimum(0), z.maximum(1_000_000));

const subject = z.union([
  z.strictObject({
    kind: z.literal('go'),
    profile: z.enum(goProfiles),
    seconds: number,
    collectGarbage: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('streamkit'), profile: z.literal('cpu'), seconds: number, frequency: number }),
  z.strictObject({ kind: z.literal('streamkit'), profile: z.literal('heap') }),
  z.strictObject({ kind: z.literal('url'), seconds: number }),
]) satisfies z.ZodMiniType<CaptureOrder['subject']>;

export const capturesSchemas = {
  'captures.list': nothing,
  'captures.start': z.strictObject({
    order: z.strictObject({
      url: text(4096),
      service: text(200),
      subject,
      auth,
      headers: named,
      everySeconds: z.number().check(z.minimum(0), z.maximum(86_400)),
    }),
  }),
  'captures.cancel': z.strictObject({ id }),
  'captures.clear': nothing,
};

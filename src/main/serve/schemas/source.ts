// Requests of source.*.
import * as z from 'zod/mini';
import { text } from './parts.ts';

export const sourceSchemas = {
  'source.locate': z.strictObject({ paths: z.array(text(4096)).check(z.maxLength(200)) }),
  'source.read': z.strictObject({ path: text(4096) }),
};

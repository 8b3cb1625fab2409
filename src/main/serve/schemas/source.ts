// Requests of source.*.
import * as z from 'zod/mini';
import { profileTableSchemas } from './profile-tables.ts';
import { integer, text } from './parts.ts';

export const sourceSchemas = {
  'source.locate': z.strictObject({ paths: z.array(text(4096)).check(z.maxLength(200)) }),
  'source.read': z.extend(profileTableSchemas['profiles.lines'], { file: integer(0, 1_000_000) }),
};

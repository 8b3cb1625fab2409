// Requests of profiles.top, tree, peek, lines and labels.
import * as z from 'zod/mini';
import { integer, text } from './parts.ts';
import { profileView } from './profile-view.ts';

const frame = text(100_000);
const table = z.strictObject({
  view: profileView,
  sort: z.enum(['flat', 'cum', 'name']),
  reversed: z.boolean(),
  text: text(1000),
  offset: integer(0, Number.MAX_SAFE_INTEGER),
  limit: integer(1, 10_000),
});

export const profileTableSchemas = {
  'profiles.top': table,
  'profiles.tree': table,
  'profiles.peek': z.strictObject({ view: profileView, frame }),
  'profiles.lines': z.strictObject({ view: profileView, frame }),
  'profiles.labels': z.strictObject({ view: profileView, limit: integer(1, 1000) }),
};

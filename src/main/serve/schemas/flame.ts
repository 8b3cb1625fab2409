// Requests about call trees of profiles.
import * as z from 'zod/mini';
import { integer, runId, text } from './parts.ts';
import { profileFilter, profileGrouping, profileView } from './profile-view.ts';
import { profileFileFormats } from '../../../contract/profiles/files.ts';
import { mostSeriesProfiles } from '../../../contract/profiles/flame.ts';

/** Longer ones name no frame. */
const framePath = text(32);
const width = z.enum(['max', 'sum']);
const diffOrder = z.enum(['total', 'self']);
const flame = { view: profileView, zoom: framePath, width };

export const flameSchemas = {
  'profiles.flame': z.strictObject(flame),
  'profiles.export': z.strictObject({
    ...flame,
    format: z.enum(profileFileFormats),
    root: z.enum(['top', 'bottom']),
    name: text(10_000),
  }),
  'profiles.search': z.strictObject({ ...flame, text: text(4000), regex: z.boolean(), files: z.boolean() }),
  'profiles.function': z.strictObject({ view: profileView, width, frame: text(1_000_000) }),
  'profiles.sandwich': z.strictObject({
    view: profileView,
    width,
    frame: text(1_000_000),
    callersZoom: framePath,
    calleesZoom: framePath,
  }),
  'profiles.diff': z.strictObject({
    view: profileView,
    by: diffOrder,
    relative: z.boolean(),
    text: text(4000),
    offset: integer(0, 100_000_000),
    limit: integer(1, 10_000),
  }),
  'profiles.overTime': z.strictObject({ view: profileView, buckets: integer(1, 2000) }),
  'profiles.series': z.strictObject({
    run: runId,
    profiles: z
      .array(z.strictObject({ profile: integer(0, Number.MAX_SAFE_INTEGER), part: integer(0, 1_000_000) }))
      .check(z.maxLength(mostSeriesProfiles)),
    type: text(1000),
    grouping: profileGrouping,
    filter: profileFilter,
    by: diffOrder,
    limit: integer(1, 1000),
  }),
};

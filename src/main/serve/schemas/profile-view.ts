// Which part of a profile a request is about; shared by the requests of profiles.*.
import * as z from 'zod/mini';
import { integer, runId, text } from './parts.ts';

const expression = text(4000);
const labelKeys = z.array(text(1000)).check(z.maxLength(20));
const refFields = { run: runId, profile: integer(0, Number.MAX_SAFE_INTEGER), part: integer(0, 1_000_000) };

export const profileRef = z.strictObject(refFields);

const nanos = z.optional(z.number());

export const profileFilter = z.strictObject({
  focus: expression,
  ignore: expression,
  hide: expression,
  show: expression,
  showFrom: expression,
  collapse: expression,
  mergeRecursion: z.boolean(),
  tagFocus: expression,
  tagIgnore: expression,
  tagRoot: labelKeys,
  tagLeaf: labelKeys,
  span: text(100),
  from: nanos,
  to: nanos,
});

export const profileGrouping = z.enum(['function', 'file-function', 'file', 'line', 'address', 'package']);

export const profileView = z.strictObject({
  ...refFields,
  type: integer(0, 1000),
  grouping: profileGrouping,
  order: z.enum(['weight', 'name', 'time']),
  inverted: z.boolean(),
  filter: profileFilter,
  base: z.optional(profileRef),
  normalized: z.boolean(),
});

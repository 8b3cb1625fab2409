// Requests of runs.*.
import * as z from 'zod/mini';
import { nothing, runId, text } from './parts.ts';

/** 1 to 200 characters that can be shown on one line. */
const name = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u, 'has control characters'));
const maxPiece = 16 * 1024 * 1024;
const bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= maxPiece,
  'not bytes, or more than 16 MiB',
);

export const runsSchemas = {
  'runs.list': nothing,
  'runs.create': z.strictObject({
    name: z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u, 'has control characters')),
  }),
  'runs.rename': z.strictObject({ run: runId, name }),
  'runs.delete': z.strictObject({ run: runId }),
  'runs.open': z.strictObject({ path: text(4096) }),
  'runs.upload': z.strictObject({
    upload: z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/, 'not an upload id')),
    name: text(400),
    bytes,
    last: z.boolean(),
  }),
  'runs.close': z.strictObject({ run: runId }),
};

// Requests of imports.*.
import * as z from 'zod/mini';
import { nothing, text } from './parts.ts';

const into = z.enum(['new', 'live', 'auto']);
const maxPiece = 16 * 1024 * 1024;
const bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= maxPiece,
  'not bytes, or more than 16 MiB',
);

const upload = z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/, 'not an upload id'));

export const importsSchemas = {
  'imports.list': nothing,
  'imports.start': z.strictObject({ paths: z.array(text(4096)).check(z.maxLength(1000)), into }),
  'imports.upload': z.strictObject({
    upload,
    name: text(400),
    offset: z.number().check(z.int(), z.nonnegative()),
    bytes,
    last: z.boolean(),
    into,
  }),
  'imports.dropUpload': z.strictObject({ upload }),
  'imports.cancel': z.strictObject({ id: text(100) }),
  'imports.clear': nothing,
  'imports.watches': nothing,
};

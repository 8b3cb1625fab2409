// Requests of app.* and settings.*.
import * as z from 'zod/mini';
import { nothing, port } from './parts.ts';
import { settingsChange } from './settings.ts';

export const appSchemas = {
  'app.info': nothing,
  'app.sendTestSpan': z.strictObject({ transport: z.enum(['grpc', 'http']) }),
  'app.listen': z.strictObject({ grpc: z.optional(port), http: z.optional(port) }),
  'settings.get': nothing,
  'settings.change': settingsChange,
};

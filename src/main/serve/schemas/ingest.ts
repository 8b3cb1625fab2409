// Requests of ingest.* and problems.*.
import * as z from 'zod/mini';
import { integer, nothing } from './parts.ts';

export const ingestSchemas = {
  'ingest.recent': z.strictObject({ limit: integer(1, 1000) }),
  'problems.list': nothing,
  'problems.clear': nothing,
};

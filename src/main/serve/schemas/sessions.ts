// Requests of sessions.*.
import * as z from 'zod/mini';
import { integer, runId, text, time, traceId } from './parts.ts';
import { sessionOrders, type SessionId } from '../../../contract/sessions.ts';

const session = z.custom<SessionId>(
  (value) => typeof value === 'string' && value !== '' && value.length <= 256,
  'not a session id (1 to 256 characters)',
);

export const sessionsSchemas = {
  'sessions.list': z.strictObject({
    run: runId,
    text: text(1000),
    from: z.optional(time),
    to: z.optional(time),
    order: z.enum(sessionOrders),
    descending: z.boolean(),
    offset: integer(0, 10_000_000),
    limit: integer(1, 1000),
  }),
  'sessions.ofTrace': z.strictObject({ run: runId, traceId }),
  'sessions.timeline': z.strictObject({
    run: runId,
    session,
    lanes: z.enum(['node', 'service', 'stage']),
    limit: integer(1, 200_000),
  }),
};

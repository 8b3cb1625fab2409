// Pieces that several request schemas share: ids, times, texts of bounded length.
import * as z from 'zod/mini';
import { maxSearchLength } from '../../../contract/search/parse.ts';
import { parseSpanId, parseTraceId, type RunId, type SpanId, type TraceId } from '../../../contract/ids.ts';
import type { UnixNanos } from '../../../contract/time.ts';

export const nothing = z.strictObject({});

/** A text of at most `max` UTF-16 units. */
export const text = (max: number): z.ZodMiniString => z.string().check(z.maxLength(max));

export const runId = z.custom<RunId>(
  (value) => typeof value === 'string' && value !== '' && value.length <= 300,
  'not a run id',
);

export const traceId = z.custom<TraceId>(
  (value) => typeof value === 'string' && parseTraceId(value) === value,
  'not a trace id (32 lower-case hex digits)',
);

export const spanId = z.custom<SpanId>(
  (value) => typeof value === 'string' && (parseSpanId(value) === value || value === '0000000000000000'),
  'not a span id (16 lower-case hex digits)',
);

const maxNanos = 2n ** 64n;
export const time = z.custom<UnixNanos>(
  (value) => typeof value === 'bigint' && value >= 0n && value < maxNanos,
  'not a time in nanoseconds (bigint)',
);
/** An integer within [min, max]. */
export const integer = (min: number, max: number): z.ZodMiniNumberFormat =>
  z.int().check(z.minimum(min), z.maximum(max));

export const port = integer(0, 65_535);

/** The text of a search; whether it is one is for the engine to say. */
export const where = text(maxSearchLength);

export const traceFilter = z.strictObject({
  where: z.optional(where),
  from: z.optional(time),
  to: z.optional(time),
});

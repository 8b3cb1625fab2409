// Requests of export.*.
import * as z from 'zod/mini';
import { runId, spanId, text, time, traceId, where } from './parts.ts';

const what = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run') }),
  z.strictObject({
    kind: z.literal('traces'),
    traceIds: z.array(traceId).check(z.minLength(1), z.maxLength(100_000)),
  }),
  z.strictObject({
    kind: z.literal('spans'),
    traceId,
    spanIds: z.array(spanId).check(z.minLength(1), z.maxLength(100_000)),
    subtree: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('search'),
    where,
    from: z.optional(time),
    to: z.optional(time),
  }),
  z.strictObject({
    kind: z.literal('metrics'),
    metrics: z.array(text(10_000)).check(z.maxLength(1000)),
    from: z.optional(time),
    to: z.optional(time),
  }),
  z.strictObject({
    kind: z.literal('query'),
    queries: z.array(text(100_000)).check(z.minLength(1), z.maxLength(100)),
    start: z.number().check(z.int()),
    end: z.number().check(z.int()),
    step: z.number().check(z.int(), z.nonnegative()),
  }),
]);
const signal = z.enum(['traces', 'logs', 'metrics', 'all']);
const table = z.optional(z.enum(['traces', 'spans', 'logs', 'samples', 'long', 'wide']));
const redact = text(100_000);
const started = z.strictObject({ export: text(100) });

const order = z.strictObject({
  run: runId,
  what,
  format: z.enum(['otlp-json', 'otlp-jsonl', 'otlp-protobuf', 'jaeger', 'csv', 'openmetrics', 'otter']),
  signal,
  table,
  columns: z.optional(z.array(text(10_000)).check(z.maxLength(200))),
  gzip: z.boolean(),
  redact,
});

export const exportSchemas = {
  'export.start': order,
  'export.estimate': order,
  'export.piece': started,
  'export.state': started,
  'export.cancel': started,
  'export.preview': z.strictObject({ run: runId, what, signal, table, redact }),
};

// Requests of metrics.*.
import * as z from 'zod/mini';
import { integer, runId, text } from './parts.ts';

/** Unix milliseconds that a Date can hold. */
const time = integer(-8_640_000_000_000_000, 8_640_000_000_000_000);
/** An expression; whether it is one is for the engine to say. */
const query = text(100_000);
const promql = { run: runId, query, start: time, end: time, step: integer(0, 8_640_000_000_000_000) };
interface Steps {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}
const inOrder = z.refine<Steps>(
  ({ start, end, step }) => (step === 0 ? start === end : start <= end && (end - start) / step <= mostSteps),
  'start, end and step: at most 50,000 steps from start to end, or step 0 with start and end the same',
);
const mostSteps = 50_000;
const selection = {
  run: runId,
  selectors: z.array(text(10_000)).check(z.maxLength(100)),
  from: z.optional(time),
  to: z.optional(time),
  limit: integer(1, 100_000),
};
const metrics = z.custom<Uint32Array>(
  (value) => value instanceof Uint32Array && value.length <= 200,
  'not a Uint32Array of at most 200 metrics',
);

export const metricsSchemas = {
  'metrics.list': z.strictObject({ run: runId }),
  'metrics.sparklines': z.strictObject({
    run: runId,
    metrics,
    end: time,
    span: integer(1, 31_536_000_000),
    points: integer(2, 120),
  }),
  'metrics.query': z
    .strictObject({
      ...promql,
      maxSeries: z.optional(integer(1, 10_000)),
      maxSamples: z.optional(integer(1, 50_000_000)),
      lookback: z.optional(integer(1, 31_536_000_000)),
    })
    .check(inOrder),
  'metrics.labels': z.strictObject(selection),
  'metrics.values': z.strictObject({ ...selection, label: text(10_000), prefix: z.optional(text(10_000)) }),
  'metrics.series': z.strictObject(selection),
  'metrics.exemplars': z.strictObject({ run: runId, query, from: time, to: time, limit: integer(1, 10_000) }),
  'metrics.cardinality': z.strictObject({ run: runId, since: time }),
  'metrics.explain': z.strictObject(promql).check(inOrder),
  'metrics.hints': z.strictObject(promql).check(inOrder),
  'metrics.spacing': z.strictObject({ run: runId, query }),
};

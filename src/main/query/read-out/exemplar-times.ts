import type { RunReader, TimeRange } from '../../store/reader-face.ts';
import type { MetricChoice } from './metric-choice.ts';

/** Those that are read, Unix milliseconds; `undefined` where the run has no exemplars: then nobody looks for them. */
export function exemplarTimes(
  { db, metrics }: RunReader,
  { from, to }: Pick<MetricChoice, 'from' | 'to'>,
): TimeRange | undefined {
  // A file of version 1 has no such table, and no streams.
  const any = metrics.metrics().length > 0 && db.prepare('SELECT 1 FROM exemplars LIMIT 1').get() !== undefined;
  return any ? [Math.max(0, from), Math.min(to, Number.MAX_SAFE_INTEGER)] : undefined;
}

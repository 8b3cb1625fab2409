// Questions about traces over a stored run of a million spans, or of ten million (`queries-10m`).
import { benchQueryTraces } from './query-traces.ts';

export async function benchQueries(spans: number): Promise<Record<string, unknown>> {
  return { spans, ...(await benchQueryTraces(spans)) };
}

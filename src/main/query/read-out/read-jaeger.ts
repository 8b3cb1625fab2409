// Traces of an export in Jaeger's JSON, one at a time: memory is bounded by the largest trace.
import type { ExportWhat } from '../../../contract/exports.ts';
import type { SpanDetails } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { JaegerTrace } from '../jaeger-answer.ts';
import { jaegerTrace } from '../jaeger-trace.ts';
import type { Interruptible } from '../search/interruptible.ts';
import { subtreeOf } from './subtree.ts';
import { traceIdOf, traceNumbers } from './trace-numbers.ts';

/** `change` sees every span, with its resource and scope, before it is translated. */
export function* readJaeger(
  reader: RunReader,
  what: ExportWhat,
  change: (span: SpanDetails) => SpanDetails,
  alive: Alive,
  interruptible?: Interruptible,
): Generator<JaegerTrace> {
  reader.refresh();
  const spans =
    what.kind !== 'spans'
      ? undefined
      : what.subtree
        ? subtreeOf(reader, what.traceId, what.spanIds, alive)
        : new Set<string>(what.spanIds);
  const part = { keep: spans === undefined ? () => true : (id: string) => spans.has(id), change };
  for (const number of traceNumbers(reader, what, alive, interruptible)) {
    alive();
    reader.refresh();
    const id = traceIdOf(reader, number);
    const trace = id === undefined ? undefined : jaegerTrace(reader, id, alive, part);
    if (trace !== undefined) yield trace;
  }
}

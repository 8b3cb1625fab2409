// Where a span is found that samples of a profile name: in its trace, else in the list of traces.
import type { RunId } from '../../contract/ids.ts';
import type { SampledSpan } from '../../contract/profiles/sample-spans.ts';
import { condition } from '../../contract/search/print.ts';
import { traceLink } from './trace-route.ts';
import { tracesLink } from './traces-route.ts';

export function sampledSpanLink({ traceId, spanId }: SampledSpan, run: RunId | undefined): string {
  if (traceId !== undefined) return traceLink({ traceId, span: spanId, run });
  return tracesLink({ run, filter: { where: condition('span', '=', spanId ?? '', true) } });
}

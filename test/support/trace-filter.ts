// A trace filter from single conditions, for tests and benches that combine them.
import { quoted } from '../../src/contract/search/tokens.ts';
import type { UnixNanos } from '../../src/contract/time.ts';
import type { TraceFilter } from '../../src/contract/traces.ts';

/** All given conditions hold. `operation`, `attributes` and `text` are about one and the same span of the trace. */
export interface Conditions {
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  /** Of the trace; nanoseconds, both included. */
  readonly minDuration?: bigint | undefined;
  readonly maxDuration?: bigint | undefined;
  /** true: only traces with an error span. false: only traces without one. */
  readonly errors?: boolean | undefined;
  /** Equality with the value's text form. */
  readonly attributes?: readonly { readonly key: string; readonly value: string }[] | undefined;
  readonly text?: string | undefined;
  readonly from?: bigint | undefined;
  readonly to?: bigint | undefined;
}

export function traceFilter(conditions: Conditions): TraceFilter {
  const { service, operation, minDuration, maxDuration, errors, attributes = [], text = '', from, to } = conditions;
  const parts = [
    service === undefined ? '' : `service = ${quoted(service)}`,
    operation === undefined ? '' : `name = ${quoted(operation)}`,
    minDuration === undefined ? '' : `trace.duration >= ${minDuration}ns`,
    maxDuration === undefined ? '' : `trace.duration <= ${maxDuration}ns`,
    errors === undefined ? '' : `trace.errors ${errors ? '>' : '='} 0`,
    ...attributes.map(({ key, value }) => `${quoted(key)} = ${quoted(value)}`),
    text.trim() === '' ? '' : quoted(text.trim()),
  ];
  const where = parts.filter((part) => part !== '').join(' and ');
  return { where, from: from as UnixNanos | undefined, to: to as UnixNanos | undefined };
}

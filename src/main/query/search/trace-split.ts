// Takes a search for traces apart: what the small tables answer by an index, what they can check of a trace, and what
// only spans can tell. All of its top-level conditions have to hold, so each goes where it is cheapest.
import { resolveField } from '../../../contract/search/fields.ts';
import type { Search } from '../../../contract/search/search.ts';
import { isAboutTrace } from './trace-expression.ts';

export interface SplitSearch {
  /** About traces as wholes. */
  readonly ofTraces: readonly Search[];
  /** The trace has a span of this service; with `failed`, a failed one. */
  readonly service: string | undefined;
  /** The trace has a failed span. */
  readonly failed: boolean;
  /** One span of the trace fulfils this; then `service` and `failed` are unused. */
  readonly ofSpans: Search | undefined;
}

export function splitSearch(search: Search): SplitSearch {
  const parts = conjuncts(search);
  const ofTraces = parts.filter(isAboutTrace);
  const rest = parts.filter((part) => !isAboutTrace(part));
  const services = rest.map(serviceOf).filter((name) => name !== undefined);
  const errors = rest.filter((part) => part.kind === 'flag' && part.flag === 'error');
  if (services.length <= 1 && services.length + errors.length === rest.length)
    return { ofTraces, service: services[0], failed: errors.length > 0, ofSpans: undefined };
  const [only] = rest;
  const ofSpans: Search | undefined = rest.length === 1 ? only : { kind: 'and', parts: rest, at: search.at };
  return { ofTraces, service: undefined, failed: false, ofSpans };
}

function conjuncts(search: Search): readonly Search[] {
  if (search.kind === 'all') return [];
  return search.kind === 'and' ? search.parts.flatMap(conjuncts) : [search];
}

/** The name where the condition is `service = name` and can mean one name only. */
function serviceOf(search: Search): string | undefined {
  if (search.kind !== 'test' || search.test.kind !== 'compare' || search.test.operator !== '=') return undefined;
  const field = resolveField(search.field, 'spans');
  const { value } = search.test;
  const isService = field.kind === 'property' && field.info.name === 'service';
  return isService && (value.kind === 'text' || value.kind === 'bool') && value.text !== '' ? value.text : undefined;
}

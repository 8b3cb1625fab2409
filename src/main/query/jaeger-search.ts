// The conditions of Jaeger's search as a search of our own. In Jaeger all of them are about one and the same span, and a
// tag may also be a field of the span (jaeger-tags.ts makes tags of these).
import type { Literal } from '../../contract/search/literal.ts';
import type { CompareOperator, Search } from '../../contract/search/search.ts';
import { kindNames } from './jaeger-tags.ts';
import type { JaegerSearch } from './jaeger-params.ts';

const at = { from: 0, to: 0 };
const textLiteral = (text: string): Literal => ({ kind: 'text', text, quoted: true });
const durationLiteral = (nanos: bigint): Literal => ({ kind: 'duration', text: `${nanos}ns`, nanos });
const timeLiteral = (nanos: bigint): Literal => ({ kind: 'time', text: `${nanos}`, nanos });

function compare(name: string, operator: CompareOperator, value: Literal, quoted = false): Search {
  return {
    kind: 'test',
    field: { name, quoted, prefix: undefined, at },
    test: { kind: 'compare', operator, value },
    at,
  };
}

export function searchOfJaeger(search: JaegerSearch): Search {
  const { service, operation, tags, start, end, minDuration, maxDuration } = search;
  const parts: Search[] = [
    compare('service', '=', textLiteral(service)),
    compare('start', '>=', timeLiteral(start)),
    compare('start', '<=', timeLiteral(end)),
  ];
  if (operation !== undefined) parts.push(compare('name', '=', textLiteral(operation)));
  if (minDuration > 0n) parts.push(compare('duration', '>=', durationLiteral(minDuration)));
  if (maxDuration > 0n) parts.push(compare('duration', '<=', durationLiteral(maxDuration)));
  for (const [key, value] of tags) parts.push(tagSearch(key, value));
  return { kind: 'and', parts, at };
}

function tagSearch(key: string, value: string): Search {
  const attribute = compare(key, '=', textLiteral(value), true);
  const field = fieldSearch(key, value);
  return field === undefined ? attribute : { kind: 'or', parts: [attribute, field], at };
}

/** How a span may have the tag as a field, or `undefined` when Jaeger makes no such tag. */
function fieldSearch(key: string, value: string): Search | undefined {
  if (value === '') return undefined;
  const equals = (name: string, text = value): Search => compare(name, '=', textLiteral(text));
  switch (key) {
    case 'error':
      return value === 'true' ? equals('status', 'error') : undefined;
    case 'span.kind':
      return (kindNames as readonly string[]).includes(value) ? equals('kind') : undefined;
    case 'otel.status_code':
      return value === 'OK' || value === 'ERROR' ? equals('status', value.toLowerCase()) : undefined;
    case 'otel.status_description':
      return equals('status.message');
    case 'w3c.tracestate':
      return equals('tracestate');
    case 'otel.scope.name':
      return equals('scope');
    case 'otel.scope.version':
      return equals('scope.version');
    default:
      return undefined;
  }
}

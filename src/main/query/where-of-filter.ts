// The structured fields of a trace filter as the search that means the same.
import { quoted } from '../../contract/search/tokens.ts';
import type { TraceFilter } from '../../contract/traces.ts';

export function whereOfFilter(filter: TraceFilter): string {
  const { where = '', service, operation, minDuration, maxDuration, errors, attributes = [], text = '' } = filter;
  const parts = [
    where.trim() === '' ? '' : `(${where})`,
    service === undefined ? '' : `service = ${quoted(service)}`,
    operation === undefined ? '' : `name = ${quoted(operation)}`,
    minDuration === undefined ? '' : `trace.duration >= ${minDuration}ns`,
    maxDuration === undefined ? '' : `trace.duration <= ${maxDuration}ns`,
    errors === undefined ? '' : `trace.errors ${errors ? '>' : '='} 0`,
    ...attributes.map(({ key, value }) => `${quoted(key)} = ${quoted(value)}`),
    text.trim() === '' ? '' : quoted(text.trim()),
  ];
  const given = parts.filter((part) => part !== '');
  return given.length === 1 && where.trim() !== '' ? where : given.join(' and ');
}

// Queries of Tempo and Jaeger as TraceQL: the forms of their editors, and TraceQL itself.
import { isObject, objectsAt, textAt, textsAt, type JsonObject } from './read-json.ts';

/** undefined: not a search for traces. */
export function traceqlOf(json: JsonObject): string | undefined {
  const query = textAt(json, 'query');
  if (textAt(json, 'queryType') === 'traceqlSearch') return selection(objectsAt(json, 'filters').flatMap(filterText));
  if (query !== '') return query;
  const service = textAt(json, 'serviceName') || textAt(json, 'service');
  const name = textAt(json, 'spanName') || textAt(json, 'operation');
  const least = textAt(json, 'minDuration');
  const most = textAt(json, 'maxDuration');
  const parts = [
    ...(service === '' ? [] : [`resource.service.name = ${JSON.stringify(service)}`]),
    ...(name === '' ? [] : [`name = ${JSON.stringify(name)}`]),
    ...(least === '' ? [] : [`duration >= ${least}`]),
    ...(most === '' ? [] : [`duration <= ${most}`]),
    ...[...textAt(json, 'tags').matchAll(/([\w.-]+)=(?:"([^"]*)"|(\S+))/g)].map(
      ([, key = '', quoted, bare]) => `.${key} = ${JSON.stringify(quoted ?? bare ?? '')}`,
    ),
  ];
  return parts.length === 0 ? undefined : selection(parts);
}

function selection(parts: readonly string[]): string {
  return parts.length === 0 ? '{}' : `{ ${parts.join(' && ')} }`;
}

/** A row of the search editor: a tag with its scope, an operator, one value or several. */
function filterText(json: JsonObject): readonly string[] {
  const tag = textAt(json, 'tag');
  const { value } = json;
  const values = typeof value === 'string' ? [value] : Array.isArray(value) ? textsAt(json, 'value') : [];
  if (tag === '' || values.length === 0 || isObject(value)) return [];
  const scope = textAt(json, 'scope');
  const intrinsic = scope === 'intrinsic' || tag.includes(':') || ['name', 'duration', 'status', 'kind'].includes(tag);
  const field = intrinsic ? tag : `${scope === 'unscoped' ? '' : scope}.${tag}`;
  const type = textAt(json, 'valueType');
  const written = (one: string): string =>
    type === 'keyword' || type === 'duration' || type === 'int' || type === 'float' ? one : JSON.stringify(one);
  const operator = textAt(json, 'operator', '=');
  if (values.length === 1) return [`${field} ${operator} ${written(values[0] ?? '')}`];
  const parts = values.map((one) => `${field} ${operator} ${written(one)}`);
  return [`(${parts.join(operator.startsWith('!') ? ' && ' : ' || ')})`];
}

// `__inputs` of a shared dashboard: data sources and constants that Grafana asks for when the file is imported. There is one
// data source here, so `${DS_PROMETHEUS}` of an input needs no answer; constants take the value that the file suggests.
import { objectsAt, textAt, wordAt, type JsonObject } from './read-json.ts';

export function fillInputs(json: JsonObject): JsonObject {
  const values = new Map<string, string>();
  for (const input of objectsAt(json, '__inputs')) {
    const name = textAt(input, 'name');
    if (name === '') continue;
    values.set(
      name,
      textAt(input, 'type') === 'constant' ? wordAt(input, 'value') : textAt(input, 'pluginId', 'prometheus'),
    );
  }
  if (values.size === 0) return json;
  const { __inputs: _asked, __requires: _needs, ...rest } = json;
  return fill(rest, values) as JsonObject;
}

function fill(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.includes('${')
      ? value.replace(/\$\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole)
      : value;
  }
  if (Array.isArray(value)) return value.map((one) => fill(one, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, values)]));
}

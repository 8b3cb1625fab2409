// Writes what has changed into JSON as it came. `before` is how the writer puts what was read from `source`, `after` how it
// puts what is wanted now: where they agree, the source stays as it is, with all that neither of them knows.
import type { SourceJson } from '../source-json.ts';
import { isObject, type JsonObject } from './read-json.ts';

/** `read` tells how the writer would put what the reader makes of a JSON; what it cannot tell apart counts as the same. */
export function writeKnown(
  source: SourceJson,
  wanted: JsonObject,
  read: (json: JsonObject) => JsonObject,
): Record<string, unknown> {
  const after = plain(wanted);
  const before = plain(read(source));
  const merged = writeOver(source, before, after);
  if (isObject(merged) && isSame(plain(read(merged)), after)) return merged;
  // Of an older kind whose settings stand elsewhere: what is known is written anew, queries keep what they have.
  const { targets } = source;
  return {
    ...source,
    ...after,
    ...(Array.isArray(targets) ? { targets: writeOver(targets, before['targets'], after['targets']) } : {}),
  };
}

function writeOver(source: unknown, before: unknown, after: unknown): unknown {
  if (isSame(before, after)) return source;
  if (isObject(source) && isObject(before) && isObject(after)) {
    const result: Record<string, unknown> = { ...source };
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (!(key in after)) delete result[key];
      else if (key in source || !isSame(before[key], after[key])) {
        result[key] = key in source ? writeOver(source[key], before[key], after[key]) : after[key];
      }
    }
    return result;
  }
  if (Array.isArray(source) && Array.isArray(before) && Array.isArray(after)) return writeList(source, before, after);
  return after;
}

/** Lists whose items have a name of some kind keep what is unknown of each item, and items that are unknown. */
function writeList(source: readonly unknown[], before: readonly unknown[], after: readonly unknown[]): unknown {
  const [was, known, wanted] = [named(source), named(before), named(after)];
  if (was === undefined || known === undefined || wanted === undefined) return after;
  const changed = [...wanted].map(([name, item]) =>
    was.has(name) && known.has(name) ? writeOver(was.get(name), known.get(name), item) : item,
  );
  const unknown = [...was].flatMap(([name, item]) => (known.has(name) || wanted.has(name) ? [] : [item]));
  return [...changed, ...unknown];
}

/** undefined when an item has no name. */
function named(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const items = new Map<string, unknown>();
  for (const item of list) {
    const name = isObject(item) ? (item['refId'] ?? item['matcher'] ?? item['id'] ?? item['name']) : undefined;
    if (name === undefined) return undefined;
    const text = JSON.stringify(name);
    let repeat = 0;
    while (items.has(`${text} ${repeat}`)) repeat++;
    items.set(`${text} ${repeat}`, item);
  }
  return items;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key], b[key]));
}

/** As JSON has it: nothing undefined. */
function plain(json: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(json)) as JsonObject;
}

// Messages spread over keys with numbers in them, as OpenLLMetry (`gen_ai.prompt.0.role`, `gen_ai.completion.0.content`)
// and OpenInference (`llm.input_messages.0.message.role`) send them: the keys become a structure again.
import type { Attribute } from '../../../contract/values.ts';
import { jsonOf, type Json } from './plain-json.ts';

interface Node {
  value: Json;
  readonly children: Map<string, Node>;
}

/** Items of a list are at most these many, so that a number in a key cannot ask for more. */
const maxItems = 10_000;

/** What stands below `prefix.`, e.g. a list for `gen_ai.prompt`; `undefined` where there is nothing. */
export function indexed(attributes: readonly Attribute[], prefix: string): Json {
  const root: Node = { value: undefined, children: new Map() };
  const start = `${prefix}.`;
  for (const { key, value } of attributes) {
    if (!key.startsWith(start)) continue;
    let node = root;
    for (const part of key.slice(start.length).split('.')) {
      let next = node.children.get(part);
      if (next === undefined) {
        next = { value: undefined, children: new Map() };
        node.children.set(part, next);
      }
      node = next;
    }
    node.value = jsonOf(value);
  }
  return built(root);
}

function built({ value, children }: Node): Json {
  if (children.size === 0) return value;
  const entries = [...children];
  const numbers = entries.map(([key]) => (/^\d{1,5}$/.test(key) ? Number(key) : maxItems));
  if (numbers.every((number) => number < maxItems))
    return entries
      .map(([, child], i) => ({ place: numbers[i] as number, child }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ child }) => built(child));
  return Object.fromEntries(entries.map(([key, child]) => [key, built(child)]));
}

// Fields that tell what a line belongs to, where they do not stand at the top: inside the spans of tracing-subscriber, or
// as `key=value` in the text of a plain line. They become attributes, so that sessions are found by them.
import { correlationKeys, joinKeys, nodeKeys, sessionKeys, turnKeys } from '../../../contract/session-keys.ts';
import type { Attribute } from '../../../contract/values.ts';

const keys: ReadonlySet<string> = new Set([...sessionKeys, ...joinKeys, ...turnKeys, ...correlationKeys, ...nodeKeys]);
const idKeys: ReadonlySet<string> = new Set([...keys, 'trace_id', 'span_id']);

/** Of maps inside each other, the outermost first; what is further in, or known already, counts more. */
export function fieldsOfSpans(spans: readonly unknown[], known: ReadonlySet<string>): Attribute[] {
  const fields = new Map<string, string>();
  for (const span of spans) {
    if (typeof span !== 'object' || span === null) continue;
    for (const [key, value] of Object.entries(span))
      if (keys.has(key) && !known.has(key) && typeof value === 'string') fields.set(key, value);
  }
  return [...fields].map(([key, value]) => ({ key, value }));
}

const pairPattern = /(?:^|[\s{,(])([A-Za-z_][\w.]*)=(?:"([^"]*)"|([^\s,})\]]+))/g;

export function fieldsOfText(text: string): Attribute[] {
  if (!text.includes('=')) return [];
  const fields = new Map<string, string>();
  for (const [, key = '', quoted, bare] of text.matchAll(pairPattern))
    if (idKeys.has(key)) fields.set(key, quoted ?? bare ?? '');
  return [...fields].map(([key, value]) => ({ key, value }));
}
